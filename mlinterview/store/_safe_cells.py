"""Cells of tables that are opened in spreadsheets."""

from __future__ import annotations

from mlinterview._text import clean

__all__ = ["FORMULA", "looks_like_formula", "safe_cell"]

#: what spreadsheets read as the beginning of a formula, in their wide forms too
FORMULA = tuple("=+-@\t\n＝＋－＠")


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet reads as a formula: such text gets an apostrophe in front.

    >>> safe_cell("=1+1"), safe_cell(-0.5), safe_cell(True), safe_cell(None)
    ("'=1+1", '-0.5', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = clean(str(value))
    return f"'{text}" if looks_like_formula(text) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would read the text as a formula."""
    return text.lstrip(" \ufeff").startswith(FORMULA)
