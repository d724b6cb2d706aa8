"""A formula as a small tree, which typst math and MathML are written from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Accent",
    "Binomial",
    "Fenced",
    "Fraction",
    "Node",
    "Operator",
    "Ordinary",
    "Primes",
    "Relation",
    "Root",
    "Row",
    "Script",
    "Sign",
    "Space",
    "Stack",
    "Struck",
    "Styled",
    "Table",
    "Word",
]


@dataclass(frozen=True, slots=True)
class Sign:
    """One letter or sign, or one number, as it is printed."""

    text: str

    @property
    def number(self) -> bool:
        """Whether it is a number."""
        return self.text[0] in ".0123456789" and self.text != "."


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A sign that is spaced like a letter, whatever it is elsewhere: the bar of ``|x|``."""

    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A sign that is spaced like ``=``."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """Upright text; ``font`` is empty or a font of ``Styled``."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class Operator:
    """``log`` or ``max``; with ``limits`` scripts stand below and above it in displays."""

    text: str
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Styled:
    """Letters of an alphabet: ``bold``, ``bold-italic``, ``bb``, ``cal``, ``scr``, ``frak``,
    ``sans``, ``mono``, ``italic`` or ``upright``."""

    font: str
    inner: Node


@dataclass(frozen=True, slots=True)
class Primes:
    """So many primes, above their base."""

    count: int


@dataclass(frozen=True, slots=True)
class Script:
    """A base with what stands below and above at its right; None where nothing does."""

    base: Node
    below: Node | None = None
    above: Node | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """A base with what stands right below and above it."""

    base: Node
    below: Node | None = None
    above: Node | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """``size`` is empty, ``display`` or ``inline``."""

    top: Node
    bottom: Node
    size: str = ""


@dataclass(frozen=True, slots=True)
class Binomial:
    """Top over bottom in brackets."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or one of a degree."""

    inner: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """``mark`` is a name of LaTeX: ``hat``, ``bar``, ``underbrace`` ..."""

    mark: str
    inner: Node


@dataclass(frozen=True, slots=True)
class Struck:
    """What ``\\not`` negates where Unicode has no sign for it."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Fenced:
    """Brackets that grow with what they hold; an empty one is not there."""

    opening: str
    inner: Node
    closing: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length. ``kind`` is ``matrix``, ``cases`` or ``lines``."""

    kind: str
    rows: tuple[tuple[Node, ...], ...]
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """A space of so many ems."""

    ems: float


Node = (
    Sign
    | Ordinary
    | Relation
    | Word
    | Operator
    | Row
    | Styled
    | Primes
    | Script
    | Stack
    | Fraction
    | Binomial
    | Root
    | Accent
    | Struck
    | Fenced
    | Table
    | Space
)
