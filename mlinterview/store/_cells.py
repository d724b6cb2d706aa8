"""From the text of a cell to a response, by the format of its item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mlinterview._text import fold
from mlinterview.errors import InvalidResponseError
from mlinterview.graders._tools import GradingTools
from mlinterview.graders.numeric import NumericGrader
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Content, Order
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse
from mlinterview.store._choices import AmbiguousCellError, ChoiceReader, Style
from mlinterview.store._json import JsonFault, read_json
from mlinterview.store._settle import Items, is_text, settle

__all__ = ["Presented", "Read", "read_cell", "read_part", "read_parts", "unreadable"]

_NONE_OF_THEM = frozenset({"-", "–", "—", "[]"})
#: what spreadsheets in other languages make of a boolean
_FLAGS = {
    "true": True, "t": True, "wahr": True, "vrai": True, "verdadero": True, "vero": True,
    "waar": True, "verdadeiro": True,
    "false": False, "f": False, "falsch": False, "faux": False, "falso": False, "onwaar": False,
}  # fmt: skip
_TICKS = frozenset(
    {
        "yes",
        "y",
        "x",
        "1",
        "true",
        "wahr",
        "ja",
        "j",
        "oui",
        "checked",
        "\u2713",
        "\u2714",
        "\u2611",
    }
)
_NO_TICKS = frozenset(
    {"no", "n", "0", "false", "falsch", "nein", "non", "unchecked", "\u2610", "-"}
)


@dataclass(frozen=True, slots=True)
class Presented:
    """An item as one person saw it.

    Attributes:
        item: with its parameters drawn.
        order: options as printed; empty where nobody can tell.
        style: what the column's cells are, where that is in question.
        values: what a map file says that texts stand for.
    """

    item: Item
    order: Order
    style: Style | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """A response, and for one that could not be placed what was expected."""

    response: Any
    reason: str | None = None


def read_cell(shown: Presented, text: str) -> Read:
    """The response that a cell holds. A text that cannot be placed is kept, and graded invalid."""
    if not text.strip():
        return Read(None)
    item = shown.item
    folded = fold(text)
    for written, value in shown.values.items():
        if fold(written) == folded and (not isinstance(value, str) or not value.strip()):
            return Read(None if isinstance(value, str) else value)
    try:
        read = _read(shown, item, shown.order, text)
    except AmbiguousCellError as error:
        return Read(unreadable(item, text), str(error))
    except InvalidResponseError as error:
        response = _as_json(item, text)
        if response is not None:
            return Read(response)
        return Read(unreadable(item, text), f"{error.expected} expected")
    return read


def read_parts(shown: Presented, parts: Mapping[str, str]) -> tuple[Any, dict[str, str]]:
    """The response that the columns of an item's parts hold, and the reasons by part."""
    item, reasons = shown.item, {}
    found: dict[str, Any] = {}
    for part, text in parts.items():
        if text.strip():
            read = read_part(shown, part, text)
            if read.reason is not None:
                reasons[part] = read.reason
            found[part] = read.response
    if not found:
        return None, {}
    if isinstance(item, MultiSelect):
        if reasons:
            return dict(found), reasons  # no list, so that it grades as invalid
        return [part for part, ticked in found.items() if ticked], {}
    if isinstance(item, Ordering):
        return _in_order(found, reasons)
    return found, reasons


def read_part(shown: Presented, part: str, text: str) -> Read:
    """What the column of one row, blank, option or step holds."""
    item = shown.item
    content: Content = item
    order = shown.order
    if isinstance(item, Cloze):
        content, order = item.blanks[part], item.blank_order(part, order)
    elif isinstance(item, MultiSelect):
        return _tick(item, part, text)
    elif isinstance(item, Ordering) and not part.startswith("#"):
        return _rank(item, text)
    try:
        if isinstance(content, (Matching, Ordering)):
            return _one_choice(shown, content, order, text)
        return _read(shown, content, order, text)
    except AmbiguousCellError as error:
        return Read(_unreadable_part(content, text), str(error))
    except InvalidResponseError as error:
        return Read(_unreadable_part(content, text), f"{error.expected} expected")


def unreadable(content: Content, text: str) -> Any:
    """The text, in a shape that no grader takes for an answer."""
    try:
        content.read_response(text)
    except InvalidResponseError:
        return text
    return [text]


def _unreadable_part(content: Content, text: str) -> Any:
    if isinstance(content, Matching):
        return [text] if any(text.strip() == identity for identity, _ in content.choices) else text
    return unreadable(content, text)


def _read(shown: Presented, content: Content, order: Order, text: str) -> Read:
    """The response.

    Raises:
        InvalidResponseError: the text is none.
        AmbiguousCellError: it can be read in two ways.
    """
    if isinstance(content, SingleChoiceContent):
        return _one_choice(shown, content, order, text)
    if isinstance(content, MultiSelect):
        if text.strip() in _NONE_OF_THEM:
            return Read([])
        several = _reader(shown, content, order).several(text)
        return _or_refuse(several, content, text)
    if isinstance(content, Ordering):
        try:
            steps = _reader(shown, content, order).several(text)
        except AmbiguousCellError:
            steps = None
        if steps is not None and sorted(steps) == sorted(content.step_ids):
            return Read(steps)
    text = _translated(shown, text)
    if is_text(content):
        return Read(text)
    if isinstance(content, TrueFalse):
        flag = _FLAGS.get(text.strip().casefold())
        if flag is None:
            raise InvalidResponseError(text, "true or false")
        return Read(flag)
    if isinstance(content, NumericContent):
        try:
            NumericGrader().grade(content, text.strip(), None, GradingTools())
        except InvalidResponseError as error:  # kept as it is: its grader will say the same
            return Read(text.strip(), f"{error.expected} expected")
        return Read(text.strip())
    if not order and any(len(identity) == 1 for identity, _ in content.choices):
        reason = "letters or ids, but the printed order is not known: give the form"
        raise AmbiguousCellError(reason)
    return Read(content.parse_text(text, order))


def _one_choice(shown: Presented, content: Content, order: Order, text: str) -> Read:
    return _or_refuse(_reader(shown, content, order).one(text), content, text)


def _or_refuse(found: Any, content: Content, text: str) -> Read:
    if found is None:
        ids = ", ".join(identity for identity, _ in content.choices)
        raise InvalidResponseError(text, f"the text, letter or id of an option ({ids[:200]})")
    return Read(found)


def _reader(shown: Presented, content: Content, order: Order) -> ChoiceReader:
    values = tuple((text, value) for text, value in shown.values.items() if isinstance(value, str))
    return _cached_reader(content.choices, order, shown.style, values)


@lru_cache(maxsize=4096)
def _cached_reader(
    choices: tuple[tuple[str, str], ...],
    order: Order,
    style: Style | None,
    values: tuple[tuple[str, str], ...],
) -> ChoiceReader:
    return ChoiceReader(choices, order, style, dict(values))


def _translated(shown: Presented, text: str) -> str:
    folded = fold(text)
    for written, value in shown.values.items():
        if isinstance(value, str) and fold(written) == folded:
            return value
    return text


def _as_json(item: Item, text: str) -> Any:
    """A response written as JSON, such as ``["a", "c"]``; None where it is none."""
    if text.strip()[:1] not in ("[", "{"):
        return None
    try:
        value = settle(read_json(text), item.id, Items({item.id: item}))
        return value if item.read_response(value) is not None else None
    except (JsonFault, ValueError, InvalidResponseError):
        return None


def _tick(item: MultiSelect, part: str, text: str) -> Read:
    """Whether an option is ticked, in a table with a column for each."""
    word = text.strip().casefold()
    texts = {identity: fold(shown) for identity, shown in item.choices}
    if word in _TICKS or fold(text) == texts[part] or word == part:
        return Read(True)
    if word in _NO_TICKS:
        return Read(False)
    return Read(text, "yes or no expected, or the option's text")


def _rank(item: Ordering, text: str) -> Read:
    digits = "".join(char for char in text if char in "0123456789")
    if digits and len(digits) <= 3 and 1 <= int(digits) <= len(item.steps):
        return Read(int(digits))
    return Read(text, f"a place from 1 to {len(item.steps)} expected")


def _in_order(found: dict[str, Any], reasons: dict[str, str]) -> tuple[Any, dict[str, str]]:
    """Steps by their places, or by columns for the places."""
    ranks = {part.startswith("#") for part in found}
    if reasons or len(ranks) > 1:
        return found, reasons or dict.fromkeys(found, "places and steps are both columns")
    if all(part.startswith("#") for part in found):
        return [found[part] for part in sorted(found, key=lambda part: int(part[1:]))], {}
    if len(set(found.values())) != len(found):
        return found, dict.fromkeys(found, "two steps at one place")
    return sorted(found, key=lambda part: found[part]), {}
