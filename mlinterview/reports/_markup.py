"""Text made safe for Markdown: what a person typed is never read as markup."""

from __future__ import annotations

import re

from mlinterview.reports._wording import clean, shorten

__all__ = ["bank_inline", "bank_quote", "code_id", "fenced", "foreign"]

_SIGNS = re.compile(r"([\\`*_\[\]|~$])")
# what begins a list, a heading or a rule
_LEADING = re.compile(r"^[-+#=](?=[-+#=]*(\s|$))|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)")
_LONGEST = 20_000


def foreign(text: str) -> str:
    """Text on one line in which every sign that Markdown could read is escaped.

    >>> print(foreign("1. <b>*hi*</b>"))
    1\\. &lt;b&gt;\\*hi\\*&lt;/b&gt;
    """
    line = " ".join(clean(text).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LEADING.sub(r"\\\g<0>", _SIGNS.sub(r"\\\1", line), count=1)


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
    """The bank's own Markdown, on one line and fit for a table cell."""
    line = " ".join(clean(text).split())
    return line.replace("<", "&lt;").replace("|", "\\|")


def bank_quote(text: str) -> list[str]:
    """The bank's own Markdown as a quotation, so that its headings stay inside."""
    return [f"> {line}".rstrip() for line in clean(text).strip().split("\n")]
