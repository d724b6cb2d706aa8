"""What Canvas gives for a response to a question of each of its types, as a share of the points.

Canvas goes by the type of a question and the right answers that the file names, not by the points
in its conditions: ``multiple_answers_question`` takes one right answer's share away for a wrong
one, ``matching_question`` and blanks are scored one by one, each alike.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mlinterview.graders._exact import Number, exact
from mlinterview.interchange._qti.texts import accepted, bounds
from mlinterview.interchange._to_html import plain
from mlinterview.model.cloze import Cloze
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["canvas_share", "drop_downs", "typed_answers"]


def drop_downs(item: Cloze) -> bool:
    """Whether all blanks are choices; Canvas has drop-downs or typed blanks, not both in one."""
    return all(isinstance(blank, SingleChoiceContent) for blank in item.blanks.values())


def typed_answers(content: Any) -> list[str]:
    """What is right where Canvas has a text to compare."""
    if isinstance(content, SingleChoiceContent):
        return [plain(dict(content.choices)[content.key])]
    if isinstance(content, ShortAnswerContent):
        return accepted(content)
    assert isinstance(content, NumericContent)
    low, high, _ = bounds(content)[0]
    middle = (low + high) / 2
    shortest = f"{float(middle):.12g}"
    found = [shortest, repr(float(middle))]
    if shortest.startswith(("0.", "-0.")):
        found.append(shortest.replace("0.", ".", 1))
    return list(dict.fromkeys(found))


def canvas_share(item: Item, response: Any) -> float | None:
    """The share that a response earns in Canvas; None where a person marks it, or it is none."""
    if response is None:
        return 0.0
    match item:
        case SingleChoiceContent():
            return float(response == item.key)
        case TrueFalse():
            return float(response == item.answer)
        case MultiSelect():
            right = set(item.correct_ids)
            if not right:
                return 0.0
            hits = len(right.intersection(response))
            return float(max(0.0, (2 * hits - len(response)) / len(right)))
        case Matching():
            rows = [response.get(row.id) == row.match for row in item.rows]
            return float(sum(rows) / len(rows))
        case Ordering():
            places = [one == due for one, due in zip(response, item.step_ids, strict=True)]
            return float(sum(places) / len(places))
        case Cloze():
            found = [_blank(item, name, response.get(name)) for name in item.blank_ids]
            return float(sum(found) / len(found))
        case NumericContent():
            return _number(item, response)
        case ShortAnswerContent():
            return _text(accepted(item), response)
        case _:
            return None


def _blank(item: Cloze, name: str, response: Any) -> float:
    blank = item.blanks[name]
    if response is None:
        return 0.0
    if isinstance(blank, SingleChoiceContent) and drop_downs(item):
        return float(response == blank.key)
    if isinstance(blank, SingleChoiceContent):
        response = plain(dict(blank.choices)[response])
    return _text(typed_answers(blank), response)


def _number(content: NumericContent, response: Any) -> float:
    low, high, _ = bounds(content)[0]
    value: Number | None = response if isinstance(response, int | float | Fraction) else None
    return float(value is not None and low <= exact(value) <= high)


def _text(right: list[str], response: Any) -> float:
    given = str(response).strip().lower()
    return float(any(given == text.strip().lower() for text in right))
