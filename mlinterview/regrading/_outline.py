"""What is told of a regrading, in order: headings, lines and tables, whatever prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mlinterview.regrading._results import (
    DecisionRecord,
    ItemChange,
    PersonChange,
    Regrading,
    ScoreChange,
    Standing,
)
from mlinterview.reports._wording import count, number, percent, shorten

__all__ = ["TITLE", "Part", "Rows", "outline"]

TITLE = "Regrading"
_LONGEST = 60
_ITEMS = "Items with a decision or a changed score: for how many people it rises and falls"
_PEOPLE = "People whose total is another one"
_ACTIONS = {
    "accept": "accepted too",
    "drop": "dropped",
    "full_credit": "full points",
    "key": "graded anew",
}


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: what it lists, its headings, and rows whose first cell names them."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part with a heading (none for the first): lines, points of a list, and maybe a table."""

    heading: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Rows | None = None


def outline(found: Regrading) -> Iterator[Part]:
    """The parts, in the order in which an examiner asks for them."""
    yield Part("", tuple(_summary(found)), found.notes)
    if found.decisions:
        yield Part("Decisions", points=tuple(map(_decision, found.decisions)))
    if found.items:
        rows = tuple(map(_item, found.items))
        yield Part("Items", table=Rows(_ITEMS, ("Item", "what", "up", "down", "mean", "now"), rows))
    moved = [person for person in found.people if _moved(person)]
    crossing = [line for person in found.people for line in _crossings(person, found)]
    if crossing:
        yield Part("Across a line", points=tuple(crossing))
    if moved:
        rows = tuple(map(_person, moved))
        head = ("Person", "before", "after", "change", "share", "why")
        yield Part("Who changes", table=Rows(_PEOPLE, head, rows))


def _summary(found: Regrading) -> Iterator[str]:
    total = found.summary
    yield (
        f"{count(total.people, 'examinee')}: {total.raised} up, {total.lowered} down,"
        f" {total.same} as before."
    )
    if total.mean_before is not None and total.mean_after is not None:
        yield f"Mean {percent(total.mean_before, 1)} before, {percent(total.mean_after, 1)} after."
    if found.pass_share is not None:
        passed = [
            sum(bool(side.passed) for side in sides)
            for sides in (
                [person.before for person in found.people],
                [person.after for person in found.people],
            )
        ]
        line = (
            f"Pass mark {percent(found.pass_share, 1)}: {passed[0]} passed before,"
            f" {passed[1]} after"
        )
        tail = f"; {total.pass_open} still open" if total.pass_open else ""
        yield line + tail + "."
    if total.band_changed:
        yield f"{count(total.band_changed, 'examinee')} in another band."
    repeated = sum(
        score.problem is not None and score.problem.kind == "DuplicateRecord"
        for score in found.scores
    )
    if total.unread > repeated:
        unread = count(total.unread - repeated, "answer")
        yield f"{unread} could not be read; they count 0 points for now."
    if repeated:
        verb = "repeats" if repeated == 1 else "repeat"
        yield f"{count(repeated, 'record')} {verb} an item and attempt; the first one counts."
    if found.scheme_before != found.scheme_after:
        yield f"Scheme {found.scheme_before} before, {found.scheme_after} after."
    if found.no_loss:
        yield "Nobody's total falls (no loss)."


def _decision(one: DecisionRecord) -> str:
    what = {
        "accept": f"accept {_value(one.response)}",
        "drop": "drop" + (", its points stay in the maximum" if one.keep_max else ""),
        "full_credit": "full points for everybody",
    }[one.action]
    who = ", ".join(str(part) for part in (one.by, one.date) if part is not None)
    reason = f" {one.reason}" if one.reason else " No reason given."
    signed = f" ({who})" if who else ""
    changed = "nobody's points" if not one.changed else f"the points of {one.changed}"
    return f"{one.item}: {what}.{reason}{signed} Changes {changed}."


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shorten(text, _LONGEST)


def _item(item: ItemChange) -> tuple[str, ...]:
    versions = ""
    if item.version_before != item.version_after:
        versions = f" (v{item.version_before or '-'} to v{item.version_after or '-'})"
    return (
        item.item_id,
        _ACTIONS[item.change] + versions,
        str(item.raised) if item.change != "drop" else "-",
        str(item.lowered) if item.change != "drop" else "-",
        "-" if item.mean_before is None else percent(item.mean_before),
        "-" if item.mean_after is None else percent(item.mean_after),
    )


def _moved(person: PersonChange) -> bool:
    return bool(person.difference or person.protected or person.before != person.after)


def _person(person: PersonChange) -> tuple[str, ...]:
    shares = [
        "-" if side.share is None else percent(side.share) for side in (person.before, person.after)
    ]
    return (
        person.name,
        _points(person.before),
        _points(person.after),
        "kept" if person.protected else _signed(person.difference),
        f"{shares[0]} to {shares[1]}",
        ", ".join(map(_why, person.items)) or "total",
    )


def _points(side: Standing) -> str:
    low, high = side.points_range
    points = number(side.points) if high - low < 1e-9 else f"{number(low)}..{number(high)}"
    return f"{points}/{number(side.max_points)}"


def _signed(value: float) -> str:
    text = number(value)
    return text if text == "0" or text.startswith("-") else f"+{text}"


def _why(change: ScoreChange) -> str:
    if change.change == "drop":
        return f"{change.item_id} dropped"
    before, after = ("?" if p is None else number(p) for p in (change.before, change.after))
    return f"{change.item_id} {before} to {after}"


def _crossings(person: PersonChange, found: Regrading) -> Iterator[str]:
    if person.pass_change is not None:
        now = "passes now" if person.pass_change == "gained" else "no longer passes"
        yield f"{person.name} {now}{_open(person, person.pass_open)}"
    elif person.pass_open:
        state = "passes" if person.after.passed else "does not pass"
        yield f"{person.name} {state} so far{_open(person, True)}"
    if person.band_change:
        before, after = (side.band or "none" for side in (person.before, person.after))
        yield f"{person.name}: band {before}, now {after}{_open(person, person.band_open)}"


def _open(person: PersonChange, open_line: bool) -> str:
    if not open_line:
        return ""
    low, high = person.after.points_range
    return f", but {number(low)} to {number(high)} points until all answers are reviewed"
