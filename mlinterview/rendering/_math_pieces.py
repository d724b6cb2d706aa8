"""The pieces of a formula and how they are put together: spacing, scripts, fractions, roots.

Spacing follows TeX's classes of math signs (Knuth, The TeXbook, chapter 18): relations and binary
signs stand free, a sign after an opening or another sign is unary, operators keep away from
letters. A space that the author wrote between letters stays, since text has no italics to tell them
apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mlinterview.rendering._math_signs import SUBSCRIPTS, SUPERSCRIPTS, VULGAR, Kind

__all__ = ["Piece", "fraction", "join", "power", "root", "subscript"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its class; ``loose`` where it must not touch what multiplies it."""

    text: str
    kind: Kind = "ord"
    loose: bool = False


def join(pieces: Sequence[Piece], *, tight: bool = False) -> str:
    """One line of text; ``tight`` as in scripts, without free-standing signs."""
    parts: list[str] = []
    before: Piece | None = None
    space = False
    for piece in _resolved(pieces):
        if piece.kind == "space":
            space = True
            continue
        if not piece.text:
            continue
        text = piece.text
        if before is not None:
            if before.loose and _factor(piece):
                parts[-1] = f"({parts[-1]})"
            elif piece.loose and before.text == "/":
                text = f"({text})"
            if _apart(before, piece, space, tight):
                parts.append(" ")
        parts.append(text)
        before, space = piece, False
    return " ".join("".join(parts).split())


def _factor(piece: Piece) -> bool:
    return piece.kind in ("ord", "text", "open", "op", "big") and piece.text != "/"


def _resolved(pieces: Sequence[Piece]) -> list[Piece]:
    """Binary signs with nothing to their left are unary: ordinary."""
    found: list[Piece] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.kind == "bin" and (
            before is None or before.kind in ("open", "bin", "rel", "punct", "op", "big")
        ):
            piece = replace(piece, kind="ord")
            unary = True
        else:
            unary = False
        found.append(piece)
        if piece.kind != "space":
            before = replace(piece, kind="bin") if unary else piece
    return found


def _apart(before: Piece, piece: Piece, space: bool, tight: bool) -> bool:
    """Whether a space stands between two pieces."""
    words = _wordy(before) and _wordy(piece)
    if not tight and {"rel", "bin"} & {before.kind, piece.kind}:
        return True
    if "op" in (before.kind, piece.kind):
        return space or words or before.kind == "punct" or piece.kind == "big"
    if before.kind == "text" or piece.kind == "text":
        return space or words
    if tight:
        return False
    if before.kind == "punct":
        return space or not piece.text[:1].isdecimal()
    if before.kind == "big":
        return True
    if piece.kind == "big":
        return before.kind in ("ord", "close")
    if piece.kind == "punct" or before.kind == "open" or piece.kind == "close":
        return False
    # "w_max x" must not read as one word
    return space or (before.text[-1:].isalpha() and "_" in before.text and _wordy(piece))


def _wordy(piece: Piece) -> bool:
    return piece.kind in ("op", "text") or (
        piece.kind == "ord" and (piece.text[:1].isalnum() or piece.text[:1] in "√∂∇½⅓¼|‖")
    )


def power(base: Piece, text: str) -> Piece:
    """The base with a raised text."""
    if base.loose:
        base = Piece(f"({base.text})", "close")
    if not text:
        return base
    raised = _mapped(text, SUPERSCRIPTS)
    if raised is None:
        raised = f"^{text}" if len(text) == 1 else f"^({text})"
    return replace(base, text=base.text + raised)


def subscript(base: Piece, text: str) -> Piece:
    """The base with a lowered text."""
    if not text:
        return base
    lowered = _mapped(text, SUBSCRIPTS)
    if lowered is None:
        lowered = f"_{text}" if text.isalnum() else f"_{{{text}}}"
    return replace(base, text=base.text + lowered)


def _mapped(text: str, table: dict[str, str]) -> str | None:
    found = [table.get(char) for char in text]
    return None if None in found else "".join(char for char in found if char)


def fraction(top: Sequence[Piece], bottom: Sequence[Piece]) -> Piece:
    """``a/b`` with the brackets that reading it on one line needs."""
    above, below = join(top), join(bottom)
    if (above, below) in VULGAR:
        return Piece(VULGAR[above, below])
    if any(piece.kind in ("bin", "rel", "punct", "big", "op") for piece in _outermost(top)):
        above = f"({above})"
    if not _single(bottom):
        below = f"({below})"
    return Piece(f"{above}/{below}", loose=True)


def _outermost(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces that no bracket encloses."""
    depth = 0
    for piece in _resolved(pieces):
        depth -= piece.kind == "close"
        if depth <= 0 and piece.kind != "close":
            yield piece
        depth += piece.kind == "open"


def _single(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces read as one factor: ``n``, ``∂W``, ``(a + b)``."""
    solid = [piece for piece in pieces if piece.kind != "space"]
    if len(solid) == 2 and solid[0].text[:1] in "∂Δ":
        solid = solid[1:]
    if len(solid) == 1:
        return not solid[0].loose and solid[0].kind != "text"
    if len(solid) < 2 or solid[0].kind != "open" or solid[-1].kind != "close":
        return False
    depth = 0
    for index, piece in enumerate(solid):
        depth += (piece.kind == "open") - (piece.kind == "close")
        if depth == 0:
            return index == len(solid) - 1
    return False


def root(inside: Sequence[Piece], degree: str = "") -> Piece:
    """``√n``, ``√(a + b)``, ``∛x``."""
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree)
    if sign is None:
        sign = (_mapped(degree, SUPERSCRIPTS) or f"({degree})") + "√"
    text = join(inside)
    solid = [piece for piece in inside if piece.kind != "space"]
    if len(solid) == 1 and not solid[0].loose and solid[0].kind == "ord":
        return Piece(sign + text)
    return Piece(f"{sign}{text}" if _single(inside) and text.startswith("(") else f"{sign}({text})")
