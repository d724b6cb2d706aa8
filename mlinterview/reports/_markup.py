"""Text made safe for Markdown: what a person typed is never read as markup."""

from __future__ import annotations

import re

from mlinterview.rendering.math import split_math
from mlinterview.reports._line import Line
from mlinterview.reports._wording import clean, shorten

__all__ = [
    "bank_cell",
    "bank_inline",
    "bank_quote",
    "code_id",
    "fenced",
    "foreign",
    "md_table",
    "source",
]

_SIGNS = re.compile(r"([\\`*_\[\]|~$])")
# what begins a list, a heading or a rule
_LEADING = re.compile(r"^[-+#=](?=[-+#=]*(\s|$))|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)")
# in code an entity is no sign, and in math a space makes no difference
_ANGLE = re.compile(r"(?P<kept>\\.|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))|<", re.DOTALL)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LONGEST = 20_000


def foreign(text: str) -> str:
    """Text on one line in which every sign that Markdown could read is escaped.

    >>> print(foreign("1. <b>*hi*</b>"))
    1\\. &lt;b&gt;\\*hi\\*&lt;/b&gt;
    """
    return _LEADING.sub(r"\\\g<0>", _escaped(" ".join(clean(text).split())), count=1)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SIGNS.sub(r"\\\1", text)


def source(line: Line) -> str:
    """A line as Markdown: the bank's as it stands, everything else escaped."""
    if not line.markdown:
        return foreign(line.text)
    return "".join(
        clean(text) if markdown else _escaped(clean(text)) for text, markdown in line.pieces()
    )


def code_id(text: str) -> str:
    """An id as code; as escaped text where it is none."""
    return f"`{text}`" if re.fullmatch(r"[\w.-]+", text) else foreign(text)


def fenced(text: str) -> list[str]:
    """Text as a fenced block, whose fence is longer than any in the text."""
    text = shorten(clean(text), _LONGEST)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + "text", *text.split("\n"), fence]


def bank_inline(text: str) -> str:
    """The bank's own Markdown on one line, without HTML.

    >>> print(bank_inline("<b> is no `<bos>`,\\n$p<q$"))
    &lt;b> is no `<bos>`, $p< q$
    """
    parts = []
    for segment in split_math(" ".join(clean(text).split())):
        if segment.kind == "text":
            parts.append(_ANGLE.sub(lambda found: found["kept"] or "&lt;", segment.text))
        else:
            sign = "$" if segment.kind == "math" else "$$"
            parts.append(sign + _TAG.sub("< ", segment.text) + sign)
    return "".join(parts)


def bank_cell(text: str) -> str:
    """The same for the cell of a table, where a stroke needs an escape even in code."""
    return bank_inline(text).replace("|", "\\|")


def bank_quote(text: str) -> list[str]:
    """The bank's own Markdown as a quotation, so that its headings stay inside."""
    return [f"> {line}".rstrip() for line in clean(text).strip().split("\n")]


def md_table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table whose first column holds titles and whose others are aligned right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return [*("| " + " | ".join(cells) + " |" for cells in [head, rule, *rows]), ""]
