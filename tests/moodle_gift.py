"""How the model of Moodle reads GIFT (see ``moodle_model``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from moodle_model import (
    Question,
    by_value,
    choice,
    listed,
    match,
    order,
    typed_number,
    typed_text,
    unmarked,
)

_ESCAPES = {r"\:": "&&058;", r"\#": "&&035;", r"\=": "&&061;", r"\{": "&&123;", r"\}": "&&125;",
            r"\~": "&&126;", r"\n": "&&010;"}  # fmt: skip
_WEIGHT = re.compile(r"^%(-*[0-9]{1,2}\.?[0-9]*)%")


def _before(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for escape, place in _ESCAPES.items():
        text = text.replace(escape, place)
    return text.replace("&&092;", "\\")


def _after(text: str) -> str:
    for escape, place in _ESCAPES.items():
        text = text.replace(place, "\n" if escape == r"\n" else escape[1])
    return text.strip()


def read_gift(text: str) -> list[Question]:
    """The questions of a GIFT file; a blank line ends each."""
    found, category = [], ""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in block.splitlines()]
        comments = "\n".join(line for line in lines if line.startswith("//"))
        body = _before("\n".join(" " if line.startswith("//") else line for line in lines).strip())
        if not body:
            continue
        if body.startswith("$CATEGORY:"):
            category = body.removeprefix("$CATEGORY:").strip()
            continue
        made = _from_gift(body)
        made.category = category
        identity = re.search(r"\[id:((?:\\\]|[^]])+)\]", comments)
        made.identity = identity[1] if identity else ""
        made.tags = re.findall(r"\[tag:([^]<>`]+)\]", comments)
        found.append(made)
    return found


def _from_gift(text: str) -> Question:
    name = ""
    if text.startswith("::"):
        name, _, text = text[2:].partition("::")
    start, end = text.index("{"), text.index("}")
    answers = text[start + 1 : end].strip()
    stem = text[:start] + ("" if text.endswith("}") else "_____") + text[end + 1 :]
    feedback = ""
    if "####" in answers:
        answers, feedback = (part.strip() for part in answers.rsplit("####", 1))
    kind, share, found = _gift_answers(answers)
    assert stem.startswith("[html]")
    return Question(
        kind=kind,
        name=_after(name),
        text=_after(stem.removeprefix("[html]")),
        share=share,
        feedback=_after(feedback),
        answers=found,
    )


def _gift_answers(text: str) -> tuple[str, Callable[[Any], float], list[Any]]:
    if text.startswith(">"):
        head, *lines = re.split(r"[\r\n]+", text)
        words = head.removeprefix(">").split()
        assert words[1:3] == ["ALL", "VERTICAL"]
        assert words[4:] == ["SHOW", "none"]
        # a slip in Moodle's pattern keeps it from reading this one
        assert words[3] != "LONGEST_ORDERED_SUBSET"
        steps = [line.strip() for line in lines if line.strip()]
        assert int(words[0]) == len(steps)
        assert not any("&&" in step and re.search(r"&&\d{3};", step) for step in steps)
        return "ordering", order(words[3], len(steps)), steps
    if text == "":
        return "essay", unmarked, []
    if text.startswith("#"):
        numbers = []
        for part in filter(None, (part.strip() for part in text[1:].split("="))):
            fraction, rest = _weighed(part, 1.0)
            answer, _, tolerance = rest.partition("#")[0].partition(":")
            numbers.append((float(answer), float(tolerance or 0), fraction))
        return "numerical", typed_number(numbers, None), numbers
    if "~" in text:
        single = "=" in text
        options, fractions = [], []
        for part in text.replace("=", "~=").split("~"):
            part = part.strip()
            if not part:
                continue
            if part.startswith("="):
                fraction, rest = 1.0, part[1:]
            else:
                fraction, rest = _weighed(part, 0.0)
            options.append(_after(rest.partition("#")[0]))
            fractions.append(fraction)
        assert all(options)
        return "multichoice", choice(fractions, single), options
    if "=" in text and "->" in text:
        pairs = []
        for part in filter(None, (part.strip() for part in text.split("="))):
            row, sign, option = part.partition("->")
            assert sign
            pairs.append((_after(row), _after(option)))
        return "matching", match(pairs), pairs
    word = text.partition("#")[0].strip()
    if word in ("T", "TRUE", "F", "FALSE"):
        right = word in ("T", "TRUE")
        return "truefalse", by_value({right: 1.0, not right: 0.0}), []
    texts = []
    for part in filter(None, (part.strip() for part in text.split("="))):
        fraction, rest = _weighed(part, 1.0)
        texts.append((_after(rest.partition("#")[0]), fraction))
    return "shortanswer", typed_text(texts, case=False), texts


def _weighed(text: str, usual: float) -> tuple[float, str]:
    weight = _WEIGHT.match(text)
    if weight is None:
        return usual, text
    return listed(float(weight[1]) / 100), text[weight.end() :]
