"""Our scoring and responses of any item as QTI's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mlinterview.interchange._qti import choices, orders, texts
from mlinterview.interchange._qti.elements import identifier
from mlinterview.interchange._qti.scoring import RESPONSE, Scoring
from mlinterview.model.cloze import Cloze
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import Numeric
from mlinterview.model.ordering import Ordering
from mlinterview.model.scheme import Scheme
from mlinterview.model.short_answer import ShortAnswer
from mlinterview.model.single_choice import SingleChoice, SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["given", "scoring_of"]


def scoring_of(item: Item, points: float, scheme: Scheme) -> Scoring | None:
    """What is declared and computed for an item; None for a format that QTI has no words for."""
    match item:
        case SingleChoice():
            return choices.single_choice(item, points, scheme)
        case TrueFalse():
            return choices.true_false(item, points, scheme)
        case MultiSelect():
            return choices.multi_select(item, points, scheme.formats.multi_select)
        case Matching():
            return choices.matching(item, points, scheme)
        case Ordering():
            return orders.ordering(item, points, scheme.formats.ordering.policy)
        case Numeric():
            return texts.numeric(item, points)
        case ShortAnswer():
            return texts.short_answer(item, points)
        case Cloze():
            return texts.cloze(item, points, scheme)
        case FreeText():
            return texts.free_text()
        case _:
            return None


def given(item: Item, response: Any) -> Mapping[str, Any]:
    """A response to the item as values of QTI's response variables."""
    if response is None:
        return {}
    match item:
        case SingleChoice():
            return {RESPONSE: identifier(response)}
        case TrueFalse():
            return {RESPONSE: str(response).lower()}
        case MultiSelect() | Ordering():
            return {RESPONSE: [identifier(each) for each in response]}
        case Matching():
            pairs = [tuple(choices.pair(*each).split()) for each in response.items()]
            return {RESPONSE: pairs}
        case Cloze():
            return {
                identifier(name): identifier(value)
                if isinstance(item.blanks[name], SingleChoiceContent)
                else value
                for name, value in response.items()
                if value is not None
            }
        case _:
            return {RESPONSE: response}
