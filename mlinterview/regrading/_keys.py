"""Other keys of an item: what it would be if an accepted response were the right one.

Each format's own grader then says what a response earns, under whatever policy the scheme has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mlinterview._text import fold
from mlinterview.errors import InvalidResponseError
from mlinterview.graders._tools import GradingTools
from mlinterview.graders.numeric import read_value
from mlinterview.model._expressions import evaluate, fill
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
from mlinterview.model.true_false import TrueFalse

__all__ = ["accepted_value", "other_keys"]


def accepted_value(item: Item, response: Any, tools: GradingTools) -> Any:
    """An accepted response in the format's canonical type, expressions and slots filled.

    Args:
        item: a drawn variant.
        response: as the decision holds it.
        tools: how numbers are read.

    Raises:
        InvalidResponseError: it is not of the item's shape, or no response to it can be accepted.
        ExpressionError: an expression of a parametrised item is wrong.
    """
    if isinstance(item, FreeText):
        raise InvalidResponseError(
            response, "full_credit, or marks for single answers: free text has no key to add to"
        )
    value = _filled(item, item, response)
    read = item.read_response(value)
    if read is None:
        raise InvalidResponseError(response, "a response, not an empty one")
    for content, part in _parts(item, read):
        if isinstance(content, NumericContent):
            read_value(content, part, tools)  # raises what the grader would
    return read


def _parts(item: Item, read: Any) -> Iterator[tuple[Content, Any]]:
    if isinstance(item, Cloze):
        yield from ((item.blanks[name], part) for name, part in read.items())
    else:
        yield item, read


def _filled(item: Item, content: Content, value: Any) -> Any:
    """The value for this variant: ``=n * k`` where a number belongs, ``{=n}`` in text."""
    if not item.parametrised:
        return value
    if isinstance(content, Cloze) and isinstance(value, dict):
        return {
            name: _filled(item, content.blanks[name], part) if name in content.blanks else part
            for name, part in value.items()
        }
    if not isinstance(value, str):
        return value
    if isinstance(content, NumericContent) and value.lstrip().startswith("="):
        return evaluate(value.strip()[1:], item.values())
    if isinstance(content, ShortAnswerContent) and "{=" in value:
        return fill(value, item.values())
    return value


def other_keys(
    item: Item, accepted: Sequence[Any], response: Any, tools: GradingTools
) -> Iterator[Item]:
    """The item with other keys, among them the one that is best for this response.

    Args:
        item: a drawn variant.
        accepted: what `accepted_value` made of it.
        response: in the format's canonical type.
        tools: what a grader is handed, to grade the blanks of a cloze one by one.
    """
    if isinstance(item, Matching):
        yield _with_rows(item, accepted, response)
    elif isinstance(item, Cloze):
        yield _with_blanks(item, accepted, response, tools)
    else:
        for value in accepted:
            key = _with_key(item, value, tools)
            if key is not None:
                yield key


def _with_key(content: Any, value: Any, tools: GradingTools) -> Any:
    """Content whose key is ``value`` alone; None for a format that is not known here."""
    if isinstance(content, SingleChoiceContent):
        return _with_options(content, {value})
    if isinstance(content, MultiSelect):
        return _with_options(content, set(value))
    if isinstance(content, TrueFalse):
        return content.model_copy(update={"answer": value})
    if isinstance(content, NumericContent):
        return _with_number(content, value, tools)
    if isinstance(content, ShortAnswerContent):
        return _with_text(content, value)
    if isinstance(content, Ordering):
        steps = {step.id: step for step in content.steps}
        ordered = tuple(steps[name] for name in value)
        return content.model_copy(update={"steps": ordered, "before": None})
    return None


def _with_options(content: Any, right: set[str]) -> Any:
    # weights belong to the bank's key; without them `weighted` scores as `balanced`
    options = tuple(
        option.model_copy(update={"correct": option.id in right, "weight": None})
        for option in content.options
    )
    return content.model_copy(update={"options": options})


def _with_number(content: NumericContent, value: Any, tools: GradingTools) -> NumericContent:
    number, _ = read_value(content, value, tools)
    tolerance, bands = content.tolerance, content.bands
    if number == 0:  # a share of 0, or its digits, are nothing
        tolerance = tolerance if tolerance is not None and tolerance.absolute is not None else None
        bands = tuple(band for band in bands if band.relative is None)
    changes = {"answer": number, "range": None, "tolerance": tolerance, "bands": bands}
    return content.model_copy(update=changes)


def _with_text(content: ShortAnswerContent, text: str) -> ShortAnswerContent:
    def form(given: str) -> str:
        return given.strip() if content.match == "code" else fold(given)

    # `reject` wins over `accept`, but not over an examiner's decision
    reject = tuple(entry for entry in content.reject if form(entry.text) != form(text))
    return content.model_copy(update={"accept": (text,), "accept_pattern": None, "reject": reject})


def _with_rows(item: Matching, accepted: Sequence[Mapping[str, str]], response: Any) -> Matching:
    """Each row with the option that the response gives it, where that is accepted."""
    rows = tuple(
        row.model_copy(update={"match": response[row.id]})
        if any(row.id in pairs and pairs[row.id] == response.get(row.id) for pairs in accepted)
        else row
        for row in item.rows
    )
    return item.model_copy(update={"rows": rows})


def _with_blanks(
    item: Cloze, accepted: Sequence[Mapping[str, Any]], response: Any, tools: GradingTools
) -> Cloze:
    """Each blank with the key that is best for what the response fills it with."""
    assert tools.grade_part is not None
    blanks = dict(item.blanks)
    for name, given in response.items():
        values = [pairs[name] for pairs in accepted if name in pairs]
        keys = [item.blanks[name], *(_with_key(item.blanks[name], v, tools) for v in values)]
        verdicts = [tools.grade_part(key, given) for key in keys]
        best = max(
            range(len(keys)),  # of equal ones the first, which is the bank's own
            key=lambda at: (verdicts[at].share, (verdicts[at].share_range or (0, 0))[1]),
        )
        blanks[name] = keys[best]
    return item.model_copy(update={"blanks": blanks})
