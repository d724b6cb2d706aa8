r"""LaTeX math as typst math.

Whatever the source holds, what comes out is made of this module's own function names, single
letters, numbers, escaped signs and string literals: it cannot reach typst's code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mlinterview.rendering import _math_signs as signs
from mlinterview.rendering._math_nodes import macro_sign, parse, verbatim
from mlinterview.rendering._typst_strings import string

__all__ = ["typst_math"]

_LONGEST = 5_000
_DEEPEST = 25  # typst refuses what is nested far deeper, and each level here is two of its
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|[^\d]")
_ROWS = ("\\", "cr", "newline")
_LIMITS = frozenset({"max", "min", "sup", "inf", "lim", "Pr", "det", "gcd"})
_WRITTEN = {
    "text": "{}",
    "textrm": "{}",
    "mbox": "{}",
    "hbox": "{}",
    "mathrm": "upright({})",
    "textbf": "bold({})",
    "textit": "italic({})",
    "texttt": "mono({})",
    "textsf": "sans({})",
    "mathbf": "upright(bold({}))",
    "mathit": "italic({})",
    "mathsf": "sans({})",
    "mathtt": "mono({})",
    "mathbb": "bb({})",
    "mathbbm": "bb({})",
    "mathds": "bb({})",
    "mathcal": "cal({})",
    "mathscr": "scr({})",
    "mathfrak": "frak({})",
    "bm": "bold({})",
    "boldsymbol": "bold({})",
}
#: alphabets of whole words, whose letters are no factors of a product
_WORDS = frozenset({"mathrm", "mathbf", "mathit", "mathsf", "mathtt"})
_AROUND = {
    "sqrt": "sqrt({})",
    "hat": "hat({})",
    "widehat": "hat({})",
    "tilde": "tilde({})",
    "widetilde": "tilde({})",
    "bar": "macron({})",
    "overline": "overline({})",
    "underline": "underline({})",
    "dot": "dot({})",
    "ddot": "dot.double({})",
    "check": "caron({})",
    "breve": "breve({})",
    "vec": "arrow({})",
    "overrightarrow": "arrow({})",
    "overbrace": "limits(overbrace({}))",
    "underbrace": "limits(underbrace({}))",
    "boxed": "#box(stroke: 0.5pt, inset: 2pt, ${}$)",
    "phantom": "#hide(${}$)",
    "cancel": "cancel({})",
}
_SPACES = {",": "thin", "thinspace": "thin", ":": "med", ">": "med", ";": "thick", " ": "med"} | {
    "space": "med",
    "enspace": "#h(0.5em)",
    "quad": "quad",
    "qquad": "wide",
}
_WORD = 'class("normal", '
_PRIMES = {"'": 1, "''": 2, "′": 1}
_DELIMITERS = {
    "pmatrix": '"("',
    "bmatrix": '"["',
    "Bmatrix": '"{"',
    "vmatrix": '"|"',
    "Vmatrix": '"‖"',
}


@dataclass(slots=True)
class _Atom:
    """A part of a formula that scripts may be attached to."""

    base: str
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def written(self) -> str:
        if not self.above and not self.below:
            return self.base
        above = f", t: {_joined(self.above)}" if self.above else ""
        below = f", b: {_joined(self.below)}" if self.below else ""
        return f"attach({self.base}{above}{below})"


class _TooDeepError(Exception):
    """Deeper than any formula."""


@lru_cache(maxsize=4096)
def typst_math(latex: str) -> str | None:
    r"""The formula, without its dollars; None where it has a fault.

    >>> typst_math(r"\frac{\partial L}{\partial W} \in \mathbb{R}^{64}")
    'frac(∂ L, ∂ W) ∈ attach(bb(R), t: 64)'
    """
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

    def all(self, *, closed_by: str | None = None) -> str:
        """What stands here, up to the macro ``closed_by`` or the end."""
        found: list[_Atom] = []
        while self._at < len(self._nodes):
            node = self._nodes[self._at]
            self._at += 1
            if closed_by is not None and getattr(node, "macroname", None) == closed_by:
                break
            self._read(node, found)
        return _joined(atom.written() for atom in found)

    def _read(self, node: Any, found: list[_Atom]) -> None:
        sign = getattr(node, "specials_chars", None)
        if sign in ("^", "_"):
            inner = self._argument(node, 0) or '""'
            base = found[-1] if found else _Atom('""')
            if not found:
                found.append(base)
            (base.above if sign == "^" else base.below).append(inner)
        elif (primes := _PRIMES.get(str(sign or getattr(node, "text", "")))) is not None:
            base = found[-1] if found else _Atom('""')
            if not found:
                found.append(base)
            base.above.append(f"#math.primes({primes})")
        else:
            found += map(_Atom, self._parts(node))

    def _parts(self, node: Any) -> list[str]:
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
            return ["med"] if text in ("~", "&") else _signs(text)
        return []

    def _group(self, node: Any) -> list[str]:
        inner = self._inner(node.nodelist)
        opening, closing = node.delimiters
        if opening == "{":
            if inner in (r"\,", r"\;", ":"):  # 1{,}000: a sign between braces is no punctuation
                inner = f"{_WORD}{inner})"
            return [inner] if inner else []
        return [*_signs(opening), inner, *_signs(closing)]

    def _inner(self, nodes: Sequence[Any]) -> str:
        return _Reader(nodes, self._depth + 1).all()

    def _given(self, node: Any, place: int) -> Any:
        """The argument that the parser found, else the node that follows."""
        parsed = getattr(node, "nodeargd", None)
        arguments = list(parsed.argnlist) if parsed is not None and parsed.argnlist else []
        if place < len(arguments):
            return arguments[place]
        if self._at < len(self._nodes):
            self._at += 1
            return self._nodes[self._at - 1]
        return None

    def _peek(self, node: Any) -> Any:
        at = self._at
        given = self._given(node, 0)
        self._at = at
        return given

    def _argument(self, node: Any, place: int) -> str:
        given = self._given(node, place)
        if given is None:
            return ""
        bare = getattr(given, "macroname", None)
        if bare is not None and not isinstance(given, _Chars):
            takes = getattr(given, "nodeargd", None)
            if takes is None or not takes.argnlist or all(a is None for a in takes.argnlist):
                # x_\mathrm{min} without braces: the group that follows is \mathrm's
                return _joined(self._macro(given))
        nodes = given.nodelist if hasattr(given, "nodelist") else [given]
        if getattr(given, "environmentname", None) is not None:
            nodes = [given]
        return self._inner(nodes)

    def _filled(self, node: Any, place: int) -> str:
        return self._argument(node, place) or '""'

    def _macro(self, node: Any) -> list[str]:
        name = node.macroname
        if name == "left":
            return [self._fenced()]
        if name in ("right", "middle") or name in signs.NOTHING:
            return []
        if name in _ROWS:
            return ["thick"]
        if name in _SPACES:
            return [_SPACES[name]]
        if name in _WRITTEN:
            return [self._styled(node, name)]
        if name == "sqrt":
            degree = self._argument(node, 0) if _has(node, 0) else ""
            inner = self._filled(node, 1)
            return [f"root({degree}, {inner})" if degree else f"sqrt({inner})"]
        if name in _AROUND:
            return [_AROUND[name].format(self._filled(node, 0))]
        made = _TWO.get(name)
        if made is not None:
            return [made(self._filled(node, 0), self._filled(node, 1))]
        if name in ("operatorname", "mathop"):
            return [_operator(_words(self._given(node, 0)))]
        if name in ("pmod", "bmod", "mod"):
            inner = self._argument(node, 0) if name != "bmod" else ""
            word = f'op("mod") {inner}'.strip()
            return [rf"\( {word} \)"] if name == "pmod" else [word]
        if name == "not":
            struck = unicodedata.normalize("NFC", _words(self._peek(node)) + "\u0338")
            if len(struck) == 1:
                self._given(node, 0)
                return [struck]
            return [f"cancel({self._filled(node, 0)})"]
        if name == "mid":
            return [r'class("relation", \|)']
        if name in signs.OPERATORS:
            return [_operator(signs.OPERATORS[name])]
        sign = macro_sign(name)
        return [_word("\\" + name)] if sign is None else _signs(sign)

    def _styled(self, node: Any, name: str) -> str:
        given = self._given(node, 0)
        words = name.startswith("text") or name in ("mbox", "hbox")
        text = verbatim([given]) if hasattr(given, "latex_verbatim") else getattr(given, "text", "")
        if words or (name in _WORDS and len(text) > 1 and text.isalnum()):
            inner = _word(text)
        else:
            nodes = given.nodelist if hasattr(given, "nodelist") else [given]
            inner = self._inner(nodes) or '""'
        # upright is what a string is already
        return inner if name == "mathrm" and inner == _word(text) else _WRITTEN[name].format(inner)

    def _fenced(self) -> str:
        r"""``\left( ... \right]`` as brackets that grow with what they hold."""
        opening = self._delimiter()
        body = self.all(closed_by="right")
        closing = self._delimiter()
        return f"lr({opening} {body} {closing})"

    def _delimiter(self) -> str:
        if self._at >= len(self._nodes):
            return ""
        node = self._nodes[self._at]
        self._at += 1
        if isinstance(node, _Chars) and node.text.isspace():
            return self._delimiter()
        if isinstance(node, _Chars) and node.text == ".":
            return ""  # a delimiter that is not there
        if type(node).__name__ == "LatexGroupNode" and node.delimiters[0] != "{":
            # the parser took what stands between square brackets for a group
            self._nodes[self._at : self._at] = [
                *_split(node.nodelist),
                *map(_Chars, node.delimiters[1]),
            ]
            return _joined(_signs(node.delimiters[0]))
        return _joined(self._parts(node))

    def _environment(self, node: Any) -> str:
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
        matrix = name.endswith("matrix") or name == "array"
        if not matrix and name != "cases":  # a relation is spaced from what stands before it
            cells = [[f'"" {cell}' if at else cell for at, cell in enumerate(row)] for row in cells]
        cells = [row for row in cells if any(row)] or [[""]]
        if name == "cases":
            lines = (" quad & ".join(cell or '""' for cell in row) for row in cells)
            return f"display(cases({', '.join(lines)}))"
        most = max(map(len, cells))
        body = "; ".join(
            ", ".join([cell or '""' for cell in row] + ['""'] * (most - len(row))) for row in cells
        )
        look = _DELIMITERS.get(name, "#none")
        look += "" if matrix else ", align: #left, column-gap: #0pt"
        return f"display(mat(delim: {look}, {body}))"  # inline ones have small letters


_TWO: dict[str, Callable[[str, str], str]] = {
    **dict.fromkeys(("frac", "cfrac"), "frac({}, {})".format),
    "dfrac": "display(frac({}, {}))".format,
    "tfrac": "inline(frac({}, {}))".format,
    "nicefrac": r"{} \/ {}".format,
    **dict.fromkeys(("binom", "tbinom", "dbinom"), "binom({}, {})".format),
    "underset": lambda small, base: f"attach(limits({base}), b: {small})",
    **dict.fromkeys(
        ("overset", "stackrel"), lambda small, base: f"attach(limits({base}), t: {small})"
    ),
}


def _has(node: Any, place: int) -> bool:
    parsed = node.nodeargd
    arguments = list(parsed.argnlist) if parsed is not None and parsed.argnlist else []
    return place < len(arguments) and arguments[place] is not None


def _words(given: Any) -> str:
    r"""``arg\,max`` as words."""
    text = verbatim([given]) if hasattr(given, "latex_verbatim") else getattr(given, "text", "")
    return " ".join(re.sub(r"\\[,;:! ]|\\q?quad|\\(?:math|text)rm", " ", text).split())


def _word(text: str) -> str:
    """Text in a formula: ordinary, as TeX has it."""
    return f"{_WORD}{string(text)})"


def _joined(parts: Iterable[str]) -> str:
    """Parts side by side. A blank beside a word would be printed, so a comment parts it."""
    joined = ""
    for part in filter(None, parts):
        wordy = _WORD in part or _WORD in joined
        joined += ("/**/" if wordy else " ") + part if joined else part
    return joined


def _operator(words: str) -> str:
    limits = ", limits: #true" if words in _LIMITS or words.startswith(("arg ", "lim ")) else ""
    return f"op({string(words)}{limits})"


def _signs(text: str) -> list[str]:
    """Signs as typst has them: letters and numbers as they are, all else without a meaning."""
    if not text.strip():
        return []
    if len(text) > 1 and text[0] in ".0123456789":
        return [text if "," not in text else _word(text)]
    found = []
    for sign in text:
        if sign.isascii() and sign.isalnum():
            found.append(sign)
        elif sign == "-":
            found.append("−")
        elif sign in "|‖":  # typst spaces them as brackets that it cannot tell open from closed
            found.append(f"{_WORD}\\{sign})")
        elif sign.isspace():
            continue
        elif sign.isascii() and sign.isprintable():
            found.append(sign if sign in "+=<>:!." else "\\" + sign)
        elif unicodedata.category(sign)[0] in "LSP":
            found.append(sign)
        else:
            found.append(string(sign))
    return found
