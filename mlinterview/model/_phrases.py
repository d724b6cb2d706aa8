"""The syntax of evidence phrases: read once when an item loads, matched by the graders.

A phrase is words in order. ``<name>`` stands for a concept of the rubric, a class or a pole of the
lexicon; ``a|b`` for one of two words; ``regulari*`` for words that begin so; ``not`` says that what
follows must be negated; ``...`` is a gap within a sentence; ``~`` joins parts in either order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

__all__ = ["Alternative", "Element", "Phrase", "check_phrase", "names_in", "parse_phrase"]

Kind = Literal["word", "prefix", "name"]

#: elements of one phrase; matching takes time in proportion to them
MOST_ELEMENTS = 40
#: alternatives of one element
MOST_ALTERNATIVES = 100
_NAME = re.compile(r"<([a-z0-9][a-z0-9_-]*)>")
_BAR = re.compile(r"\s*\|\s*")
#: what looks like a name and is none; a lone < or > is a sign
_BRACKETED = re.compile(r"^<[^<>]*>$|^<[A-Za-z]|[A-Za-z]>$")
_NEGATIONS = frozenset({"not", "no", "never", "cannot", "without", "n't"})


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word, the beginning of a word, or the name of a concept, class or pole."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: any of its alternatives, negated or not."""

    alternatives: tuple[Alternative, ...]
    negated: bool = False


Run = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts in either order; each is runs of neighbouring words with gaps between them."""

    parts: tuple[tuple[Run, ...], ...]
    text: str

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements, in the order in which they are written."""
        return tuple(element for part in self.parts for run in part for element in run)


_PLACE = r"(?:[\w'-]+|\w{3,}\*|<[a-z0-9][a-z0-9_-]*>)"
#: what most phrases look like; a bank holds thousands, and reading each in full takes a second
_SOUND = re.compile(rf"{_PLACE}(?:(?: |\|| ~ | \.\.\. ){_PLACE})*", re.ASCII)
_NEGATED = re.compile(r"\b(?:not|no|never|cannot|without)\b|n't", re.IGNORECASE)
#: "no longer fair"; alone it is what must be found
_NO_LONGER = re.compile(r"\bno longer(?= [^~.])", re.IGNORECASE)
_LONGEST_SOUND = 300


def check_phrase(text: str) -> None:
    """Refuse a phrase that cannot be read; most are seen to be sound at a glance.

    Raises:
        ValueError: as `parse_phrase` does.
    """
    plain = len(text) <= _LONGEST_SOUND and text.count(" ") < MOST_ELEMENTS
    plain = plain and text.count("|") < MOST_ALTERNATIVES
    if not (plain and _SOUND.fullmatch(text)) or _NEGATED.search(text):
        parse_phrase(text)


@lru_cache(maxsize=65_536)
def parse_phrase(text: str) -> Phrase:
    """The phrase that ``text`` writes.

    Raises:
        ValueError: a part is empty, a name is malformed, or there are too many elements.
    """
    parts: list[tuple[Run, ...]] = []
    runs: list[Run] = []
    run: list[Element] = []
    negated = waiting = False  # whether a negation was read, and waits for what it denies
    read = _BAR.sub("|", text) if "|" in text else text
    for word in _NO_LONGER.sub("no", read).split():
        if word == "..." and waiting and not run:
            continue  # what is denied may stand anywhere behind the negation
        if word in ("~", "..."):
            _close(run, runs, text)
            if word == "~":
                parts.append(tuple(runs))
                runs, negated = [], False
        elif word.lower() in _NEGATIONS:
            negated = waiting = True
        else:
            run.append(Element(_alternatives(word, text), negated))
            waiting = False
    if waiting:
        raise ValueError(f"words expected after the negation, found {text[:80]!r}")
    _close(run, runs, text)
    parts.append(tuple(runs))
    phrase = Phrase(tuple(parts), text)
    if len(phrase.elements) > MOST_ELEMENTS:
        raise ValueError(f"at most {MOST_ELEMENTS} words expected in a phrase, found {text[:60]!r}")
    return phrase


def _close(run: list[Element], runs: list[Run], text: str) -> None:
    if not run:
        raise ValueError(f"words expected on both sides of '~' and '...', found {text[:80]!r}")
    runs.append(tuple(run))
    run.clear()


def _alternatives(word: str, text: str) -> tuple[Alternative, ...]:
    if word.isalnum():
        return (Alternative("word", word),)
    # a bar inside a word such as p(y|x) is part of a formula, not an alternative
    pieces = word.split("|") if "(" not in word else [word]
    if len(pieces) > MOST_ALTERNATIVES:
        raise ValueError(f"at most {MOST_ALTERNATIVES} alternatives expected in {text[:60]!r}")
    return tuple(_alternative(piece, text) for piece in pieces)


def _alternative(piece: str, text: str) -> Alternative:
    if piece.isalnum():
        return Alternative("word", piece)
    if not piece:
        raise ValueError(f"a word expected on both sides of '|', found {text[:80]!r}")
    named = _NAME.fullmatch(piece)
    if named:
        return Alternative("name", named[1])
    if _BRACKETED.search(piece):
        raise ValueError(f"a name such as <slow> expected, found {piece!r}")
    if len(piece) > 1 and piece.endswith("*") and piece[:-1].isalnum():
        if len(piece) < 4:
            raise ValueError(f"at least three letters expected before '*', found {piece!r}")
        return Alternative("prefix", piece[:-1])
    return Alternative("word", piece)


def names_in(text: str) -> tuple[str, ...]:
    """The names in angle brackets, each once."""
    return tuple(dict.fromkeys(_NAME.findall(text)))
