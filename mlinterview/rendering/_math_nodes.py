"""From LaTeX to the pieces of a formula: pylatexenc parses, this says what each node stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from mlinterview.rendering import _math_signs as signs
from mlinterview.rendering._math_pieces import Piece, fraction, join, power, root, subscript

__all__ = ["formula", "macro_sign", "parse", "verbatim"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|\.\d+|[^\d]")
_ROWS = ("\\", "cr", "newline")


def formula(latex: str) -> str | None:
    """The formula as text; None where it has a fault."""
    from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]

    try:
        return join(_Reader().pieces(parse(latex)))
    except (LatexWalkerError, RecursionError, IndexError, ValueError, AttributeError):
        # a foreign parser on foreign text: whatever is wrong with it, the source is still readable
        return None


def parse(latex: str) -> Sequence[Any]:
    """pylatexenc's nodes of a formula.

    Raises:
        LatexWalkerError: the formula has a fault.
    """
    from pylatexenc.latexwalker import LatexWalker

    walker = LatexWalker(latex, latex_context=_grammar(), tolerant_parsing=False)
    nodes: Sequence[Any] = walker.get_latex_nodes(
        parsing_state=walker.make_parsing_state(in_math_mode=True)
    )[0]
    return nodes


@cache
def _grammar() -> Any:
    """pylatexenc's macros, with scripts and the macros whose arguments it does not know."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import (  # type: ignore[import-untyped]
        MacroStandardArgsParser,
        SpecialsSpec,
        std_macro,
    )

    grammar = get_default_latex_context_db()
    takes_one = MacroStandardArgsParser("{")
    grammar.add_context_category(
        "mlinterview",
        macros=[std_macro(name, spec) for name, spec in signs.ARGUMENTS.items()],
        specials=[SpecialsSpec(sign, args_parser=takes_one) for sign in "^_"],
        prepend=True,
    )
    return grammar


@cache
def macro_sign(name: str) -> str | None:
    """The sign of a macro that takes no argument; None if there is no such macro."""
    if name in signs.SYMBOLS:
        return signs.SYMBOLS[name]
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]
        get_default_latex_context_db,
    )

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) else None


class _Reader:
    """Walks over nodes; a macro whose argument follows as the next node takes it from there."""

    def pieces(self, nodes: Sequence[Any]) -> list[Piece]:
        found: list[Piece] = []
        index = 0
        while index < len(nodes):
            node = nodes[index]
            index += 1
            if getattr(node, "macroname", None) in ("left", "right"):
                # \\left. is a delimiter that is not there
                following = getattr(nodes[index], "chars", "") if index < len(nodes) else ""
                if following.startswith("."):
                    found.extend(_characters(following[1:]))
                    index += 1
                continue
            kind = type(node).__name__
            if kind == "LatexSpecialsNode" and node.specials_chars in "^_":
                inner = self._argument(node, 0)
                # x_\mathrm{min} without braces: the group that follows is \mathrm's
                if not inner and index < len(nodes):
                    inner, index = self.pieces([nodes[index]]), index + 1
                _add_script(found, node.specials_chars, inner)
            else:
                found.extend(self._node(node, kind))
        return found

    def _node(self, node: Any, kind: str) -> list[Piece]:
        if kind == "LatexCharsNode":
            return _characters(node.chars)
        if kind == "LatexGroupNode":
            inner = self.pieces(node.nodelist)
            opening, closing = node.delimiters
            if opening == "{":
                return inner
            return [*_characters(opening), *inner, *_characters(closing)]
        if kind == "LatexMacroNode":
            return self._macro(node)
        if kind == "LatexEnvironmentNode":
            return self._environment(node)
        if kind == "LatexCommentNode":  # nobody comments in a formula: it is a per cent sign
            return [Piece("%"), *_characters(node.comment)]
        if kind == "LatexSpecialsNode":
            sign = node.specials_chars
            return _characters(" " if sign in ("~", "&") else sign)
        if kind == "LatexMathNode":
            return self.pieces(node.nodelist)
        return []

    def _arguments(self, node: Any) -> list[Any]:
        parsed = node.nodeargd
        return list(parsed.argnlist) if parsed is not None and parsed.argnlist else []

    def _argument(self, node: Any, place: int) -> list[Piece]:
        arguments = self._arguments(node)
        given = arguments[place] if place < len(arguments) else None
        if given is None:
            return []
        return self.pieces(given.nodelist if hasattr(given, "nodelist") else [given])

    def _macro(self, node: Any) -> list[Piece]:
        name = node.macroname
        if name in signs.NOTHING:
            return []
        if name in signs.SPACES or name in _ROWS:
            return [Piece(";", "punct")] if name in _ROWS else [Piece(" ", "space")]
        if name in signs.TEXT:
            return [Piece(verbatim(self._arguments(node)), "text")]
        if name in signs.FRACTIONS:
            return [fraction(self._argument(node, 0), self._argument(node, 1))]
        if name == "sqrt":
            return [root(self._argument(node, 1), join(self._argument(node, 0), tight=True))]
        if name == "binom":
            top, bottom = join(self._argument(node, 0)), join(self._argument(node, 1))
            return [Piece(f"C({top}, {bottom})")]
        if name in signs.ACCENTS:
            return [_accented(join(self._argument(node, 0), tight=True), name)]
        if name in signs.ALPHABETS:
            return [_plain_where_rare(piece, name) for piece in self._argument(node, 0)]
        if name in ("operatorname", "mathop"):
            return [Piece(join(self._argument(node, 0), tight=True), "op")]
        if name in ("underset", "overset", "stackrel"):
            found = self._argument(node, 1)
            _add_script(found, "_" if name == "underset" else "^", self._argument(node, 0))
            return found
        if name in ("pmod", "bmod", "mod"):
            inner = join(self._argument(node, 0))
            text = f"(mod {inner})" if name == "pmod" else f"mod {inner}".strip()
            return [Piece(text, "op")]
        if name == "not":
            inner = join(self._argument(node, 0), tight=True)
            return [Piece(unicodedata.normalize("NFC", inner + "\u0338"), "rel")]
        if name == "mid":
            return [Piece("|", "rel")]
        if name in signs.OPERATORS:
            return [Piece(signs.OPERATORS[name], "op")]
        sign = macro_sign(name)
        return [Piece("\\" + name, "text")] if sign is None else _characters(sign)

    def _environment(self, node: Any) -> list[Piece]:
        """Rows split by ``;``, cells by ``,`` in a matrix and by space in aligned equations."""
        name = node.environmentname.rstrip("*")
        rows: list[list[list[Any]]] = [[[]]]
        for child in node.nodelist:
            if getattr(child, "macroname", None) in _ROWS:
                rows.append([[]])
            elif getattr(child, "specials_chars", None) == "&":
                rows[-1].append([])
            else:
                rows[-1][-1].append(child)
        between = ", " if name.endswith("matrix") or name == "array" else " "
        lines = [
            between.join(filter(None, (join(self.pieces(cell)) for cell in row))) for row in rows
        ]
        opening, closing = signs.BRACKETS.get(name, ("", ""))
        return [Piece(opening + "; ".join(filter(None, lines)) + closing)]


def _characters(chars: str) -> list[Piece]:
    """Pieces of plain characters; digits of one number stay together."""
    found: list[str] = _NUMBER.findall(chars)
    parts = [signs.BETTER.get(part, part) for part in found]
    return [Piece(part, signs.kind_of(part)) for part in parts]


def verbatim(arguments: Sequence[Any]) -> str:
    """The text that ``\\text`` and the like hold."""
    text = "".join(node.latex_verbatim() for node in arguments if node is not None)
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1]
    return re.sub(r"\\([{}$%&#_ ])", r"\1", text).replace("~", " ")


def _add_script(found: list[Piece], sign: str, inner: list[Piece]) -> None:
    while found and found[-1].kind == "space":
        found.pop()
    base = found.pop() if found else Piece("")
    text = join(inner, tight=True)
    found.append(power(base, text) if sign == "^" else subscript(base, text))


def _accented(text: str, name: str) -> Piece:
    mark = signs.ACCENTS[name]
    bare = unicodedata.normalize("NFD", text)
    letters = [char for char in bare if not unicodedata.combining(char)]
    if len(letters) == 1 or (name == "overline" and text.isalnum()):
        marked = "".join(char + mark if char in letters else char for char in bare)
        return Piece(unicodedata.normalize("NFC", marked))
    return Piece(f"{name.removeprefix('wide')}({text})")


def _plain_where_rare(piece: Piece, alphabet: str) -> Piece:
    table = signs.ALPHABETS[alphabet]
    text = "".join(table.get(char, char) for char in piece.text)
    # \mathrm{min} is a word: its letters stay one piece when they are joined
    return Piece(text, piece.kind)
