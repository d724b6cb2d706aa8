"""What an answer denies, takes back or only guesses."""

from __future__ import annotations

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.retraction import mark_sentences
from mlinterview.graders._prose.scope import mark_words

__all__ = ["mark_denials"]


def mark_denials(prose: Prose) -> None:
    """Fill in ``negated``, ``void`` and ``hedged``."""
    mark_sentences(prose, negates=mark_words(prose))
