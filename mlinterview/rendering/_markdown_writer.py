"""The walk over a Markdown text that is written in another markup: LaTeX, typst."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from mlinterview.rendering._runs import Parts, in_code, in_math, whole

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["MarkdownWriter", "Table"]

_SIDES = frozenset({"left", "center", "right"})
_LAST_START = 10_000  # of numbered lists; a larger number is no number of a list


@dataclass
class Table:
    """The cells of a table as they are written, how columns are aligned, and how long cells are."""

    rows: list[list[str]] = field(default_factory=list)
    aligned: list[str] = field(default_factory=list)
    lengths: list[list[int]] = field(default_factory=list)


class MarkdownWriter(ABC):
    """Reads the parts of a Markdown text in order; a subclass says how each is written.

    Args:
        parts: how runs of text, code and formulas are cut at the blanks of a cloze.
    """

    #: what opens emphasis, by the token's type, and what ends it, a heading or a link
    spans: ClassVar[Mapping[str, str]]
    end: ClassVar[str]
    soft_break: ClassVar[str]
    hard_break: ClassVar[str]
    rule: ClassVar[str]

    def __init__(self, parts: Parts = whole) -> None:
        self._parts = parts
        self._tokens: Sequence[Token] = ()
        self._at = 0
        #: how many lists and quotations what is being written stands in
        self.depth = 0

    @abstractmethod
    def plain(self, text: str) -> str:
        """Text as it stands."""

    @abstractmethod
    def gap(self, number: int) -> str:
        """The place of a blank."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Code within a line."""

    @abstractmethod
    def listing(self, text: str) -> str:
        """Code on lines of its own."""

    @abstractmethod
    def math(self, latex: str, *, displayed: bool, shown: str) -> str | None:
        """A formula; None where it has a fault. ``shown`` is how it reads as plain text."""

    @abstractmethod
    def link(self, address: str) -> str:
        """What opens a link."""

    @abstractmethod
    def quotation(self, inner: str) -> str:
        """A quotation of these blocks."""

    @abstractmethod
    def entries(self, items: Sequence[str], start: int | None) -> str:
        """A list; ``start`` is the number of its first entry, None where entries have none."""

    @abstractmethod
    def table(self, table: Table) -> str:
        """A table whose first row is its head."""

    def blocks(self, text: str) -> str:
        """A Markdown text as paragraphs, lists, tables and code."""
        from mlinterview.rendering.parsed import parse

        self._tokens, self._at, self.depth = parse(text), 0, 0
        return self._until(None)

    def inline(self, text: str) -> str:
        """A Markdown text of one line, without blocks and links."""
        from mlinterview.rendering.parsed import parse_inline

        links = ("link_open", "link_close")
        return self._line([token for token in parse_inline(text) if token.type not in links])

    def _next(self, closing: str | None) -> Token | None:
        """The next token; None at the one that closes, which is passed over, and at the end."""
        if self._at >= len(self._tokens):
            return None
        token = self._tokens[self._at]
        self._at += 1
        return None if token.type == closing else token

    def _until(self, closing: str | None) -> str:
        found: list[str] = []
        while (token := self._next(closing)) is not None:
            found.append(self._block(token))
        return "\n\n".join(part for part in found if part)

    def _block(self, token: Token) -> str:
        kind = token.type
        if kind == "inline":
            return self._line(token.children or ())
        if kind == "paragraph_open":
            return self._until("paragraph_close")
        if kind == "heading_open":
            return self.spans["strong_open"] + self._until("heading_close") + self.end
        if kind in ("fence", "code_block"):
            return self.listing(in_code(self._parts, token.content))
        if kind == "blockquote_open":
            return self.quotation(self._within("blockquote_close"))
        if kind in ("bullet_list_open", "ordered_list_open"):
            items = self._items(kind.replace("open", "close"))
            return self.entries(items, _start(token) if kind == "ordered_list_open" else None)
        if kind == "table_open":
            return self.table(self._table())
        if kind == "hr":
            return self.rule
        return self.plain(token.content)

    def _within(self, closing: str) -> str:
        self.depth += 1
        inner = self._until(closing)
        self.depth -= 1
        return inner

    def _items(self, closing: str) -> list[str]:
        items: list[str] = []
        while self._next(closing) is not None:
            items.append(self._within("list_item_close"))
        return items

    def _table(self) -> Table:
        table = Table()
        while (token := self._next("table_close")) is not None:
            if token.type == "tr_open":
                table.rows.append([])
                table.lengths.append([])
            elif token.type in ("th_open", "td_open"):
                table.lengths[-1].append(len(self._tokens[self._at].content))
                table.rows[-1].append(self._until(token.type.replace("open", "close")))
                if len(table.rows) == 1:
                    side = str(token.attrGet("style") or "").partition("text-align:")[2].strip()
                    table.aligned.append(side if side in _SIDES else "left")
        return table

    def _line(self, tokens: Sequence[Token]) -> str:
        from mlinterview.rendering.parsed import web_links

        return "".join([self._run(token) for token in web_links(tokens)])

    def _run(self, token: Token) -> str:
        kind = token.type
        if kind == "text":
            return "".join(
                self.plain(part) if isinstance(part, str) else self.gap(part)
                for part in self._parts(token.content)
            )
        if kind == "code_inline":
            return self.code(in_code(self._parts, token.content))
        if kind in ("math", "math_display"):
            shown = in_code(self._parts, token.content)
            formula = self.math(
                in_math(self._parts, token.markup), displayed=kind == "math_display", shown=shown
            )
            return self.code(shown) if formula is None else formula  # as it was written
        if kind == "softbreak":
            return self.soft_break
        if kind == "hardbreak":
            return self.hard_break
        if kind in self.spans:
            return self.spans[kind]
        if kind == "link_open":
            return self.link(str(token.attrGet("href")))
        if kind.endswith("_close"):
            return self.end
        if kind == "image":
            return self.plain(f"[Figure: {''.join(c.content for c in token.children or ())}]")
        return self.plain(token.content) if token.content else ""


def _start(token: Token) -> int:
    start = token.attrGet("start") if token.attrs else None
    number = 1 if start is None else int(start)
    return number if 0 <= number < _LAST_START else 1
