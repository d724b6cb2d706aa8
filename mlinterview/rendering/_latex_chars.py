r"""Text as LaTeX that prints it: no character of it begins a command, whoever wrote it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mlinterview.rendering._latex_signs import ACCENTS, MATH

__all__ = ["code", "needs_vietnamese", "text"]

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", "\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,", "\u200b": "", "\ufeff": "",
    "\u2060": "", "\u00ad": r"\-", "\ufe0f": "", "\ufffd": "?",
    "–": "--", "—": "---", "‘": r"\textquoteleft{}", "’": r"\textquoteright{}",
    "“": r"\textquotedblleft{}", "”": r"\textquotedblright{}", "„": r"\quotedblbase{}",
    "«": r"\guillemotleft{}", "»": r"\guillemotright{}", "‚": r"\quotesinglbase{}", "‑": "-",
    "£": r"\textsterling{}", "€": r"\texteuro{}", "°": r"\textdegree{}", "§": r"\S{}",
    "©": r"\textcopyright{}", "®": r"\textregistered{}", "™": r"\texttrademark{}",
    "µ": r"\textmu{}", "¡": r"\textexclamdown{}", "¿": r"\textquestiondown{}", "¶": r"\P{}",
    "¢": r"\textcent{}", "¥": r"\textyen{}", "‰": r"\textperthousand{}",
    "ª": r"\textordfeminine{}", "º": r"\textordmasculine{}",
}  # fmt: skip
#: two of these in a row would become one sign, as -- becomes a dash
_JOINING = frozenset("-',")
_EUROPEAN = frozenset("ÐÞðþĄąĘęĮįŊŋŲų")
_RARE = frozenset("ĦħĸĿŀŉŦŧſ")
#: where a line of code may break
_BREAKS = frozenset("_./,(=")


def text(written: str) -> str:
    r"""Prose. Signs of mathematics stand within ``\ensuremath``.

    >>> text(r"50 % of \input{x} ≤ $5")
    '50 \\% of \\textbackslash{}input\\{x\\} \\ensuremath{\\leq} \\$5'
    """
    found: list[str] = []
    last = ""
    for sign in _composed(written):
        if sign in _JOINING and sign == last:
            found.append("{}")
        found.append(_sign(sign))
        last = sign
    return "".join(found)


def code(written: str) -> str:
    r"""Code on one line: spaces and quotes stay as they are, and a long line may break.

    >>> code("a  = 'x'")
    'a\\ \\ =\\allowbreak{} \\textquotesingle{}x\\textquotesingle{}'
    """
    found: list[str] = []
    last = ""
    for sign in _composed(written):
        if sign == " " and last == " ":
            found[-1] = found[-1] if found[-1] == r"\ " else r"\ "
            found.append(r"\ ")
        elif sign == "'":
            found.append(r"\textquotesingle{}")
        else:
            if sign in _JOINING and sign == last:
                found.append("{}")
            found.append(_sign(sign))
            if sign in _BREAKS:
                found.append(r"\allowbreak{}")
        last = sign
    return "".join(found)


def needs_vietnamese(written: str) -> bool:
    """Whether a text has letters that only Vietnamese fonts of TeX have."""
    return any("\u1ea0" <= sign <= "\u1ef9" or sign in "ơƠưƯ" for sign in written)


def _composed(written: str) -> Iterator[str]:
    """Characters, control characters left out; a letter with a mark is one where Unicode has it."""
    for sign in unicodedata.normalize("NFC", written):
        if sign in "\n\t\r\v\f\u2028\u2029":
            yield " "
        elif unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co"):
            yield sign


def _sign(sign: str) -> str:
    if sign in _SPECIAL:
        return _SPECIAL[sign]
    if sign.isascii():
        return sign
    if sign in MATH:
        return rf"\ensuremath{{\{MATH[sign]}}}"
    if sign in ACCENTS:  # on nothing, since what stands before it is printed already
        return rf"\ensuremath{{\{ACCENTS[sign]}{{\ }}}}"
    if sign in _EUROPEAN:  # not in the fonts for Vietnamese
        return rf"\europeansign{{{sign}}}"
    if _has_fonts(sign):
        return sign
    if unicodedata.category(sign) == "Zs":
        return " "
    # in pdfTeX the number, in LuaTeX and XeTeX the sign itself
    return rf"\unicodesign{{{ord(sign):X}}}{{{sign}}}"


def _has_fonts(sign: str) -> bool:
    """Whether it is a letter that the usual fonts of TeX have, those for Vietnamese included."""
    latin = "\u00c0" <= sign <= "\u017f" and sign.isalpha() and sign not in _RARE
    return latin or needs_vietnamese(sign)
