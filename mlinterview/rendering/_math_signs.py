"""Tables for formulas: what pylatexenc has no sign for, and how signs are spaced."""

from __future__ import annotations

import unicodedata
from typing import Literal

__all__ = [
    "ACCENTS",
    "ALPHABETS",
    "ARGUMENTS",
    "BETTER",
    "BRACKETS",
    "FRACTIONS",
    "NOTHING",
    "OPERATORS",
    "SPACES",
    "SUBSCRIPTS",
    "SUPERSCRIPTS",
    "SYMBOLS",
    "TEXT",
    "VULGAR",
    "Kind",
    "kind_of",
]

#: TeX's classes of math signs, as far as spacing needs them
Kind = Literal["ord", "text", "op", "big", "bin", "rel", "open", "close", "punct", "space"]

#: macros whose arguments pylatexenc does not know (``{`` mandatory, ``[`` optional)
ARGUMENTS = {
    **dict.fromkeys(("tfrac", "dfrac", "cfrac", "binom", "tbinom", "dbinom"), "{{"),
    **dict.fromkeys(("underset", "overset", "stackrel"), "{{"),
    **dict.fromkeys(("operatorname", "mathop", "pmod", "mod", "not"), "{"),
    **dict.fromkeys(("bm", "boldsymbol", "mathbbm", "mathds"), "{"),
    **dict.fromkeys(("check", "breve", "ddot", "dot"), "{"),
}
FRACTIONS = frozenset({"frac", "tfrac", "dfrac", "cfrac", "nicefrac"})
TEXT = frozenset({"text", "textrm", "textbf", "textit", "texttt", "textsf", "mbox", "hbox"})
SPACES = frozenset({",", ";", ":", ">", " ", "quad", "qquad", "enspace", "space", "thinspace"})
NOTHING = frozenset(
    {"left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"}
    | {"biggl", "biggr", "Biggl", "Biggr", "displaystyle", "textstyle", "scriptstyle", "!"}
    | {"limits", "nolimits", "nonumber", "notag", "mathstrut", "strut"}
)
_NAMES = """
log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan max min sup inf lim arg
det dim ker deg gcd hom Pr
"""
OPERATORS = {name: name for name in _NAMES.split()} | {
    "argmax": "arg max",
    "argmin": "arg min",
    "limsup": "lim sup",
    "liminf": "lim inf",
}
SYMBOLS = {
    "ne": "≠",
    "land": "∧",
    "lor": "∨",
    "lnot": "¬",
    "iff": "⇔",
    "implies": "⇒",
    "impliedby": "⇐",
    "|": "‖",
    "lvert": "|",
    "rvert": "|",
    "coloneqq": "≔",
    "dots": "…",
    "ldots": "…",
    "cdots": "⋯",
    "cdot": "·",
    "epsilon": "ε",
    "ast": "*",
    "colon": ":",
    **{sign: sign for sign in "%$#&_"},
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
}
ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "vec": "\u20d7",
}
_BLACKBOARD = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
_PLAIN: dict[str, str] = {}
ALPHABETS = {
    **dict.fromkeys(("mathbb", "mathbbm", "mathds"), _BLACKBOARD),
    **dict.fromkeys(("mathcal", "mathscr"), _SCRIPT),
    **dict.fromkeys(
        ("mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathfrak", "bm", "boldsymbol"), _PLAIN
    ),
}
BRACKETS = {
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "matrix": ("[", "]"),
    "array": ("[", "]"),
    "vmatrix": ("|", "|"),
    "cases": ("{ ", " }"),
}
#: characters with a better sign
BETTER = {"-": "−", "'": "′", "*": "*"}

_BINARY = frozenset("+−±∓×÷·∘⊙⊗⊕⊖∧∨∩∪∖⋆†")
_ORDINARY = frozenset("∂∇∞¬∀∃∄∅√′″°⊤⊥…⋯⋮%|‖!:")
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨆")
_RELATION = frozenset("=<>≔")


def kind_of(sign: str) -> Kind:
    """How a sign is spaced."""
    if sign.isspace():
        return "space"
    if sign in _BINARY:
        return "bin"
    if sign in _BIG:
        return "big"
    if sign in _ORDINARY or sign[0].isalnum():
        return "ord"
    if sign in (",", ";"):
        return "punct"
    category = unicodedata.category(sign[0])
    if category == "Ps":
        return "open"
    if category == "Pe":
        return "close"
    arrow = "\u2190" <= sign[0] <= "\u21ff"
    return "rel" if sign in _RELATION or category == "Sm" or arrow else "ord"


def _table(signs: str, scripts: str) -> dict[str, str]:
    return dict(zip(signs, scripts, strict=True))


SUPERSCRIPTS = {
    **_table("0123456789+−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
    **_table("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
    **_table("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"),
    **_table("βγδθφχ", "ᵝᵞᵟᶿᵠᵡ"),
    # a transposed matrix; signs that stand high by themselves
    **_table("⊤′″*†°", "ᵀ′″*†°"),
}
SUBSCRIPTS = {
    **_table("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    **_table("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
    **_table("βγρφχ", "ᵦᵧᵨᵩᵪ"),
}
VULGAR = {
    ("1", "2"): "½",
    ("1", "3"): "⅓",
    ("2", "3"): "⅔",
    ("1", "4"): "¼",
    ("3", "4"): "¾",
    ("1", "8"): "⅛",
}
