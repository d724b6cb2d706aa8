"""What an answer denies, takes back or only guesses."""

from __future__ import annotations

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.retraction import mark_sentences
from mlinterview.graders._prose.scope import mark_words
from mlinterview.graders._prose.stance import mark_stances
from mlinterview.graders._prose.words import NEGATION, VERB

__all__ = ["mark_denials"]

#: an answer of so many clauses or more, so large a share of them denied, states nothing: of 1,520
#: development answers of the bundled bank none comes near, their highest share being 0.6
_CLAUSES, _SHARE = 6, 0.75


def mark_denials(prose: Prose) -> None:
    """Fill in ``negated``, ``void`` and ``hedged``."""
    denials = mark_words(prose)
    words = set(prose.words)
    mark_sentences(prose, words, negates=denials > 0)
    mark_stances(prose, words)
    if denials >= _SHARE * _CLAUSES and _denies_throughout(prose):
        prose.void = [True] * len(prose)
        prose.notes.append("nearly every clause denies something")


def _denies_throughout(prose: Prose) -> bool:
    """Whether nearly all clauses that say something say that it is not so."""
    spoken: set[int] = set()
    denied: set[int] = set()
    for bits, clause, by in zip(prose.bits, prose.clauses, prose.negated, strict=True):
        if bits & VERB:
            spoken.add(clause)
        if by >= 0 or bits & NEGATION:
            denied.add(clause)
    return len(spoken) >= _CLAUSES and len(spoken & denied) >= _SHARE * len(spoken)
