"""Markdown of questions as paragraphs, lists, tables and code of a Word document.

Texts go in as text, which no word processor takes for a field, a link or markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mlinterview.rendering._docx_math import word_math
from mlinterview.rendering._runs import Parts, in_code, in_math, whole

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["CODE_FONT", "Blocks", "add_link", "clean"]

CODE_FONT = "Courier New"
_TAB = 4
_INDENT = 0.63  # cm a level
#: what XML 1.0 cannot hold, and what makes text run another way than it is written
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def add_link(paragraph: Any, address: str) -> Any:
    """A hyperlink at the end of a paragraph; runs are put into what comes back."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), related)
    paragraph._p.append(link)
    return link


class Blocks:
    """Adds Markdown to a document or a cell of a table.

    Args:
        place: whatever has ``add_paragraph`` and ``add_table``.
        parts: how runs of text are cut at the blanks of a cloze.
        indent: of everything, in cm.
        italic: for what is said on the side.
    """

    def __init__(
        self, place: Any, *, parts: Parts = whole, indent: float = 0, italic: bool = False
    ) -> None:
        self._place = place
        self._parts = parts
        self._indent = indent
        self._italic = italic
        self._tokens: Sequence[Token] = ()
        self._at = 0

    def add(self, text: str, *, first: Any = None) -> None:
        """Add a Markdown text; its first paragraph goes on in ``first`` where that is given."""
        from mlinterview.rendering.parsed import parse

        self._tokens, self._at = parse(text), 0
        if first is not None and self._tokens and self._tokens[0].type == "paragraph_open":
            self._line(first, self._tokens[1].children or ())
            self._at = 3
        self._until(None, self._indent, "Normal")

    def inline(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        """Add a Markdown text of one line, without blocks, to a paragraph."""
        from mlinterview.rendering.parsed import parse_inline

        kept = [t for t in parse_inline(text) if t.type not in ("link_open", "link_close")]
        self._line(paragraph, kept, bold=bold)

    def _until(self, closing: str | None, indent: float, style: str, label: str = "") -> None:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                return
            label = self._block(token, indent, style, label)

    def _block(self, token: Token, indent: float, style: str, label: str) -> str:
        """Add a block; the label is that of a list's entry until a paragraph has taken it."""
        kind = token.type
        if kind == "inline":
            paragraph = self._paragraph(indent, style, label)
            self._line(paragraph, token.children or (), bold=style == "Strong")
            return ""
        if kind == "paragraph_open":
            self._until("paragraph_close", indent, style, label)
            return ""
        if kind == "heading_open":
            self._until("heading_close", indent, "Strong", label)
            return ""
        if kind in ("fence", "code_block"):
            self._code(token.content, indent, label)
            return ""
        if kind == "blockquote_open":
            self._until("blockquote_close", indent + _INDENT, style, label)
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._list(token, min(indent + _INDENT, 6 * _INDENT))
        elif kind == "table_open":
            self._table()
        elif kind == "hr":
            self._paragraph(indent, style, label).add_run("—" * 12)
            return ""
        return label

    def _paragraph(self, indent: float, style: str, label: str = "") -> Any:
        from docx.shared import Cm

        # looking styles up by name takes longer than all the rest
        paragraph = self._place.add_paragraph(style="Code" if style == "Code" else None)
        paragraph.paragraph_format.left_indent = Cm(indent) if indent else None
        if label:
            paragraph.paragraph_format.first_line_indent = Cm(-_INDENT)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(indent))
            paragraph.add_run(f"{label}\t")
        return paragraph

    def _list(self, token: Token, indent: float) -> None:
        ordered = token.type == "ordered_list_open"
        number = int(token.attrGet("start") or 0) if ordered and token.attrs else 1
        closing = token.type.replace("open", "close")
        while self._at < len(self._tokens):
            entry = self._tokens[self._at]
            self._at += 1
            if entry.type == closing:
                return
            # written out: a word processor would go on counting from the list before
            self._until("list_item_close", indent, "Normal", f"{number}." if ordered else "•")
            number += 1

    def _code(self, text: str, indent: float, label: str) -> None:
        lines = clean(text.rstrip()).expandtabs(_TAB).splitlines() or [""]
        paragraph = self._paragraph(indent, "Code", label)
        for at, line in enumerate(lines):
            run = paragraph.add_run(in_code(self._parts, line))
            if at < len(lines) - 1:
                run.add_break()

    def _table(self) -> None:
        rows: list[list[Token]] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._tokens[self._at])
        width = len(rows[0])
        table = add_table(self._place, len(rows), width)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row[:width]):
                paragraph = table.cell(at, place).paragraphs[0]
                self._line(paragraph, cell.children or (), bold=at == 0)
        self._place.add_paragraph()

    def _line(self, paragraph: Any, tokens: Sequence[Token], *, bold: bool = False) -> None:
        from mlinterview.rendering.parsed import web_links

        state = {"strong": bold, "em": self._italic, "s": False}
        link: Any = None
        for token in web_links(tokens):
            kind = token.type
            name, _, end = kind.rpartition("_")
            if name in state and end in ("open", "close"):
                # emphasis within what is set in italics stands upright
                usual = {"strong": bold, "em": self._italic, "s": False}[name]
                state[name] = usual if end == "close" else (not usual if name == "em" else True)
            elif kind == "link_open":
                link = add_link(paragraph, str(token.attrGet("href")))
            elif kind == "link_close":
                link = None
            elif kind in ("softbreak", "hardbreak"):
                run = paragraph.add_run(" " if kind == "softbreak" else "")
                if kind == "hardbreak":
                    run.add_break()
            else:
                self._run(paragraph, token, state, link)

    def _math(self, paragraph: Any, token: Token) -> bool:
        """Add a formula; whether it could be read as one."""
        formula = word_math(clean(in_math(self._parts, token.markup)))
        if formula is None:
            return False
        displayed = token.type == "math_display"
        if displayed:
            paragraph.add_run().add_break()
        paragraph._p.append(formula)
        if displayed:
            paragraph.add_run().add_break()
        return True

    def _run(self, paragraph: Any, token: Token, state: dict[str, bool], link: Any) -> None:
        text, font = token.content, None
        if token.type.startswith("math") and self._math(paragraph, token):
            return
        if token.type == "code_inline" or token.type.startswith("math"):
            text, font = in_code(self._parts, text), CODE_FONT
        elif token.type == "image":
            text = f"[Figure: {''.join(child.content for child in token.children or ())}]"
        else:
            text = "".join(
                part if isinstance(part, str) else f"({part}) ________"
                for part in self._parts(text)
            )
        if not text:
            return
        run = paragraph.add_run(clean(text))
        run.bold = state["strong"] or None
        run.italic = state["em"] or None
        run.font.strike = state["s"] or None
        if font is not None:
            set_font(run, font)
        if link is not None:
            run.font.underline = True
            link.append(run._r)


def set_font(run: Any, name: str) -> None:
    """A font for all scripts of a run."""
    from docx.oxml.ns import qn

    run.font.name = name
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)


def add_table(place: Any, rows: int, columns: int, widths: Sequence[float] = ()) -> Any:
    """A table with lines, in a document or a cell; ``widths`` of its columns in cm."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = place.add_table(rows, columns)
    table.style = "Table Grid"
    table.autofit = not widths
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for at, cell in enumerate(row.cells):
            if widths:
                cell.width = Cm(widths[at])
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)
    return table
