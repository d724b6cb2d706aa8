"""From LaTeX to the tree of a formula; pylatexenc parses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from mlinterview.rendering import _math_signs as signs
from mlinterview.rendering import _math_tree as tree
from mlinterview.rendering._math_nodes import macro_sign, parse, verbatim

__all__ = ["read_formula"]

_LONGEST = 5_000
_DEEPEST = 25  # typst refuses what is nested far deeper, and each level here is two of its
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[^\d]")
_ROWS = ("\\", "cr", "newline")
_LIMITS = frozenset({"max", "min", "sup", "inf", "lim", "Pr", "det", "gcd"})
_PRIMES = {"'": 1, "''": 2, "′": 1}
_SPACES = {
    **dict.fromkeys((",", "thinspace"), 1 / 6),
    **dict.fromkeys((":", ">", " ", "space"), 2 / 9),
    ";": 5 / 18,
    "enspace": 0.5,
    "quad": 1.0,
    "qquad": 2.0,
}
_FONTS = {
    **dict.fromkeys(("mathrm", "text", "textrm", "mbox", "hbox"), "upright"),
    **dict.fromkeys(("mathbf", "textbf"), "bold"),
    **dict.fromkeys(("mathit", "textit"), "italic"),
    **dict.fromkeys(("mathsf", "textsf"), "sans"),
    **dict.fromkeys(("mathtt", "texttt"), "mono"),
    **dict.fromkeys(("mathbb", "mathbbm", "mathds"), "bb"),
    **dict.fromkeys(("bm", "boldsymbol"), "bold-italic"),
    "mathcal": "cal",
    "mathscr": "scr",
    "mathfrak": "frak",
}
#: alphabets of whole words, whose letters are no factors of a product
_WORDS = frozenset({"mathrm", "mathbf", "mathit", "mathsf", "mathtt"})
_ACCENTS = frozenset(
    {"hat", "widehat", "tilde", "widetilde", "bar", "overline", "underline", "dot", "ddot"}
    | {"check", "breve", "vec", "overrightarrow", "overbrace", "underbrace", "boxed", "cancel"}
)
_SIZES = {"frac": "", "cfrac": "", "dfrac": "display", "tfrac": "inline", "nicefrac": "inline"}
_BRACKETS = {
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "cases": ("{", ""),
}


class _TooDeepError(Exception):
    """Deeper than any formula."""


@lru_cache(maxsize=4096)
def read_formula(latex: str) -> tree.Node | None:
    """The formula, without its dollars; None where it has a fault, or is beyond any formula."""
    from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]

    if len(latex) > _LONGEST:
        return None
    try:
        # a star after the name would be read as its argument
        return _Reader(parse(latex.replace(r"\operatorname*", r"\operatorname")), 0).all()
    except (LatexWalkerError, RecursionError, IndexError, ValueError, AttributeError):
        return None  # a foreign parser on foreign text: it is printed as it is written
    except _TooDeepError:
        return None


class _Chars:
    """One number or sign of a run of characters."""

    def __init__(self, text: str) -> None:
        self.text = text


def _split(nodes: Sequence[Any]) -> list[Any]:
    """Nodes with runs of characters cut into signs, so that macros can take them one by one."""
    found: list[Any] = []
    for node in nodes:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            found += map(_Chars, _NUMBER.findall(node.chars))
        elif kind == "LatexCommentNode":  # nobody comments in a formula: it is a per cent sign
            found += map(_Chars, ("%", *_NUMBER.findall(node.comment)))
        elif kind == "LatexMathNode":
            found += _split(node.nodelist)
        elif node is not None:
            found.append(node)
    return found


class _Reader:
    """Reads one list of nodes; inner lists have readers of their own."""

    def __init__(self, nodes: Sequence[Any], depth: int) -> None:
        if depth > _DEEPEST:
            raise _TooDeepError
        self._nodes = _split(nodes)
        self._at = 0
        self._depth = depth

    def all(self, *, closed_by: str | None = None) -> tree.Node:
        """What stands here, up to the macro ``closed_by`` or the end."""
        found: list[tree.Node] = []
        while self._at < len(self._nodes):
            node = self._nodes[self._at]
            self._at += 1
            if closed_by is not None and getattr(node, "macroname", None) == closed_by:
                break
            self._read(node, found)
        return found[0] if len(found) == 1 else tree.Row(tuple(found))

    def _read(self, node: Any, found: list[tree.Node]) -> None:
        sign = getattr(node, "specials_chars", None)
        if sign == "^":
            _add(found, above=self._argument(node, 0))
        elif sign == "_":
            _add(found, below=self._argument(node, 0))
        elif (primes := _PRIMES.get(str(sign or getattr(node, "text", "")))) is not None:
            _add(found, above=tree.Primes(primes))
        else:
            found += self._parts(node)

    def _parts(self, node: Any) -> list[tree.Node]:
        kind = type(node).__name__
        if isinstance(node, _Chars):
            return _signs(node.text)
        if kind == "LatexGroupNode":
            return self._group(node)
        if kind == "LatexMacroNode":
            return self._macro(node)
        if kind == "LatexEnvironmentNode":
            return [self._environment(node)]
        if kind == "LatexSpecialsNode":
            text = node.specials_chars
            return [tree.Space(_SPACES[" "])] if text in ("~", "&") else _signs(text)
        return []

    def _group(self, node: Any) -> list[tree.Node]:
        inner = self._inner(node.nodelist)
        opening, closing = node.delimiters
        if opening != "{":
            return [*_signs(opening), inner, *_signs(closing)]
        if isinstance(inner, tree.Sign) and not inner.text.isalnum():
            return [tree.Ordinary(inner.text)]  # 1{,}000: between braces it is no punctuation
        return [inner] if inner != tree.Row() else []

    def _inner(self, nodes: Sequence[Any]) -> tree.Node:
        return _Reader(nodes, self._depth + 1).all()

    def _given(self, node: Any, place: int) -> Any:
        """The argument that the parser found, else the node that follows."""
        arguments = _arguments(node)
        if place < len(arguments):
            return arguments[place]
        while self._at < len(self._nodes):
            self._at += 1
            given = self._nodes[self._at - 1]
            if not (isinstance(given, _Chars) and given.text.isspace()):
                return given
        return None

    def _argument(self, node: Any, place: int) -> tree.Node:
        given = self._given(node, place)
        if given is None:
            return tree.Row()
        if type(given).__name__ == "LatexMacroNode" and not any(_arguments(given)):
            # x_\mathrm{min} without braces: the group that follows is \mathrm's
            parts = self._macro(given)
            return parts[0] if len(parts) == 1 else tree.Row(tuple(parts))
        return self._inner(_within(given))

    def _macro(self, node: Any) -> list[tree.Node]:
        name = node.macroname
        if name == "left":
            return [self._fenced()]
        if name in ("right", "middle") or name in signs.NOTHING:
            return []
        if name in _ROWS or name in _SPACES:
            return [tree.Space(_SPACES.get(name, _SPACES[";"]))]
        if name in _FONTS:
            return [self._styled(node, name)]
        if name == "sqrt":
            degree = self._argument(node, 0) if any(_arguments(node)[:1]) else None
            return [tree.Root(self._argument(node, 1), degree)]
        if name in _ACCENTS:
            return [tree.Accent(name, self._argument(node, 0))]
        if name in _SIZES:
            return [tree.Fraction(self._argument(node, 0), self._argument(node, 1), _SIZES[name])]
        if name in ("binom", "tbinom", "dbinom"):
            return [tree.Binomial(self._argument(node, 0), self._argument(node, 1))]
        if name in ("underset", "overset", "stackrel"):
            small, base = self._argument(node, 0), self._argument(node, 1)
            if name == "underset":
                return [tree.Stack(base, below=small)]
            return [tree.Stack(base, above=small)]
        if name in ("operatorname", "mathop"):
            return [_operator(_words(self._given(node, 0)))]
        if name == "bmod":
            return [tree.Operator("mod")]
        if name in ("pmod", "mod"):
            inner = (tree.Operator("mod"), self._argument(node, 0))
            bracketed = (tree.Sign("("), *inner, tree.Sign(")"))
            return [tree.Row(bracketed if name == "pmod" else inner)]
        if name == "not":
            return [self._negated(node)]
        if name == "mid":
            return [tree.Relation("|")]
        if name in signs.OPERATORS:
            return [_operator(signs.OPERATORS[name])]
        sign = macro_sign(name)
        return [tree.Word("\\" + name)] if sign is None else _signs(sign)

    def _styled(self, node: Any, name: str) -> tree.Node:
        given, font = self._given(node, 0), _FONTS[name]
        text = _text(given)
        words = name.startswith("text") or name in ("mbox", "hbox")
        if words or (name in _WORDS and len(text) > 1 and text.isalnum()):
            return tree.Word(text, "" if font == "upright" else font)
        return tree.Styled(font, self._inner(_within(given)) if given is not None else tree.Row())

    def _negated(self, node: Any) -> tree.Node:
        inner = self._argument(node, 0)
        if isinstance(inner, tree.Sign):
            struck = unicodedata.normalize("NFC", inner.text + "\u0338")
            if len(struck) == 1:
                return tree.Sign(struck)
        return tree.Struck(inner)

    def _fenced(self) -> tree.Node:
        r"""``\left( ... \right]``."""
        opening = self._delimiter()
        body = self.all(closed_by="right")
        return tree.Fenced(opening, body, self._delimiter())

    def _delimiter(self) -> str:
        """The sign after ``\\left`` or ``\\right``; a dot is a delimiter that is not there."""
        while self._at < len(self._nodes):
            node = self._nodes[self._at]
            self._at += 1
            if isinstance(node, _Chars):
                if node.text.isspace():
                    continue
                return "" if node.text == "." else node.text
            if type(node).__name__ == "LatexGroupNode" and node.delimiters[0] != "{":
                # the parser took what stands between square brackets for a group
                inner = [*_split(node.nodelist), _Chars(node.delimiters[1])]
                self._nodes[self._at : self._at] = inner
                return str(node.delimiters[0])
            sign = macro_sign(getattr(node, "macroname", ""))
            return sign if sign is not None and len(sign) == 1 else ""
        return ""

    def _environment(self, node: Any) -> tree.Node:
        name = node.environmentname.rstrip("*")
        rows: list[list[list[Any]]] = [[[]]]
        for child in node.nodelist:
            if getattr(child, "macroname", None) in _ROWS:
                rows.append([[]])
            elif getattr(child, "specials_chars", None) == "&":
                rows[-1].append([])
            else:
                rows[-1][-1].append(child)
        cells = [[self._inner(cell) for cell in row] for row in rows]
        cells = [row for row in cells if any(cell != tree.Row() for cell in row)] or [[tree.Row()]]
        most = max(map(len, cells))
        full = tuple((*row, *[tree.Row()] * (most - len(row))) for row in cells)
        matrix = name.endswith("matrix") or name == "array"
        kind = "cases" if name == "cases" else "matrix" if matrix else "lines"
        return tree.Table(kind, full, *_BRACKETS.get(name, ("", "")))


def _arguments(node: Any) -> list[Any]:
    parsed = getattr(node, "nodeargd", None)
    return list(parsed.argnlist) if parsed is not None and parsed.argnlist else []


def _within(given: Any) -> Sequence[Any]:
    """The nodes of a group, or of a single node."""
    if type(given).__name__ == "LatexGroupNode":
        nodes: Sequence[Any] = given.nodelist
        return nodes
    return [given]


def _text(given: Any) -> str:
    if isinstance(given, _Chars):
        return given.text
    return verbatim([given]) if given is not None else ""


def _words(given: Any) -> str:
    r"""``arg\,max`` as words."""
    words = re.sub(r"\\[,;:! ]|\\q?quad|\\(?:math|text)rm|[{}]", " ", _text(given))
    return " ".join(words.split())


def _operator(words: str) -> tree.Operator:
    return tree.Operator(words, words in _LIMITS or words.startswith(("arg ", "lim ")))


def _add(
    found: list[tree.Node], *, below: tree.Node | None = None, above: tree.Node | None = None
) -> None:
    """Hang a script on the last part; a second one stands beside the first."""
    while found and isinstance(found[-1], tree.Space):
        found.pop()
    base = found.pop() if found else tree.Row()
    if not isinstance(base, tree.Script):
        base = tree.Script(base)
    found.append(tree.Script(base.base, _beside(base.below, below), _beside(base.above, above)))


def _beside(old: tree.Node | None, new: tree.Node | None) -> tree.Node | None:
    return new if old is None else old if new is None else tree.Row((old, new))


def _signs(text: str) -> list[tree.Node]:
    if text.isspace():
        return []
    if len(text) > 1 and text[0] in ".0123456789":
        return [tree.Sign(text)]
    return [
        tree.Ordinary(sign) if sign in "|‖" else tree.Sign("−" if sign == "-" else sign)
        for sign in text
        if not sign.isspace()
    ]
