r"""LaTeX math as LaTeX math that compiles: what questions hold is read, checked and written anew.

Only macros that are listed come out, braces and scripts are made to fit, and what is between the
dollars of a question can close none. A formula with anything else is None, and is printed as it is
written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from mlinterview.rendering import _latex_signs as signs
from mlinterview.rendering._latex_chars import text
from mlinterview.rendering._math_signs import NOTHING

__all__ = ["latex_math"]

_LONGEST = 5_000
_DEEPEST = 25
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[^\\]", re.DOTALL)
_SPACES = frozenset({r"\,", r"\;", r"\:", r"\!", r"\>", r"\ "})
_ESCAPED = frozenset(f"\\{sign}" for sign in "{}|%$#&_")
_WRITTEN = {
    **{sign: f"\\{sign}" for sign in "#$%&{}"},
    "~": r"\ ",
    "`": r"\text{\textasciigrave}",
    '"': r"\text{\textquotedbl}",
}
_BIG = frozenset(
    f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
_INSTEAD = {"align": "aligned", "gather": "gathered", "equation": "aligned", "split": "aligned"}
_MOST_CELLS = 10  # amsmath's matrices take no more
_WIDTHS = {"cases": 2, "gathered": 1, "gather": 1}
_COLUMNS = re.compile(r"[lcr|]{1,40}")


class _Fault(Exception):
    """The formula holds what cannot be written."""


@lru_cache(maxsize=4096)
def latex_math(latex: str) -> str | None:
    r"""The formula, without its dollars; None where it has a fault.

    >>> latex_math(r"\frac12 x^2^3 \le \bm{w}")
    '\\frac{1}{2} x^{2}{}^{3} \\le  \\boldsymbol{w}'
    >>> latex_math(r"\input{/etc/passwd}") is None
    True
    """
    if len(latex) > _LONGEST:
        return None
    tokens = _TOKEN.findall(" ".join(latex.split()))
    if "".join(tokens).strip() == "" or not _even(latex):
        return None
    try:
        reader = _Reader(tokens)
        found = reader.all(lambda token: False, 0)
        return found if reader.done and found.strip() else None
    except _Fault:
        return None


def _even(latex: str) -> bool:
    bare = latex.rstrip()
    return (len(bare) - len(bare.rstrip("\\"))) % 2 == 0


class _Reader:
    """One pass over the tokens; inner parts are read by the same reader."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._width = 1  # cells in the longest row of the part that was read last

    @property
    def done(self) -> bool:
        """Whether all was read."""
        return self._at >= len(self._tokens)

    def all(self, ends: Callable[[str], bool], depth: int, *, table: bool = False) -> str:
        """What stands before the token that ends it, which is not read."""
        if depth > _DEEPEST:
            raise _Fault
        found: list[str] = []
        scripts: set[str] = set()  # of the atom before
        widths = [1]  # cells of each row
        while not self.done and not ends(self._tokens[self._at]):
            token = self._next()
            if token in ("^", "_", "'"):
                kind = "^" if token == "'" else token
                if kind in scripts:
                    found.append("{}")
                    scripts = set()
                found.append(self._primes() if token == "'" else token + self._argument(depth))
                scripts.add(kind)
                continue
            if table and token in ("&", r"\\"):
                widths[-1] += token == "&"
                widths += [1] if token == r"\\" else []
            written = self._atom(token, depth, table)
            if token == " ":
                found.append(" ")
            elif written:
                found.append(written)
                scripts = set()
        self._width = max(widths)
        return "".join(found)

    def _primes(self) -> str:
        first = self._at
        while not self.done and self._tokens[self._at] == "'":
            self._at += 1
        return "'" * (1 + self._at - first)

    def _next(self) -> str:
        if self.done:
            raise _Fault
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip_spaces(self) -> None:
        while not self.done and self._tokens[self._at] == " ":
            self._at += 1

    def _argument(self, depth: int) -> str:
        """The group that follows, or the one token, in braces."""
        self._skip_spaces()
        token = self._next()
        if token == "{":
            return self._group(depth)
        if token in ("}", "^", "_", "&", "'", r"\right", r"\end", r"\\"):
            raise _Fault
        return "{" + self._atom(token, depth + 1, False) + "}"

    def _group(self, depth: int) -> str:
        inner = self.all(lambda token: token == "}", depth + 1)
        self._expect("}")
        return "{" + inner + "}"

    def _expect(self, wanted: str) -> None:
        if self._next() != wanted:
            raise _Fault

    def _verbatim(self) -> str:
        """The source of the group that follows, braces within it fitting."""
        self._skip_spaces()
        self._expect("{")
        kept: list[str] = []
        open_braces = 1
        while True:
            token = self._next()
            open_braces += (token == "{") - (token == "}")
            if not open_braces:
                return "".join(kept)
            kept.append(token)

    def _atom(self, token: str, depth: int, table: bool) -> str:
        if depth > _DEEPEST:
            raise _Fault
        if token.startswith("\\"):
            return self._macro(token, depth, table)
        if token == "{":
            return self._group(depth)
        if token == "}":
            raise _Fault
        if token == "&" and table:
            return "&"
        if token in _WRITTEN:
            return _WRITTEN[token]
        if token.isascii():
            return token if token.isprintable() else ""
        if token in signs.MATH:
            return f"\\{signs.MATH[token]} "
        return rf"\text{{{text(token)}}}"

    def _macro(self, token: str, depth: int, table: bool) -> str:
        if token in _SPACES:
            return token
        if token in _ESCAPED:
            return token
        if token == r"\\":
            return r"\\[0pt]" if table else r"\quad "
        name = token[1:].rstrip("*")
        if name in signs.PLAIN:
            return f"\\{name} "
        if name == "left":
            return self._fenced(depth)
        if name in _BIG:
            return f"\\{name}{self._delimiter()}"
        if name == "begin":
            return self._environment(depth)
        if name in signs.ONE:
            return f"\\{signs.ONE[name]}{self._argument(depth)}"
        if name in signs.TWO:
            return f"\\{name}{self._argument(depth)}{self._argument(depth)}"
        if name in signs.TEXT:
            return f"\\{signs.TEXT[name]}{{{text(_unescaped(self._verbatim()))}}}"
        if name == "operatorname":
            return f"\\{token[1:]}{self._argument(depth)}"
        if name == "sqrt":
            return self._root(depth)
        if name in signs.OPERATORS:
            return rf"\operatorname*{{{signs.OPERATORS[name]}}}"
        if name in ("cancel", "limits", "nolimits") or (name in NOTHING and name != "right"):
            return ""  # of what follows it nothing is lost
        if name == "nicefrac":
            return f"{self._argument(depth)}/{self._argument(depth)}"
        if name == "not":
            return rf"\not{self._argument(depth)}"
        if name == "mod":
            return r"\bmod "
        if name in signs.REPLACED:
            return signs.REPLACED[name] + " "
        if name == "substack":
            self._skip_spaces()
            self._expect("{")
            inner = self.all(lambda each: each == "}", depth + 1, table=True)
            self._expect("}")
            if self._width > 1:
                raise _Fault
            return rf"\substack{{{inner}}}"
        raise _Fault

    def _root(self, depth: int) -> str:
        self._skip_spaces()
        degree = ""
        if not self.done and self._tokens[self._at] == "[":
            self._at += 1
            inner = self.all(lambda token: token == "]", depth + 1)
            self._expect("]")
            degree = f"[{{{inner}}}]"
        return rf"\sqrt{degree}{self._argument(depth)}"

    def _delimiter(self) -> str:
        self._skip_spaces()
        token = self._next()
        if token not in signs.DELIMITERS:
            raise _Fault
        return signs.DELIMITERS[token]

    def _fenced(self, depth: int) -> str:
        opening = self._delimiter()
        inner = self.all(lambda token: token == r"\right", depth + 1)
        self._expect(r"\right")
        return rf"\left{opening}{inner}\right{self._delimiter()}"

    def _environment(self, depth: int) -> str:
        name = self._verbatim()
        bare = name.rstrip("*")
        if bare not in signs.ENVIRONMENTS:
            raise _Fault
        columns, most = "", _WIDTHS.get(bare, _MOST_CELLS)
        if bare == "array":
            columns = self._verbatim().replace(" ", "")
            if not _COLUMNS.fullmatch(columns):
                raise _Fault
            most = len(columns.replace("|", ""))
            columns = f"{{{columns}}}"
        inner = self.all(lambda token: token == r"\end", depth + 1, table=True)
        width = self._width
        self._expect(r"\end")
        if width > most or self._verbatim() != name:
            raise _Fault
        written = _INSTEAD.get(bare, bare)
        return rf"\begin{{{written}}}{columns}{inner}\end{{{written}}}"


def _unescaped(source: str) -> str:
    return re.sub(r"\\([{}$%&#_ ])", r"\1", source).replace("~", "\u00a0")
