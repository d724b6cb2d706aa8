"""Responses and keys as lines that a person can read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mlinterview.errors import InvalidResponseError, abbreviate
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Choices, Content, letter
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.reports._line import Line
from mlinterview.reports._wording import count, number

__all__ = ["json_ready", "key_lines", "response_lines"]

_DEEPEST = 20
_SPELLINGS = 5  # accepted texts that are shown


def response_lines(item: Item | None, response: Any, order: Sequence[str] = ()) -> tuple[Line, ...]:
    """A response, an option or row a line, with texts for ids and the letters of ``order``."""
    if response is None:
        return ()
    try:
        known = item.read_response(response) if item is not None else None
    except InvalidResponseError:
        known = None
    except Exception:  # a plug-in's format may do anything
        known = None
    if item is None or known is None:
        return (_typed(response if isinstance(response, str) else _plain(response)),)
    return tuple(_lines(item, known, order))


def key_lines(item: Item) -> tuple[Line, ...]:
    """The right response in the same form, with tolerances and everything that is accepted."""
    if isinstance(item, FreeText):
        statements = [
            Line.of(
                (f"{number(criterion.points)} of {number(item.rubric.points)}: ", False),
                (criterion.statement, True),
            )
            for criterion in item.rubric.criteria
        ]
        sample = [Line.of((item.sample_answer, True))] if item.sample_answer else []
        return (*sample, *statements)
    if isinstance(item, Cloze):
        return tuple(_blank(name, _content_key(item.blanks[name])) for name in item.blank_ids)
    if isinstance(item, Ordering) and item.before is not None:
        texts = dict(item.choices)
        free = [("Any order that keeps: ", False)]
        for place, (first, second) in enumerate(item.before):
            free += [("; ", False)] if place else []
            free += [(texts[first], True), (" before ", False), (texts[second], True)]
        return (*_lines(item, item.key_response(), ()), Line.of(*free))
    return tuple(_content_key(item))


def _typed(text: str) -> Line:
    return Line(text=text)


def _blank(name: str, values: Sequence[Line]) -> Line:
    """What stands in a blank; several values with a stroke between them."""
    pieces = [(f"{name}: ", False)]
    for place, value in enumerate(values):
        pieces += [(" / ", False)] if place else []
        pieces += value.pieces()
    return Line.of(*pieces)


def _content_key(content: Any) -> list[Line]:
    if isinstance(content, NumericContent):
        return [_typed(_number_key(content))]
    if isinstance(content, ShortAnswerContent):
        pattern = content.accept_pattern
        shown = list(content.accept[:_SPELLINGS])
        if len(content.accept) > _SPELLINGS:
            shown.append(f"and {count(len(content.accept) - _SPELLINGS, 'more spelling')}")
        if pattern is not None:  # beside texts to read it is of no help to a reader
            shown.append(
                "and what the item's pattern matches" if shown else f"what matches {pattern}"
            )
        return [_typed(text) for text in shown]
    key = content.key_response()
    return [] if key is None else _lines(content, key, ())


def _number_key(content: NumericContent) -> str:
    unit = f" {content.unit}" if content.unit else ""
    if content.range is not None:
        return f"{content.range[0]} to {content.range[1]}{unit}"
    tolerance = content.tolerance
    within = ""
    if tolerance is not None:
        if tolerance.absolute is not None:
            within = f" ± {tolerance.absolute}"
        elif tolerance.relative is not None:
            within = f" ± {100 * tolerance.relative:g}%"
        else:
            within = f" to {tolerance.digits} significant digits"
    return f"{content.answer}{unit}{within}"


def _lines(content: Content, known: Any, order: Sequence[str]) -> list[Line]:
    for kind, shown in _SHOWN:
        if isinstance(content, kind):
            return shown(content, known, order)
    if isinstance(known, bool):
        return [_typed("true" if known else "false")]
    return [_typed(known if isinstance(known, str) else _plain(known))]


def _choices(content: Choices, known: Any, order: Sequence[str]) -> list[Line]:
    texts = dict(content.choices)
    if not known:
        return [_typed("none of them")]
    ids = [known] if isinstance(known, str) else sorted(known, key=_place(order))
    letters = {identity: f"{letter(index)}) " for index, identity in enumerate(order)}
    return [
        Line.of((letters.get(identity, ""), False), (texts[identity], True)) for identity in ids
    ]


def _place(order: Sequence[str]) -> Callable[[str], int]:
    return lambda identity: order.index(identity) if identity in order else len(order)


def _matching(item: Matching, known: Mapping[str, str], order: Sequence[str]) -> list[Line]:
    texts = dict(item.choices)
    return [
        Line.of((row.text, True), (" → ", False), (texts[known[row.id]], True))
        for row in item.rows
        if row.id in known
    ]


def _ordering(item: Ordering, known: Sequence[str], order: Sequence[str]) -> list[Line]:
    texts = dict(item.choices)
    return [
        Line.of((f"{place}. ", False), (texts[identity], True))
        for place, identity in enumerate(known, 1)
    ]


def _cloze(item: Cloze, known: Mapping[str, Any], order: Sequence[str]) -> list[Line]:
    return [
        _blank(name, _lines(item.blanks[name], known[name], ()))
        for name in item.blank_ids
        if name in known
    ]


_SHOWN: tuple[tuple[type[Content], Callable[[Any, Any, Sequence[str]], list[Line]]], ...] = (
    (Choices, _choices),
    (Matching, _matching),
    (Ordering, _ordering),
    (Cloze, _cloze),
)


def _plain(value: Any) -> str:
    try:
        return json.dumps(json_ready(value), ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return abbreviate(value)


def json_ready(value: Any, depth: int = 0) -> Any:
    """The value as JSON can hold it; what it cannot is written as text."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if depth < _DEEPEST and isinstance(value, Mapping):
        return {str(key): json_ready(entry, depth + 1) for key, entry in value.items()}
    if depth < _DEEPEST and isinstance(value, (set, frozenset)):
        return sorted((json_ready(entry, depth + 1) for entry in value), key=str)
    if depth < _DEEPEST and isinstance(value, (list, tuple)):
        return [json_ready(entry, depth + 1) for entry in value]
    return abbreviate(value)
