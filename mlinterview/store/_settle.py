"""What a value means, once it is known which item it answers.

A file says ``1.10`` or ``null``; the item's format says whether that is text, a number, an option's
id or nothing. Every shape of file comes through here, so that all give the same records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from mlinterview._plain import Plain
from mlinterview.bank.bank import Bank
from mlinterview.errors import MLInterviewError
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Content
from mlinterview.model.free_text import FreeText
from mlinterview.model.numeric import NumericContent
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.true_false import TrueFalse
from mlinterview.store._json import DoubledKey, JsonFault, looks_like_json, read_json

__all__ = ["Items", "is_text", "settle", "settle_cell"]

MAX_LEVELS = 50
_LONE = re.compile("[\ud800-\udfff]")


class Items:
    """The items that a file's records may name; the bundled ones, loaded when first asked for."""

    def __init__(self, bank: Bank | Mapping[str, Content] | None) -> None:
        # a bank's own mapping: the bank itself looks for similar ids when one is not there
        self._items: Mapping[str, Content] | None = getattr(bank, "items_by_id", bank)

    def find(self, item_id: str) -> Content | None:
        """The item, None where there is none of that id."""
        if self._items is None:
            from mlinterview.bank.loader import load_bank

            try:
                self._items = load_bank(strict=False).items_by_id
            except MLInterviewError:  # without its data the library still reads records
                self._items = {}
        return self._items.get(item_id)


def settle(value: Any, item_id: str, items: Items) -> Any:
    """The value of a response read from YAML or JSON, as a record holds it.

    Raises:
        ValueError: a key stands twice, or the value is nested too deeply.
    """
    if value is None or type(value) is str:
        return _clean(value) if value else value
    return _as_meant(value, items.find(item_id) if _depends(value, 0) else None, 0)


def settle_cell(text: str, item_id: str, items: Items) -> Any:
    """The value of a cell of a table: see `settle`.

    An empty cell is None. For text formats it is the text, unless a JSON string in double quotes;
    for others JSON if it parses, else the text.
    """
    if not text.strip():
        return None
    if not looks_like_json(text):
        return text
    item = items.find(item_id)
    if is_text(item) and not (text.startswith('"') and text.endswith('"')):
        return text
    try:
        value = read_json(text)
    except JsonFault:
        return text
    if is_text(item) and not isinstance(value, str):
        return text
    return _as_meant(value, item, 0)


def is_text(content: Content | None) -> bool:
    """Whether a response to it is text, so that ``null`` and ``1.10`` are words."""
    return isinstance(content, (ShortAnswerContent, FreeText))


def _depends(value: Any, level: int) -> bool:
    """Whether the item's format decides what some part of the value is."""
    if isinstance(value, (dict, list)) and level <= MAX_LEVELS:
        entries = value.values() if isinstance(value, dict) else value
        return any(_depends(entry, level + 1) for entry in entries)
    return type(value) is Plain or isinstance(value, bool)


def _as_meant(value: Any, content: Content | None, level: int) -> Any:
    if level > MAX_LEVELS:
        raise ValueError(f"lists and mappings of over {MAX_LEVELS} levels")
    if isinstance(value, str):
        return _scalar(value, content) if type(value) is Plain else _clean(value)
    if isinstance(value, dict):
        if isinstance(value, DoubledKey):
            raise ValueError(f"the key {_clean(value.key)[:60]!r} stands twice")
        return {
            _clean(str(key)): _as_meant(entry, _part(content, str(key)), level + 1)
            for key, entry in value.items()
        }
    if isinstance(value, list):
        return [_as_meant(entry, content, level + 1) for entry in value]
    if isinstance(value, bool) and content is not None:
        return _scalar(Plain("true" if value else "false", value), content)
    return value


def _part(content: Content | None, key: str) -> Content | None:
    if isinstance(content, Cloze):
        return content.blanks.get(key)
    return content


def _scalar(value: Plain, content: Content | None) -> Any:
    """A number or boolean: text, an id, or what it stands for."""
    source = str(value)
    if is_text(content):
        return source
    if content is not None and any(source == identity for identity, _ in content.choices):
        return source  # ids such as 1, true or 1e3
    number = value.value
    if isinstance(number, bool):
        return number
    if isinstance(content, (NumericContent, TrueFalse)):
        return number if _same_number(source, number) else source
    # of an unknown item it may be text: the number only where that loses nothing
    return number if repr(number) == source else source


def _same_number(source: str, number: int | float) -> bool:
    if number != number or number in (float("inf"), float("-inf")):
        return False
    try:
        return Decimal(source) == Decimal(repr(number))
    except InvalidOperation:  # 0x1F
        return True


def _clean(text: str) -> str:
    """Text without halves of surrogate pairs, which no file can hold."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)
