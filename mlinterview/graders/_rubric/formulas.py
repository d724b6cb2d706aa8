"""Formulas: one way of writing for LaTeX, Unicode and plain text, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, permutations

__all__ = ["FormulaText", "canonical_forms", "may_hold", "signs_needed"]

_COMMANDS = re.compile(
    r"\\(?:left|right|,|;|!|quad|mathrm|mathbf|text|operatorname|displaystyle|big)"
)
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_WORDS = {
    "\\cdot": "*",
    "\\times": "*",
    "\\odot": "*",
    "\\leq": "<=",
    "\\geq": ">=",
    "\\le": "<=",
    "\\ge": ">=",
    "\\partial": "d",
    "\\sum": "sum",
    "\\prod": "prod",
    "\\log": "log",
    "\\exp": "exp",
    "\\hat": "",
    "\\bar": "",
    "\\tilde": "",
}
_SIGNS = {
    "\u00d7": "*",
    "\u00b7": "*",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2299": "*",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2202": "d",
    "\u2211": "sum",
    "\u220f": "prod",
    "\u221a": "sqrt",
    "\u00b2": "^2",
    "\u00b3": "^3",
    "\u2032": "'",
    "\u2019": "'",
    "\u2248": "=",
}
#: signs of no width, which may stand within words and commands
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
#: a stretch of the original: start and end
Place = tuple[int, int]

#: sums of more terms than this are looked for as they stand
_MOST_TERMS = 4
_MOST_FORMS = 200
#: fractions and roots within one another
_DEEPEST = 4


def _read(text: str) -> tuple[str, list[Place]]:
    """The text without space, braces and case, signs spelt out, and where each sign came from."""
    out: list[str] = []
    origins: list[Place] = []
    for index, char in enumerate(text):
        piece = _PLAIN.get(char)
        if piece is None:
            piece = _SIGNS.get(char)
            if piece is None:
                piece = "" if char.isspace() else _spelt(char)
        if char == "\u0338" and out and out[-1] == "=":
            out[-1] = "\u2260"
        elif piece == "*" and out and out[-1] == "*" and text[index - 1] == "*":
            out[-1] = "^"
        elif len(piece) == 1:
            out.append(piece)
            origins.append((index, index + 1))
        elif piece:
            out.extend(piece)
            origins.extend([(index, index + 1)] * len(piece))
    return _without_needless_signs("".join(out), origins)


#: ASCII signs as they are compared; brackets of LaTeX and spaces are nothing
_PLAIN = {chr(code): chr(code).lower() for code in range(32, 127)} | dict.fromkeys(
    "${}[]\\_ \t\n\r", ""
)


@lru_cache(maxsize=2048)
def _spelt(char: str) -> str:
    """A letter of another alphabet, a mathematical or an index sign in plain letters."""
    plain = unicodedata.normalize("NFKC", char)
    if unicodedata.category(char) in ("Cf", "Cc", "Mn"):
        return ""
    name = unicodedata.name(plain, "") if len(plain) == 1 else ""
    if name.startswith("GREEK") and " LETTER " in name:
        return name.rsplit(" ", 1)[1].lower().replace("lamda", "lambda")
    return plain.lower() if len(plain) <= 8 else char


class _Table(dict[int, str]):
    """Signs as they are compared, for ``str.translate``; others are spelt when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        piece = _PLAIN.get(char)
        if piece is None:
            piece = _SIGNS.get(char)
        if piece is None:
            piece = "" if char.isspace() else _spelt(char)
        if len(self) < _MOST_SIGNS:
            self[code] = piece
        return piece


_MOST_SIGNS = 2048
_table = _Table((ord(char), piece) for char, piece in _PLAIN.items())
#: product signs, which make a power of a ``*`` before them
_POWERS = ("*\u00d7", "*\u00b7", "*\u2299")


def _has_joining(text: str) -> bool:
    """Whether signs may join with those before them: a stroke through "=", products behind "*"."""
    return "\u0338" in text or any(power in text for power in _POWERS)


def _signs_of(text: str) -> str:
    """What `_read` makes of the text, without where it came from: many times as fast."""
    if not text.isascii() and _has_joining(text):
        return _read(text)[0]
    signs = text.replace("**", "^").translate(_table)
    dropped = _needless(signs)
    if not dropped:
        return signs
    pieces = []
    start = 0
    for index in sorted(dropped):
        pieces.append(signs[start:index])
        start = index + 1
    pieces.append(signs[start:])
    return "".join(pieces)


_TELLING = re.compile(r"[()+\-=,;.*]")


def _needless(signs: str) -> set[int]:
    """Brackets around what holds no sum (``f(x)`` is ``fx``), and ``*``."""
    opened: list[int] = []
    needless: set[int] = set()
    sums = [0]
    if "(" not in signs and "*" not in signs:
        return needless
    for match in _TELLING.finditer(signs):
        index, sign = match.start(), match[0]
        if sign == "(":
            opened.append(index)
            sums.append(0)
        elif sign == ")":
            if opened:
                start = opened.pop()
                exponent = start > 0 and signs[start - 1] == "^" and sums[-1] == 1
                lone = exponent and start + 1 < len(signs) and signs[start + 1] == "-"
                if sums.pop() == 0 or lone:
                    needless |= {start, index}
        elif sign == "*":
            if not _between_digits(signs, index):
                needless.add(index)
        else:
            sums[-1] += 1
    return needless


def _without_needless_signs(signs: str, origins: list[Place]) -> tuple[str, list[Place]]:
    dropped = _needless(signs)
    if not dropped:
        return signs, origins
    kept = [index for index in range(len(signs)) if index not in dropped]
    return "".join(signs[index] for index in kept), [origins[index] for index in kept]


def _between_digits(signs: str, index: int) -> bool:
    around = signs[index - 1 : index] + signs[index + 1 : index + 2]
    return len(around) == 2 and around[0].isdigit() and around[1].isdigit()


def _simplified(formula: str) -> str:
    formula = _COMMANDS.sub("", formula)
    for _ in range(_DEEPEST):
        formula = _ROOT.sub(r"sqrt(\1)", formula)
        formula = _FRACTION.sub(r"(\1)/(\2)", formula)
    for command, sign in _WORDS.items():
        formula = formula.replace(command, sign)
    return formula


def _plain(text: str) -> str:
    return _read(_simplified(text))[0]


def canonical_forms(formula: str) -> tuple[str, ...]:
    """The ways of writing a formula: sums and both sides of ``=`` in any order."""
    sides = _plain(formula).split("=") if _plain(formula).count("=") == 1 else [_plain(formula)]
    orders = [_sums(side) for side in sides]
    whole = orders[0]
    if len(orders) == 2:
        left, right = orders
        whole = [f"{a}={b}" for a in left for b in right]
        whole += [f"{b}={a}" for a in left for b in right]
    return tuple(dict.fromkeys(form for form in whole[:_MOST_FORMS] if len(form) >= 2))


def _sums(side: str) -> list[str]:
    terms = _terms(side)
    if not 2 <= len(terms) <= _MOST_TERMS:
        return [side]
    found = []
    for order in permutations(terms):
        text = "".join(term if term[0] in "+-" else "+" + term for term in order)
        found.append(text.removeprefix("+"))
    return found


def _terms(side: str) -> list[str]:
    """The terms of a sum with their signs, split outside brackets."""
    terms: list[str] = []
    depth = start = 0
    for index, char in enumerate(side):
        depth += (char in "([") - (char in ")]")
        if char in "+-" and depth == 0 and index > start and side[index - 1] not in "*/^=(e":
            terms.append(side[start:index])
            start = index
    terms.append(side[start:])
    return [term for term in terms if term and term not in "+-"]


#: signs that an answer may write in another way
_WRITTEN_OTHERWISE = frozenset("*-'=<>^")


def may_hold(needed: Iterable[frozenset[str]], text: str) -> bool:
    """Whether an answer may hold a formula, by the signs that its forms need, at a glance."""
    if not text.isascii() or "\\" in text:
        return True
    return any(all(sign in text for sign in signs) for signs in needed)


def signs_needed(forms: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The signs of the forms that plain text writes in no other way; most forms need the same."""
    needed = (
        frozenset(sign for sign in form if not sign.isalnum() and sign not in _WRITTEN_OTHERWISE)
        | ({"="} & set(form))
        for form in forms
    )
    return tuple(dict.fromkeys(needed))


class _PlainOrigins:
    """Where each sign of a text without LaTeX came from; counted, not written down sign by sign."""

    def __init__(self, original: str) -> None:
        pieces = list(map(_table.__getitem__, map(ord, original)))
        self._ends = list(accumulate(map(len, pieces)))
        dropped = sorted(_needless("".join(pieces)))
        self._shifts = [index - before for before, index in enumerate(dropped)]

    def __getitem__(self, sign: int) -> Place:
        spelt = sign + bisect_right(self._shifts, sign)
        start = bisect_right(self._ends, spelt)
        return start, start + 1


class FormulaText:
    """An answer as formulas are looked for in it; read once an answer."""

    def __init__(self, original: str) -> None:
        self._original = original
        self.text = _read_whole(original)
        self._origins: list[Place] | _PlainOrigins | None = None

    @property
    def origins(self) -> list[Place] | _PlainOrigins:
        """Where each sign of the text came from; only asked for where a formula was found."""
        if self._origins is None:
            text = self._original
            plain = _UNSEEN.isdisjoint(text) and "\\" not in text and "**" not in text
            if plain and not _has_joining(text):
                self._origins = _PlainOrigins(text)
            else:
                self._origins = _read_spread(text)[1]
        return self._origins

    def find(self, forms: tuple[str, ...]) -> list[tuple[int, int]]:
        """Where one of the forms stands, as stretches of the original."""
        found: list[Place] = []
        for form in forms:
            at = self.text.find(form)
            while at >= 0 and len(found) < 20:
                end = at + len(form)
                if not self._inside_word(at, end, form):
                    found.append((self.origins[at][0], self.origins[end - 1][1]))
                at = self.text.find(form, end)
        return found

    def _inside_word(self, at: int, end: int, form: str) -> bool:
        """Whether the form is a part of a longer name or number, with no space between."""
        before_joined = (
            at > 0
            and form[0].isalnum()
            and self.text[at - 1].isalnum()
            and self.origins[at][0] <= self.origins[at - 1][1]
        )
        after_joined = (
            end < len(self.text)
            and form[-1].isalnum()
            and self.text[end].isalnum()
            and self.origins[end][0] <= self.origins[end - 1][1]
        )
        return before_joined or after_joined


def _read_whole(original: str) -> str:
    """The text of `_read_spread`."""
    if not original.isascii() and not _UNSEEN.isdisjoint(original):
        original = "".join(char for char in original if char not in _UNSEEN)
    if "\\" not in original:
        return _signs_of(original)
    lowered = original.lower()
    return _signs_of(_simplified(lowered if len(lowered) == len(original) else original))


def _read_spread(original: str) -> tuple[str, list[Place]]:
    """The answer in canonical signs; LaTeX commands give their signs at their own place."""
    seen = [index for index, char in enumerate(original) if char not in _UNSEEN]
    if len(seen) < len(original):
        signs, within = _read_spread("".join(original[index] for index in seen))
        seen.append(len(original))
        return signs, [(seen[first], seen[last]) for first, last in within]
    if "\\" not in original:
        return _read(original)
    lowered = original.lower()
    text = lowered if len(lowered) == len(original) else original
    origins = [(index, index + 1) for index in range(len(original))]
    text, origins = _substituted(text, origins, _COMMANDS, "")
    for _ in range(_DEEPEST):
        if "\\" not in text:
            break
        text, origins = _substituted(text, origins, _ROOT, "sqrt({0})")
        text, origins = _substituted(text, origins, _FRACTION, "({0})/({1})")
    for command, sign in _WORDS.items():
        if command in text:
            text, origins = _substituted(text, origins, re.compile(re.escape(command)), sign)
    signs, within = _read(text)
    return signs, [(origins[first][0], origins[last - 1][1]) for first, last in within]


def _substituted(
    text: str, origins: list[Place], pattern: re.Pattern[str], shape: str
) -> tuple[str, list[Place]]:
    """``pattern.sub`` that keeps where each sign came from."""
    pieces: list[str] = []
    places: list[Place] = []
    last = 0
    for match in pattern.finditer(text):
        new = shape.format(*match.groups())
        pieces += [text[last : match.start()], new]
        places += origins[last : match.start()]
        places += [(origins[match.start()][0], origins[match.end() - 1][1])] * len(new)
        last = match.end()
    pieces.append(text[last:])
    places += origins[last:]
    return "".join(pieces), places
