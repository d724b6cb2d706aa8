"""Sentences that every kind of report shares."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview._text import together
from mlinterview.model.item import Reference
from mlinterview.rendering.math import text_with_math
from mlinterview.reports._line import Line
from mlinterview.reports._model import (
    Attention,
    ClassRow,
    ClassSummary,
    Counts,
    ExamineeReport,
    HardItem,
    ItemResult,
    Report,
    Row,
    StudyArea,
    StudyItem,
)
from mlinterview.reports._wording import count, interval, number, percent, status_word

__all__ = [
    "LEGEND",
    "STUDY_SHOWN",
    "attention_lists",
    "class_lines",
    "compared",
    "counts_line",
    "headline",
    "is_titled",
    "item_points",
    "item_word",
    "level_word",
    "misconception_name",
    "plain_title",
    "reference_line",
    "result_word",
    "study_head",
    "title",
    "too_few_word",
]

#: areas to study that are shown at once
STUDY_SHOWN = 5
TOO_FEW = "too few items"
LEGEND = (
    "Interval: where the share would lie on very many such items, with 95% probability."
    f' Level: the share with guessing taken out; "{TOO_FEW}" where less than five items\' worth'
    " was asked."
)


def title(report: Report) -> str:
    """What stands above the whole."""
    return report.title or "Results"


def headline(person: ExamineeReport) -> str:
    """``26.68 of 39 points, 68.4%``."""
    if person.share is None:
        return "Nothing to score"
    share = percent(person.share, 1)
    return f"{number(person.points)} of {number(person.max_points)} points, {share}"


def result_word(person: ExamineeReport) -> str:
    """``passed, band C``; empty where the scheme has neither pass mark nor bands."""
    passed = {True: "passed", False: "not passed", None: ""}[person.passed]
    band = f"band {person.band}" if person.band else ""
    return ", ".join(word for word in (passed, band) if word)


def counts_line(counts: Counts) -> str:
    """``23 graded, 1 to be reviewed``, leaving out what there is none of."""
    states = ("graded", "needs_review", "unanswered", "invalid", "failed")
    found = [(state, getattr(counts, state)) for state in states]
    return ", ".join(f"{n} {status_word(state)}" for state, n in found if n) or "no items"


def level_word(row: Row) -> str:
    """The level, or why there is none."""
    return row.level if row.level is not None else TOO_FEW


def too_few_word(row: ClassRow | HardItem) -> str:
    """Says so where a class figure rests on few people."""
    return "too few people" if row.too_few else ""


def item_points(item: ItemResult) -> str:
    """``0.75 of 1``, ``2 of 4 (0 to 4)``, or ``could not be read``."""
    if item.points is None:
        return status_word(item.status)
    low, high = item.points_range
    text = f"{number(item.points)} of {number(item.max_points)}"
    return f"{text} ({number(low)} to {number(high)})" if high > low + 1e-9 else text


def is_titled(item: ItemResult | StudyItem | HardItem) -> bool:
    """Whether the title is the bank's Markdown; an id that stands in for it is anybody's text."""
    return item.title != item.item_id


def plain_title(item: ItemResult | StudyItem | HardItem) -> str:
    """The title with its math as Unicode."""
    return text_with_math(item.title) if is_titled(item) else item.title


def item_word(item: ItemResult) -> str:
    """How the item went, in one word."""
    if item.status != "graded":
        words = {"needs_review": "open", "unanswered": "blank", "invalid": "unread"}
        return words.get(item.status, item.status)
    if item.full:
        return "right"
    return "part" if item.share is not None and item.share > 0 else "wrong"


def compared(item: ItemResult) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of response and key, without what is said twice.

    Of ``matching`` only the rows where they differ; no criteria that the parts show already.
    """
    key = item.key.text if item.key is not None else ()
    statements = tuple(part.text for part in item.parts if part.text)
    if item.format == "free_text" and statements:
        key = tuple(line for line in key if not line.text.endswith(statements))
    if item.format != "matching" or not key or not item.response_text:
        return item.response_text, key
    return (
        tuple(line for line in item.response_text if line not in key),
        tuple(line for line in key if line not in item.response_text),
    )


def misconception_name(identity: str) -> str:
    """An id as words."""
    return identity.replace("-", " ").replace("_", " ")


def reference_line(reference: Reference) -> str:
    """Title, place and address on one line."""
    parts = (reference.title, reference.locator, reference.url)
    return ", ".join(part for part in parts if part)


def study_head(area: StudyArea) -> str:
    """``Statistical inference: 50%, 1 item missed``."""
    few = f", {TOO_FEW}" if area.too_few else ""
    missed = count(len(area.items), "item")
    return f"{area.title}: {percent(area.share)}{few}, {missed} missed"


def class_lines(summary: ClassSummary, pass_share: float | None) -> list[str]:
    """The class in a few sentences."""
    lines = [count(summary.n, "person").replace("persons", "people")]
    share = summary.share
    if share is not None:
        lines.append(
            f"Mean {percent(share.mean, 1)} ({interval(share.mean_interval)} with 95% confidence),"
            f" standard deviation {percent(share.sd, 1)}, from {percent(share.min, 1)}"
            f" to {percent(share.max, 1)}"
        )
    points = summary.points
    if points is not None and summary.max_points is not None:
        lines.append(
            f"Points: mean {number(points.mean)}, standard deviation {number(points.sd)},"
            f" from {number(points.min)} to {number(points.max)} of {number(summary.max_points)}"
        )
    if summary.pass_share is not None and summary.pass_interval is not None:
        lines.append(
            f"Passed ({percent(pass_share or 0, 1)} or more): {summary.passed} of {summary.n},"
            f" {percent(summary.pass_share)} (interval {interval(summary.pass_interval)})"
            + (f"; {summary.pass_open} may still change" if summary.pass_open else "")
        )
    if summary.bands and summary.n:
        below = summary.n - sum(summary.bands.values())
        bands = [f"{name} {n}" for name, n in summary.bands.items()]
        lines.append("Bands: " + ", ".join([*bands, f"none {below}"]))
    if summary.too_few:
        lines.append("Too few people for these figures to say much.")
    return lines


def attention_lists(summary: ClassSummary) -> list[tuple[str, list[str]]]:
    """What a person should look at, a line each, under headings with counts; no empty lists.

    Answers to be reviewed are gathered by item, since they are reviewed item by item.
    """
    lists = [
        ("To be reviewed", summary.needs_review, _by_item(summary.needs_review)),
        ("Could not be read", summary.invalid, _by_fault(summary.invalid)),
        ("Could not be graded", summary.failed, _by_fault(summary.failed)),
        ("Marks not used", summary.unused_marks, _by_fault(summary.unused_marks)),
    ]
    return [(f"{name}: {len(entries)}", lines) for name, entries, lines in lists if entries]


def _by_item(entries: Sequence[Attention]) -> list[str]:
    people: dict[str, list[str]] = {}
    for entry in entries:
        people.setdefault(entry.item_id, []).append(entry.examinee_id or "no name")
    return [f"{item_id} ({len(who)}): {', '.join(who)}" for item_id, who in people.items()]


def _by_fault(entries: Sequence[Attention]) -> list[str]:
    found = []
    for entry in entries:
        prefix = f"item {entry.item_id!r}: "  # most messages name the item themselves
        message = entry.message.removeprefix(prefix)
        who = f"{entry.examinee_id}, " if entry.examinee_id is not None else ""
        found.append((who, entry.item_id or "no item", message))
    return [f"{who}{items}: {message}" for who, items, message in together(found)]
