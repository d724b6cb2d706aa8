"""Sentences that say of their terms no more than that they matter or have to do with each other."""

from __future__ import annotations

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import HARD, NEGATION

__all__ = ["is_hollow", "may_be_hollow"]

_BE = frozenset({"is", "are", "was", "were", "be"})
_BETWEEN = frozenset({"all", "also", "both", "very", "most", "closely", "strongly", "highly"})
#: what terms are said to be
_SAID = frozenset({"related", "connected", "linked", "associated", "relevant", "important",
                   "essential", "crucial", "central", "vital", "key", "fundamental",
                   "interesting"})  # fmt: skip
#: verbs that name a subject and say nothing of it
_NAMING = frozenset({"concern", "concerns", "involves", "regards"})
#: what has to be done with them
_DUTIES = frozenset({"consider", "discuss", "mention", "know", "remember", "understand"})
_HAVE = frozenset({"has", "have", "need", "needs", "must", "should"})
_OPENING = _BE | _NAMING | _HAVE | {"play", "plays"}
#: "is about twice as fast" gives a figure
_AMOUNTS = frozenset({"half", "twice", "as", "the", "one", "two", "three", "equal",
                      "equally", "evenly", "uniformly"})  # fmt: skip
#: "is about a millionth" too
_PARTS = frozenset({"half", "third", "quarter", "fifth", "tenth", "dozen", "hundred", "hundredth",
                    "thousand", "thousandth", "million", "millionth", "billion", "factor",
                    "percent"})  # fmt: skip
#: words that a predicate stands behind at the most
_EARLY = 12


_TELLING = _SAID | _NAMING | _DUTIES | {"about", "role", "do"}


def may_be_hollow(prose: Prose) -> bool:
    """Whether any sentence of the answer holds a word that hollow ones have."""
    return not _TELLING.isdisjoint(prose.words)


def is_hollow(prose: Prose, sentence: int) -> bool:
    """Whether all that the sentence says of its terms is that they matter or are related.

    Reasons, contrasts and denials say more.
    """
    words, bits = prose.words, prose.bits
    inside = prose.sentence(sentence)
    early = inside[:_EARLY]
    if _OPENING.isdisjoint(words[early.start : early.stop]):
        return False
    if not any(_is_predicate(words, index, inside.stop) for index in early):
        return False
    return not any(bits[index] & (HARD | NEGATION) or words[index] in _REASONS for index in inside)


_REASONS = frozenset({"because", "since", "so", "if", "unless", "->", "="})


def _is_predicate(words: list[str], index: int, end: int) -> bool:
    word = words[index]
    if word in _NAMING:
        return True
    at = index + 1
    if word in _BE:
        while at < end and words[at] in _BETWEEN:
            at += 1
        if at + 1 < end and words[at] == "about":
            after = words[at + 1]
            if after == "a" and at + 2 < end and words[at + 2] in _PARTS:
                return False
            return after not in _AMOUNTS and not after[0].isdecimal()
        return at < end and words[at] in _SAID
    if word in _HAVE:
        if words[at : at + 2] == ["to", "do"]:
            return words[at + 2 : at + 3] == ["with"]
        if at < end and words[at] == "to":
            at += 1
        return at < end and words[at] in _DUTIES
    return word in ("play", "plays") and "role" in words[at : min(at + 3, end)]
