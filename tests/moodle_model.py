"""A small model of Moodle: how it reads its XML, and what it gives for a response.

Written after Moodle's own readers and question types (4.4), and on its own: it shares no code with
the library, so that what an export says is kept can be checked against it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from defusedxml import ElementTree

#: what ``question_bank::fraction_options_full`` lists
FRACTIONS = [
    1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2,
    0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0,
]  # fmt: skip


def listed(fraction: float) -> float:
    """The fraction of Moodle's list, as its importer finds it.

    Raises:
        ValueError: there is none; Moodle refuses such a question.
    """
    for known in [*FRACTIONS, *(-fraction for fraction in FRACTIONS)]:
        if abs(fraction - known) < 0.00001:
            return known
    raise ValueError(f"no fraction of Moodle's list: {fraction}")


@dataclass
class Question:
    """One question as Moodle holds it; ``share`` gives what a response earns there."""

    kind: str
    name: str
    text: str
    share: Callable[[Any], float]
    points: float = 1.0
    identity: str = ""
    tags: list[str] = field(default_factory=list)
    category: str = ""
    feedback: str = ""
    answers: list[Any] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)


# --- scoring -------------------------------------------------------------------------------------


def choice(fractions: Sequence[float], single: bool) -> Callable[[Any], float]:
    """Indices of options, one or a list of them."""
    for fraction in fractions:
        listed(fraction)
    if single:
        assert max(fractions) == 1, "one answer at 100% is asked for"
        return lambda given: 0.0 if given is None else fractions[given]
    assert abs(sum(f for f in fractions if f > 0) - 1) < 0.01, "positive fractions add up to 100%"
    return lambda given: min(1.0, max(0.0, sum(fractions[index] for index in given or ())))


def match(pairs: Sequence[tuple[str, str]]) -> Callable[[Any], float]:
    """A mapping of the row's index to the text of an option."""
    assert len(pairs) >= 3, "Moodle asks for three pairs"
    assert all(len(option) <= 255 and option.strip() for _, option in pairs)
    rows = [option for text, option in pairs if text != ""]

    def share(given: dict[int, str] | None) -> float:
        right = sum((given or {}).get(index) == option for index, option in enumerate(rows))
        return right / len(rows)

    return share


def typed_text(answers: Sequence[tuple[str, float]], case: bool) -> Callable[[Any], float]:
    """A text against patterns, in which ``*`` is any text unless a backslash stands before it."""
    assert any(fraction == 1 for _, fraction in answers)
    assert all(text.strip() for text, _ in answers)

    def share(given: str | None) -> float:
        if given is None:
            return 0.0
        text = unicodedata.normalize("NFC", given).strip(" \t\n\r\0\x0b")
        for pattern, fraction in answers:
            parts = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", pattern))
            regex = ".*".join(re.escape(part.replace(r"\*", "*")) for part in parts)
            if re.match(f"^{regex}$", text, 0 if case else re.IGNORECASE):
                return fraction
        return 0.0

    return share


def typed_number(
    answers: Sequence[tuple[float, float, float]], units: dict[str, float] | None
) -> Callable[[Any], float]:
    """Typed text against (answer, tolerance, fraction); None for units where none may be typed."""
    assert any(fraction == 1 for _, _, fraction in answers)

    def within(value: float, answer: float, tolerance: float) -> bool:
        tolerance += 1e-14 * max(abs(tolerance), abs(answer), 1e-14)
        return answer - tolerance <= value <= answer + tolerance

    def share(given: str | None) -> float:
        if given is None:
            return 0.0
        found = re.match(r"[+-]?\d*(?:\.\d*)?(?:[eE][+-]?\d+)?", given.replace(" ", ""))
        number = found[0] if found else ""
        if not re.search(r"\d", number):
            return 0.0
        value = float(number)
        unit = given.replace(" ", "")[len(number) :]
        scaled = value / units[unit] if units and unit in units else value
        for answer, tolerance, fraction in answers:
            if within(scaled, answer, tolerance) or within(value, answer, tolerance):
                return fraction
        return 0.0

    return share


def order(grading: str, count: int) -> Callable[[Any], float]:
    """Indices of the steps, in the order of the response."""

    def neighbours(places: list[int], index: int) -> tuple[int | None, int | None]:
        at = places.index(index)
        return (
            places[at - 1] if at else None,
            places[at + 1] if at + 1 < len(places) else None,
        )

    right = list(range(count))

    def share(given: list[int] | None) -> float:
        if not given:
            return 0.0
        match grading:
            case "ALL_OR_NOTHING":
                return float(given == right)
            case "ABSOLUTE_POSITION":
                return sum(a == b for a, b in zip(given, right, strict=True)) / count
            case "RELATIVE_NEXT_EXCLUDE_LAST":
                return sum(b == a + 1 for a, b in pairwise(given)) / (count - 1)
            case "RELATIVE_NEXT_INCLUDE_LAST":
                after = [neighbours(given, step)[1] for step in right]
                return sum(a == b for a, b in zip(after, [*right[1:], None], strict=True)) / count
            case "RELATIVE_ONE_PREVIOUS_AND_NEXT":
                total = 0
                for step in right:
                    for here, there in zip(
                        neighbours(given, step), neighbours(right, step), strict=True
                    ):
                        total += here == there
                return total / (2 * count)
            case "RELATIVE_ALL_PREVIOUS_AND_NEXT":
                total = 0
                for step in right:
                    at = given.index(step)
                    total += len(set(given[:at]) & set(right[:step]))
                    total += len(set(given[at + 1 :]) & set(right[step + 1 :]))
                return total / (count * (count - 1))
            case "LONGEST_ORDERED_SUBSET" | "LONGEST_CONTIGUOUS_SUBSET":
                longest = 0
                for mask in range(1, 2**count):
                    steps = [step for step in given if mask >> step & 1]
                    gap = 1 if grading == "LONGEST_CONTIGUOUS_SUBSET" else count
                    if all(0 < b - a <= gap for a, b in pairwise(steps)):
                        longest = max(longest, len(steps))
                return longest / count if longest > 1 else 0.0
            case "RELATIVE_TO_CORRECT":
                far = count - 1
                return sum(far - abs(at - step) for at, step in enumerate(given)) / (count * far)
        raise ValueError(f"no grading type of Moodle: {grading}")

    return share


_FRACTION = r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%"
_ANSWER = r".+?(?<!\\)(?<!&)(?<!&amp;)(?=[~#}]|\Z)"
_ALTERNATIVE = rf"({_FRACTION})?({_ANSWER})(?:#(.*?(?<!\\)(?=[~}}]|\Z)))?"
_ONE = re.compile(f"~?{_ALTERNATIVE}", re.DOTALL)
_KINDS = "NUMERICAL|SHORTANSWER_C|SHORTANSWER|MULTICHOICE_S|MULTICHOICE"
_CLOZE = re.compile(
    rf"\{{([0-9]*):({_KINDS}):({_ALTERNATIVE}(?:~{_ALTERNATIVE})*)\}}".replace("$", r"\Z"),
    re.DOTALL,
)
_NUMBER = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?"


@dataclass
class Part:
    """A question within a cloze."""

    kind: str
    weight: int
    answers: list[tuple[str, float]]
    share: Callable[[Any], float]


def cloze_parts(text: str) -> list[Part]:
    """The questions in the text of a cloze, as Moodle cuts them out."""
    parts = []
    for found in _CLOZE.finditer(text):
        weight, kind, rest = int(found[1] or 1), found[2], found[3]
        answers: list[tuple[str, float]] = []
        numbers: list[tuple[float, float, float]] = []
        while rest and (alternative := _ONE.match(rest)):
            sign, percent, answer = alternative[1], alternative[2], alternative[3]
            fraction = 1.0 if sign == "=" else listed(float(percent or 0) / 100)
            if kind == "NUMERICAL":
                number = re.fullmatch(f"({_NUMBER}):({_NUMBER})", answer)
                assert number, answer
                numbers.append((float(number[1]), float(number[2]), fraction))
            else:
                decoded = html.unescape(answer).replace(r"\}", "}").replace(r"\#", "#")
                answers.append((decoded, fraction))
            rest = rest[alternative.end() :]
        assert not rest
        if kind == "NUMERICAL":
            share = typed_number(numbers, None)
        elif kind.startswith("SHORT"):
            share = typed_text(answers, kind.endswith("_C"))
        else:
            assert len(answers) >= 2
            share = choice([fraction for _, fraction in answers], single=True)
        parts.append(Part(kind, weight, answers, share))
    return parts


def cloze(parts: Sequence[Part]) -> Callable[[Any], float]:
    """A list of responses, one a part."""
    assert parts, "a cloze without a question in it"
    total = sum(part.weight for part in parts)

    def share(given: Sequence[Any] | None) -> float:
        if given is None:
            return 0.0
        earned = sum(p.weight * p.share(value) for p, value in zip(parts, given, strict=True))
        return earned / total

    return share


# --- reading XML ---------------------------------------------------------------------------------


def read_xml(content: bytes) -> list[Question]:
    """The questions of a Moodle XML file."""
    found, category = [], ""
    for node in ElementTree.fromstring(content):
        if node.get("type") == "category":
            category = node.findtext("category/text") or ""
            continue
        made = _from_xml(node)
        made.category = category
        found.append(made)
    return found


def _from_xml(node: Any) -> Question:
    kind = node.get("type")
    text = node.findtext("questiontext/text") or ""
    given = node.findall("answer")
    texts = [answer.findtext("text") or "" for answer in given]
    points = float(node.findtext("defaultgrade"))
    settings: dict[str, Any] = {"single": node.findtext("single")}
    if kind == "ordering":
        fractions = [float(answer.get("fraction")) for answer in given]
        assert fractions == [float(place) for place in range(1, len(given) + 1)]
    else:
        fractions = [listed(float(answer.get("fraction")) / 100) for answer in given]
    match kind:
        case "multichoice":
            assert all(text.strip() for text in texts), "Moodle drops options without text"
            share = choice(fractions, node.findtext("single") == "true")
        case "truefalse":
            assert texts == ["true", "false"]
            assert sorted(fractions) == [0, 1]
            values = dict(zip((True, False), fractions, strict=True))
            share = by_value(values)
        case "matching":
            pairs = [
                (sub.findtext("text") or "", sub.findtext("answer/text") or "")
                for sub in node.findall("subquestion")
            ]
            texts = [option for _, option in pairs]
            settings["pairs"] = pairs
            share = match(pairs)
        case "ordering":
            assert node.findtext("selecttype") == "ALL"
            assert all(text.strip() for text in texts)
            share = order(node.findtext("gradingtype"), len(texts))
        case "numerical":
            tolerances = [float(answer.findtext("tolerance")) for answer in given]
            numbers = list(zip(map(float, texts), tolerances, fractions, strict=True))
            units = {
                unit.findtext("unit_name"): float(unit.findtext("multiplier"))
                for unit in node.findall("units/unit")
            }
            assert (node.findtext("showunits") == "0") == bool(units)
            share = typed_number(numbers, units or None)
        case "shortanswer":
            pairs = list(zip(texts, fractions, strict=True))
            share = typed_text(pairs, node.findtext("usecase") == "1")
        case "cloze":
            parts = cloze_parts(text)
            settings["parts"] = parts
            points = float(sum(part.weight for part in parts))
            share = cloze(parts)
        case "essay":
            settings["notes"] = node.findtext("graderinfo/text") or ""
            share = unmarked
        case _:
            raise ValueError(f"no question type of Moodle: {kind}")
    settings["files"] = {file.get("name"): file.text for file in node.iter("file")}
    return Question(
        kind=kind,
        name=node.findtext("name/text") or "",
        text=text,
        share=share,
        points=points,
        identity=node.findtext("idnumber") or "",
        tags=[tag.findtext("text") or "" for tag in node.findall("tags/tag")],
        feedback=node.findtext("generalfeedback/text") or "",
        answers=texts,
        settings=settings,
    )


def by_value(values: dict[bool, float]) -> Callable[[Any], float]:
    """What true and false are worth; nothing without a response."""
    return lambda given: 0.0 if given is None else values[given]


def unmarked(given: Any) -> float:
    """An essay has no score of its own."""
    raise AssertionError("a person marks an essay")
