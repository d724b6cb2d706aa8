"""Fractions of other systems as our formats and policies, where one gives the same score.

Shares are of the question's points: 1 is full marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mlinterview._text import fold
from mlinterview.interchange._ids import Ids

__all__ = [
    "Choice",
    "Number",
    "Unsuited",
    "Word",
    "many_of",
    "matching_of",
    "numeric_of",
    "one_of",
    "ordering_notes",
    "ordering_of",
    "person_marked",
    "some_right",
    "tidy",
    "words_of",
]

_NEAR = 2e-3  # 33.33 stands for a third
_FULL = 1 - _NEAR
_SLOT = re.compile(r"\{=\s*[A-Za-z_]")
_STAR = "\ue0ff"


class Unsuited(Exception):
    """No format of ours holds the question; the message says why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: its text as Markdown, its share (negative ones take points away)."""

    text: str
    share: float
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is right, or earns a share, within an absolute tolerance."""

    value: float | int
    tolerance: float
    share: float = 1
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A text that is right, or earns a share; ``*`` in it is a wildcard, ``\\*`` a star."""

    text: str
    share: float = 1
    feedback: str = ""


Notes = list[str]


def options_of(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """Options with their ids, the right ones marked."""
    ids = Ids()
    made = []
    for number, choice in enumerate(choices, 1):
        if not choice.text.strip():
            raise Unsuited(f"option {number} has no text")
        option: dict[str, Any] = {"id": ids.part(choice.text, f"option-{number}")}
        option["text"] = choice.text
        if choice.share > 0:
            option["correct"] = True
        if choice.feedback:
            option["feedback"] = choice.feedback
        made.append(option)
    return made


def one_of(choices: Sequence[Choice], notes: Notes) -> dict[str, Any]:
    """``single_choice``: the option with full marks is the key; shares of others are noted.

    Raises:
        Unsuited: not exactly one option earns full marks.
    """
    best = max((choice.share for choice in choices), default=0.0)
    full = [choice for choice in choices if choice.share >= max(best - 1e-9, 1e-9)]
    if not full:
        raise Unsuited("no option is marked as right")
    if len(full) > 1:
        texts = "; ".join(_short(choice.text) for choice in full[:4])
        raise Unsuited(f"{len(full)} options are right where one may be chosen: {texts}")
    if best < _FULL:
        notes.append(f"the best option earned {best:.4g} of the points; here it earns all")
    part = [choice for choice in choices if choice.share > 0 and choice is not full[0]]
    if part:
        texts = "; ".join(f"{_short(choice.text)} ({choice.share:.4g})" for choice in part[:6])
        notes.append(f"options that earned part of the points earn none here: {texts}")
    _penalties(choices, notes)
    keyed = [
        Choice(choice.text, 1 if choice is full[0] else 0, choice.feedback) for choice in choices
    ]
    return {"format": "single_choice", "options": options_of(keyed)}


def _penalties(choices: Sequence[Choice], notes: Notes) -> None:
    wrong = sorted({choice.share for choice in choices if choice.share <= 0})
    if wrong and wrong[0] < 0:
        chance = len(wrong) == 1 and abs(-wrong[0] - 1 / (len(choices) - 1)) < _NEAR
        how = "as penalty: chance does" if chance else f"down to {wrong[0]:.4g} of the points"
        notes.append(f"a wrong option took points away, {how}; here the scheme decides")


def some_right(choices: Sequence[Choice]) -> Sequence[Choice]:
    """The options, for systems in which one at least has to be right.

    Raises:
        Unsuited: none is.
    """
    if not any(choice.share > 0 for choice in choices):
        raise Unsuited("no option is marked as right")
    return choices


def many_of(choices: Sequence[Choice], notes: Notes) -> dict[str, Any]:
    """``multi_select``: scored there as the sum of the chosen shares, clipped to 0 and 1.

    Nothing is noted where that is what ``balanced`` gives for every response. Where another policy
    gives it, that one is named; else the shares stand as weights, for the policy ``weighted``.
    """
    right = [choice.share for choice in choices if choice.share > 0]
    total = sum(right)
    if right and not _FULL <= total <= 2 - _FULL:
        notes.append(f"the right options earned {total:.4g} of the points together; here all")
    factor = 1 / total if right else 1
    options = options_of(choices)
    policy = _policy(
        [choice.share * factor if choice.share > 0 else choice.share for choice in choices]
    )
    if not right:
        notes.append("no option is right: only an empty choice earns the points here")
    elif policy is None:
        for option, choice in zip(options, choices, strict=True):
            if choice.share:
                share = choice.share * factor if choice.share > 0 else choice.share
                option["weight"] = round(share, 6)
        _settle_sum(options)
        notes.append("scored as there by a scheme with multi_select: {policy: weighted}")
    elif policy != "balanced":
        notes.append(f"scored as there by a scheme with multi_select: {{policy: {policy}}}")
    return {"format": "multi_select", "options": options}


def _settle_sum(options: list[dict[str, Any]]) -> None:
    """Weights of right options add up to 1 to six decimals."""
    right = [option for option in options if option.get("correct")]
    rest = 1 - sum(option["weight"] for option in right[:-1])
    right[-1]["weight"] = round(rest, 6)


def _policy(shares: Sequence[float]) -> str | None:
    """The policy that gives the clipped sum for every response; None where none does."""
    right = [share for share in shares if share > 0]
    wrong = [share for share in shares if share <= 0]
    if not right or any(abs(share - 1 / len(right)) > _NEAR for share in right):
        return None
    count, others = len(right), len(wrong)
    for policy, loss in (
        ("balanced", 1 / max(1, others)),
        ("net_correct", 1 / count),
        ("exams_false2", 1 / max(others, 2)),
        ("exams_all", 1.0),
        ("exams_none", 0.0),
    ):
        if all(abs(-share - loss) <= _NEAR for share in wrong):
            return policy
    if wrong and all(share <= -_FULL for share in wrong) and count == 1:
        return "all_or_nothing"
    return None


def numeric_of(numbers: Sequence[Number], notes: Notes) -> dict[str, Any]:
    """``numeric``: the number with full marks, wider tolerances around it as bands.

    Raises:
        Unsuited: there is none, or several that differ.
    """
    full = [number for number in numbers if number.share >= _FULL]
    if not full:
        raise Unsuited("no number earns full marks")
    key = max(full, key=lambda number: number.tolerance)
    apart = [number for number in full if number.value != key.value]
    if apart:
        values = ", ".join(f"{number.value}" for number in (key, *apart))
        raise Unsuited(f"several numbers are right: {values}")
    content: dict[str, Any] = {"format": "numeric", "answer": tidy(key.value)}
    if key.tolerance > 0:
        content["tolerance"] = {"absolute": tidy(key.tolerance)}
    bands = []
    for number in numbers:
        if number in full or number.share <= 0:
            continue
        if number.value == key.value and number.tolerance > key.tolerance:
            bands.append({"absolute": tidy(number.tolerance), "share": round(number.share, 7)})
        else:
            notes.append(
                f"{number.value} (within {number.tolerance:g}) earned {number.share:.4g} of the"
                " points; here it is wrong"
            )
    if bands:
        content["bands"] = bands
    lost = sum(bool(number.feedback) for number in numbers)
    if lost:
        notes.append("feedback on single numbers was left out: a number takes none here")
    return content


def words_of(words: Sequence[Word], notes: Notes, *, code: bool = False) -> dict[str, Any]:
    """``short_answer``: texts with full marks are accepted, those with none and feedback rejected.

    Raises:
        Unsuited: no text earns full marks.
    """
    accept: list[str] = []
    patterns: list[str] = []
    reject: list[dict[str, str]] = []
    for word in words:
        plain = _plain(word.text)
        if word.share >= _FULL:
            if plain is not None and not _SLOT.search(plain):
                if plain.strip() and plain not in accept:
                    accept.append(plain)
            elif word.text.strip("* ") or len(words) == 1:
                patterns.append(_pattern(word.text, code))
            else:
                notes.append("any answer at all was right there (*); left out here")
        elif word.share > 0:
            notes.append(
                f"{_short(word.text)!r} earned {word.share:.4g} of the points; here it is wrong"
            )
        elif word.text.strip() == "*":
            if word.feedback:
                notes.append("feedback on all other answers was left out")
        elif plain is not None and not _SLOT.search(plain) and plain.strip():
            reject.append({"text": plain, **({"feedback": word.feedback} if word.feedback else {})})
    if any(word.feedback and word.share >= _FULL for word in words):
        notes.append("feedback on right answers was left out: a short answer takes none here")
    if not accept and not patterns:
        raise Unsuited("no answer earns full marks")
    content: dict[str, Any] = {"format": "short_answer"}
    if accept:
        content["accept"] = accept
    if patterns:  # it has to match what is accepted besides
        patterns += [_pattern(text.replace("*", "\\*"), code) for text in accept]
        content["accept_pattern"] = "|".join(patterns)
    if reject:
        content["reject"] = reject
    if code:
        content["match"] = "code"
    return content


def _plain(text: str) -> str | None:
    """The text with ``\\*`` as a star; None where a star is a wildcard."""
    kept = text.replace("\\*", _STAR)
    return None if "*" in kept else kept.replace(_STAR, "*").strip()


def _pattern(text: str, code: bool) -> str:
    """A pattern for the folded answer: stars stand for anything."""
    literal = text.strip().replace("\\*", "\ue0fe").replace("*", _STAR)
    folded = literal if code else fold(literal)
    parts = [_escaped(part.replace("\ue0fe", "*")) for part in folded.split(_STAR)]
    return ".*".join(parts)


def _escaped(text: str) -> str:
    # brackets around a brace, so that no slot begins in the pattern
    return "".join(
        "[{]" if char == "{" else "\\" + char if char in r"\.+*?()|[]}^$#&-~" else char
        for char in text
    )


def matching_of(
    pairs: Sequence[tuple[str, str]], extra: Sequence[str], notes: Notes
) -> dict[str, Any]:
    """``matching``: rows with the option that is right for each, and options that serve none."""
    texts = list(dict.fromkeys([*(right for _, right in pairs), *extra]))
    if any(not text.strip() for text in texts) or any(not left.strip() for left, _ in pairs):
        raise Unsuited("a row or option without text")
    if len(texts) < 2:
        raise Unsuited("fewer than two different options to match to")
    ids, rows = Ids(), Ids()
    options = [
        {"id": ids.part(text, f"option-{number}"), "text": text}
        for number, text in enumerate(texts, 1)
    ]
    places = {option["text"]: option["id"] for option in options}
    made = [
        {"id": rows.part(left, f"row-{number}"), "text": left, "match": places[right]}
        for number, (left, right) in enumerate(pairs, 1)
    ]
    return {"format": "matching", "rows": made, "options": options}


def ordering_of(texts: Sequence[str]) -> dict[str, Any]:
    """``ordering``: the steps in right order."""
    if any(not text.strip() for text in texts):
        raise Unsuited("a step without text")
    ids = Ids()
    return {
        "format": "ordering",
        "steps": [
            {"id": ids.part(text, f"step-{number}"), "text": text}
            for number, text in enumerate(texts, 1)
        ],
    }


_ORDERINGS = {
    "ALL_OR_NOTHING": "all_or_nothing",
    "ABSOLUTE_POSITION": "absolute",
    "RELATIVE_NEXT_EXCLUDE_LAST": "next_excluding_last",
    "RELATIVE_NEXT_INCLUDE_LAST": "next_including_last",
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": "one_previous_and_next",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": "kendall",
    "LONGEST_ORDERED_SUBSET": "longest_subset",
    "LONGEST_CONTIGUOUS_SUBSET": "longest_run",
    "RELATIVE_TO_CORRECT": "displacement",
}


def ordering_notes(grading: str) -> Notes:
    """Which policy grades as Moodle's type of that name, or number from -1 on, does."""
    name = grading.strip().upper()
    if not name:
        return []
    if name.removeprefix("-").isdecimal() and -1 <= int(name[:3]) < len(_ORDERINGS) - 1:
        name = list(_ORDERINGS)[int(name[:3]) + 1]
    policy = _ORDERINGS.get(name)
    if policy is None:
        return [f"scored there as {_short(grading)} does; here the scheme decides"]
    return [f"scored as there by a scheme with ordering: {{policy: {policy}}}"]


def person_marked(points: float, guide: str = "", sample: str = "") -> dict[str, Any]:
    """``free_text`` that a person marks, by the guide where there is one."""
    statement = guide.strip() or "Answers the question fully and correctly."
    criterion = {"id": "answer", "points": tidy(points), "statement": statement}
    content: dict[str, Any] = {
        "format": "free_text",
        "rubric": {"grading": "person", "criteria": [criterion]},
    }
    if sample.strip():
        content["sample_answer"] = sample
    return content


def tidy(number: float) -> float | int:
    """A whole number without its ``.0``."""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:40] + "…"
