"""The characters of an answer as the engine reads them, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["Characters", "as_typed", "read_characters"]

#: signs that stand for words in notes and formulas
_SIGNS = {
    "\u2192": "->",
    "\u21d2": "->",
    "\u27f6": "->",
    "\u2190": "<-",
    "\u2191": " increases ",
    "\u2193": " decreases ",
    "\u2260": " unequal ",
    "\u2207": " gradient ",
    "\u2202": " d ",
    "\u00b2": "^2",
    "\u00b3": "^3",
    "\u2211": " sum ",
    "\u220f": " product ",
    "\u221a": " sqrt ",
    "\u221d": " proportional ",
    "\u221e": " infinity ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": " - ",
    "\u2212": "-",
    "\u2026": ". ",
    "\u2022": "\n- ",
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00d7": "*",
    "\u00b7": "*",
    "\u2028": "\n",
    "\u2029": "\n",
}


class Characters:
    """``text`` is what is read; ``span`` maps a stretch of it back to the original."""

    __slots__ = ("_origins", "_pieces", "original", "text")

    def __init__(self, original: str, text: str, pieces: list[tuple[int, int, bool]]) -> None:
        """``pieces``: of each piece of the text its start in the original, its length, and whether
        its signs stand for one sign there; none where the text is the original's, sign by sign."""
        self.original = original
        self.text = text
        self._pieces = pieces
        self._origins: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that ``start`` to ``end`` was read from."""
        if not self._pieces:
            return start, end
        if start >= end:
            return 0, 0
        if self._origins is None:
            self._origins = self._traced()
        first, last = self._origins[start], self._origins[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last

    def _traced(self) -> list[int]:
        """Where each sign of the text was read from."""
        origins: list[int] = []
        for start, length, lone in self._pieces:
            origins += [start] * length if lone else range(start, start + length)
        return origins


def read_characters(original: str) -> Characters:
    """Small letters without accents, signs as words, control and direction marks left out."""
    if _is_plain(original):
        return Characters(original, original.lower().replace("\t", " "), [])
    texts: list[str] = []
    pieces: list[tuple[int, int, bool]] = []
    at = 0
    for match in _OTHER.finditer(original):
        start, end = match.span()
        if start > at:  # plain letters, many at once
            texts.append(original[at:start].lower().replace("\t", " "))
            pieces.append((at, start - at, False))
        at = end
        if match.lastgroup == "other":
            piece = _read(match.group())
            texts.append(piece)
            pieces.append((start, len(piece), True))
    texts.append(original[at:].lower().replace("\t", " "))
    pieces.append((at, len(original) - at, False))
    return Characters(original, "".join(texts), pieces)


#: control characters, a space after a space, what stands before an index: L_2 and L_{2} are L2
_DROPPED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<=[ \t\xa0])[ \t\xa0]|(?<=[A-Za-z])_\{?(?=\d)"
)
_OTHER = re.compile(rf"(?:{_DROPPED.pattern})|(?P<other>=\u0338|[^\x00-\x7f])")


def _is_plain(text: str) -> bool:
    """Whether every sign is read as itself, in small letters; most texts tell at a glance."""
    if not text.isascii():
        return False
    if "  " not in text and "_" not in text and text.replace("\n", "").isprintable():
        return True
    return _DROPPED.search(text) is None


def as_typed(text: str) -> str:
    """The text with its case, but plain spaces and hyphens, and no signs without width."""
    if text.isascii():
        return text
    pieces = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if category not in ("Cf", "Cc"):
            pieces.append(" " if category == "Zs" else "-" if char in _HYPHENS else char)
    return "".join(pieces)


_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"


@lru_cache(maxsize=4096)
def _read(char: str) -> str:
    char = unicodedata.normalize("NFC", char)
    sign = _SIGNS.get(char)
    if sign is not None:
        return sign
    name = unicodedata.name(char, "")
    if name.startswith(("GREEK SMALL LETTER ", "GREEK CAPITAL LETTER ")):
        word = name.rsplit(" LETTER ", 1)[1].split(" ")[0].lower()
        return f" {'lambda' if word == 'lamda' else word} "
    category = unicodedata.category(char)
    if category in ("Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn"):
        return "\n" if char == "\x85" else ""
    if category == "Zs":
        return " "
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)
    )
    return plain.lower() if len(plain) <= 8 else char.lower()
