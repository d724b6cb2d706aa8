"""What QTI 2.1 and 3.0 keep of an item, found by computing what an engine would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mlinterview.interchange._batch import LossList
from mlinterview.interchange._qti.evaluating import Processing
from mlinterview.interchange._qti.items import Written
from mlinterview.interchange._qti.responses import given
from mlinterview.interchange._scoring import Gap, Ours, gap, responses
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Content
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent

__all__ = ["Judge", "add_losses", "contents", "says", "thinned", "unread"]

#: responses of one item that are computed on both sides
_MOST = 400


def thinned(item: Item, most: int = _MOST) -> list[Any]:
    """The responses to compare by, evenly spaced where there are many."""
    found = list(responses(item))
    if len(found) <= most:
        return found
    step = len(found) / most
    return [found[int(place * step)] for place in range(most)] + found[-1:]


class Judge:
    """Compares scores here and there; items of one shape are computed once."""

    def __init__(self, ours: Ours) -> None:
        self._ours = ours
        self._known: dict[object, Gap] = {}

    def gap(self, item: Item, theirs: Callable[[Any], float | None]) -> Gap:
        """The largest difference between shares of the points; ``theirs`` gives those there."""
        shape = _shape(item)
        if shape not in self._known:
            self._known[shape] = gap(
                lambda response: self._ours.share(item, response), theirs, thinned(item)
            )
        return self._known[shape]


def _shape(item: Item) -> object:
    """What the score depends on, but for names; two items with the same are scored alike."""
    match item:
        case MultiSelect():
            return ("multi", tuple((option.correct, option.weight) for option in item.options))
        case SingleChoiceContent():
            return ("single", len(item.options))
        case Matching():
            ids = [option.id for option in item.options]
            return ("matching", len(ids), tuple(ids.index(row.match) for row in item.rows))
        case Ordering():
            place = item.step_ids.index
            before = item.before and frozenset((place(a), place(b)) for a, b in item.before)
            return ("ordering", len(item.steps), before)
        case _:
            return item.id


def add_losses(written: Written, judge: Judge, losses: LossList, missing: list[str]) -> None:
    """Say what became of an item.

    Args:
        written: the item.
        judge: compares scores.
        losses: where it is said.
        missing: figures that could not be taken along.
    """
    item, points = written.entry.item, written.entry.points
    _scoring(written, judge, losses, points)
    says(item, losses, missing, feedback=written.said.feedback)
    losses.parameters(written.entry)


def _scoring(written: Written, judge: Judge, losses: LossList, points: float) -> None:
    item = written.entry.item
    if isinstance(item, FreeText):
        losses.add(item, "scoring", "dropped", "a person marks it there, and sees the rubric")
        losses.add(item, "rubric", "approximated", "as text for the marker")
        return
    processing = Processing(written.scored())

    def theirs(response: Any) -> float:
        return processing.score(given(item, response)) / points

    found = judge.gap(item, theirs)
    reasons = list(unread(item)) or ([] if found.same else [_why(item, found)])
    losses.add(item, "scoring", "approximated" if reasons else "kept", "; ".join(reasons) or None)
    if any(isinstance(content, NumericContent) for content in contents(item)):
        detail = "as bounds of the number; some readers of QTI 2.1 take the key alone"
        if losses.target == "qti21":
            losses.add(item, "tolerance", "approximated", detail)
        else:
            losses.add(item, "tolerance", "kept", "as bounds of the number")


def _why(item: Item, found: Gap) -> str:
    if isinstance(item, MultiSelect) and not found.response:
        return f"nothing chosen and nothing answered are one in QTI: {found}"
    if isinstance(item, Ordering) and item.before is not None:
        return f"the partial order is scored as the bank's own order: {found}"
    if isinstance(item, Ordering):
        return f"so many steps are scored as all or nothing: {found}"
    return str(found)


def contents(item: Item) -> Iterator[Content]:
    """The item, or the blanks of a cloze."""
    if isinstance(item, Cloze):
        yield from item.blanks.values()
    else:
        yield item


def unread(item: Item) -> Iterator[str]:
    """Answers that are read here and, typed in that way, not there: one line for each cause."""
    found = list(contents(item))
    if any(isinstance(each, NumericContent) and each.percent for each in found):
        yield "25% is not read there, 0.25 is"
    if any(isinstance(each, NumericContent) and each.units for each in found):
        yield "other units are not read there, the number alone is"
    texts = [each for each in found if isinstance(each, ShortAnswerContent)]
    if any(each.accept_pattern is not None and each.accept for each in texts):
        yield "what the pattern alone accepts is wrong there"
    if any(each.match == "text" for each in texts):
        yield "typed text is compared as it stands, but for capitals; one letter off is wrong"
    elif texts:
        yield "typed text is compared as it stands, outer spaces included"


def says(
    item: Item, losses: LossList, missing: list[str], *, feedback: bool, tags: bool = True
) -> None:
    """What became of all but the scoring."""
    if _has_feedback(item):
        if feedback and _names_misconceptions(item):
            detail = "misconceptions have no names there"
            losses.add(item, "feedback", "approximated", detail)
        elif feedback:
            losses.add(item, "feedback", "kept")
        else:
            losses.add(item, "feedback", "dropped", "there is no place for it")
    if item.explanation:
        losses.add(item, "explanation", "kept", "shown after the answer")
    if item.references:
        losses.add(item, "references", "kept", "below the explanation")
    figures = [*item.figures, *(item.placement.stimulus.figures if item.placement.stimulus else ())]
    if missing:
        losses.add(item, "figures", "dropped", f"not found: {', '.join(missing)}")
    elif figures:
        losses.add(item, "figures", "kept")
    if item.topics or item.category:
        detail = "category, topics, difficulty and bloom as keywords of the package"
        if tags:
            losses.add(item, "tags", "kept", detail)
        else:
            losses.add(item, "tags", "dropped")
    if any(getattr(option, "fixed", False) for option in getattr(item, "options", ())):
        losses.add(item, "order", "approximated", "not shuffled, for some options keep their place")


def _has_feedback(item: Item) -> bool:
    if getattr(item, "feedback", None):
        return True
    return any(getattr(entry, "feedback", None) for entry in _entries(item))


def _names_misconceptions(item: Item) -> bool:
    return any(getattr(entry, "misconception", None) for entry in _entries(item))


def _entries(item: Item) -> list[Any]:
    """All that may have feedback of its own."""
    entries: list[Any] = [
        *getattr(item, "options", ()),
        *getattr(item, "rows", ()),
        *getattr(item, "reject", ()),
    ]
    if isinstance(item, Cloze):
        for blank in item.blanks.values():
            entries += [*getattr(blank, "options", ()), *getattr(blank, "reject", ())]
    return entries
