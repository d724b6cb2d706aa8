"""Typed answers of foreign items: which numbers and texts earn what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mlinterview.graders._numbers import NumberError, read_exact
from mlinterview.interchange._scored import Unsuited, Word, words_of
from mlinterview.interchange._values import as_number

__all__ = ["Constants", "number", "words"]

_NEAR = 2e-3
_MOST = 200

Notes = list[str]
Score = float | None


@dataclass
class Constants:
    """What an item's rules compare with.

    Attributes:
        numbers: compared with a number.
        widths: absolute tolerances.
        ratios: relative ones, as shares.
        texts: compared with a text.
        patterns: regular expressions.
    """

    numbers: list[str] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)


def number(
    score: Callable[[float], Score],
    constants: Constants,
    key: str | None,
    best: float | None,
    notes: Notes,
) -> dict[str, Any]:
    """``numeric``: the numbers that earn the most, and bands around them that earn part of it.

    Raises:
        Unsuited: no number, or several apart from each other, earn the most; or there is no bound.
    """
    right = None if key is None else _fraction(key)
    points = _points(constants, right)
    if not points:
        raise Unsuited("nothing tells which number is right")
    probes = _probes(points)
    found = [score(float(probe)) for probe in probes]
    if None in found:
        if right is None:
            raise Unsuited("its scoring is not read, and it names no right number")
        notes.append("its scoring is not read: the right number alone earns the points here")
        return {"format": "numeric", "answer": as_number(right)}
    scores = [one or 0.0 for one in found]
    top = max(scores)
    if top <= 0:
        raise Unsuited("no number earns points")
    full = best or top
    if top < full - _NEAR * full:
        notes.append(f"the best number earned {top / full:.4g} of the points; here it earns all")
    runs = _runs(probes, scores, top)
    if len(runs) > 1:
        raise Unsuited("several numbers, apart from each other, are right")
    low, high = _bounds(runs[0], probes, points, notes)
    content = _key(low, high, right)
    if min(scores) < 0:
        notes.append("a wrong number took points away; here it earns none")
    parts = sorted({one for one in scores if 0 < one < top}, reverse=True)
    for part in parts:
        reach = _runs(probes, scores, part)
        ends = _bounds(reach[0], probes, points, []) if len(reach) == 1 else None
        centre = None if "answer" not in content else _fraction(str(content["answer"]))
        if ends is None or centre is None or not _symmetric(ends, centre) or ends == (low, high):
            notes.append(f"some numbers earned {part / full:.4g} of the points; here none")
            continue
        band = {"absolute": as_number(ends[1] - centre), "share": round(part / top, 7)}
        content.setdefault("bands", []).append(band)
    return content


def _fraction(text: str) -> Fraction | None:
    try:
        found = read_exact(text)
    except NumberError:
        return None
    return found if abs(found) < Fraction(10) ** 300 else None


def _points(constants: Constants, right: Fraction | None) -> list[Fraction]:
    """The numbers at which the score may change."""
    centres = [one for text in constants.numbers[:_MOST] if (one := _fraction(text)) is not None]
    if right is not None:
        centres.append(right)
    found = set(centres)
    for centre in centres:
        widths = [Fraction(repr(width)) for width in constants.widths[:20]]
        widths += [abs(centre) * Fraction(repr(ratio)) for ratio in constants.ratios[:20]]
        for width in widths:
            found |= {centre - width, centre + width}
    return sorted(found)


def _probes(points: Sequence[Fraction]) -> list[Fraction]:
    """The points, what lies between two of them, and what lies outside."""
    found = [points[0] - 1 - abs(points[0])]
    for one, after in zip(points, [*points[1:], None], strict=True):
        found.append(one)
        found.append((one + after) / 2 if after is not None else one + 1 + abs(one))
    return found


def _runs(probes: Sequence[Fraction], scores: Sequence[float], least: float) -> list[list[int]]:
    """Stretches of neighbouring probes that earn so much."""
    runs: list[list[int]] = []
    for place in range(len(probes)):
        if scores[place] < least - 1e-9:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _bounds(
    run: Sequence[int], probes: Sequence[Fraction], points: Sequence[Fraction], notes: Notes
) -> tuple[Fraction, Fraction]:
    if run[0] == 0 or run[-1] == len(probes) - 1:
        raise Unsuited("any number above or below a bound is right")
    ends = []
    for place, outward in ((run[0], -1), (run[-1], 1)):
        if place % 2 == 0:  # between two points: the one beyond is not reached
            place += outward
            notes.append("a bound itself was wrong there; here bounds are right")
        ends.append(probes[place])
    return ends[0], ends[1]


def _key(low: Fraction, high: Fraction, right: Fraction | None) -> dict[str, Any]:
    if low == high:
        return {"format": "numeric", "answer": as_number(low)}
    if right is not None and _symmetric((low, high), right):
        width = as_number(high - right)
        return {"format": "numeric", "answer": as_number(right), "tolerance": {"absolute": width}}
    return {"format": "numeric", "range": [as_number(low), as_number(high)]}


def _symmetric(ends: tuple[Fraction, Fraction], centre: Fraction) -> bool:
    below, above = centre - ends[0], ends[1] - centre
    return above > 0 and below == above


def words(
    score: Callable[[str], Score],
    constants: Constants,
    correct: Iterable[str],
    best: float | None,
    said: Callable[[str], str],
    notes: Notes,
) -> dict[str, Any]:
    """``short_answer``: each text that the rules know, with what it earns.

    Raises:
        Unsuited: none earns all points.
    """
    right = [text for text in correct if text.strip()]
    texts = list(dict.fromkeys([*right, *(text for text in constants.texts if text.strip())]))
    texts = texts[:_MOST]
    scores = {text: score(text) for text in texts}
    if None in scores.values() or (not any(scores.values()) and right):
        if not right:
            raise Unsuited("its scoring is not read, and it names no right answer")
        notes.append("its scoring is not read: the right answers earn all points here")
        scores = {text: float(text in right) for text in texts}
        best = 1.0
    full = best or max([one or 0.0 for one in scores.values()] or [0.0]) or 1.0
    cased = _cased(score, [text for text, one in scores.items() if (one or 0.0) >= full - 1e-9])
    found = [
        Word(text.replace("*", "\\*"), (one or 0.0) / full, said(text))
        for text, one in scores.items()
    ]
    if constants.patterns and not any(word.share > 0 for word in found):
        return _pattern(constants.patterns, notes)
    if constants.patterns:
        notes.append("answers that a pattern accepted there are wrong here")
    content = words_of(found, notes, code=cased)
    if cased:
        notes.append("capitals counted there, and count here")
    return content


def _cased(score: Callable[[str], Score], accepted: Sequence[str]) -> bool:
    """Whether an answer in other capitals earns nothing."""
    for text in accepted:
        other = text.swapcase()
        if other != text and other.swapcase() == text:
            return not score(other)
    return False


def _pattern(patterns: Sequence[str], notes: Notes) -> dict[str, Any]:
    notes.append("a pattern there, for text as typed; here case and spaces are folded first")
    joined = "|".join(f"(?:{one})" for one in patterns) if len(patterns) > 1 else patterns[0]
    return {"format": "short_answer", "accept_pattern": joined.replace("{=", "[{]=")}
