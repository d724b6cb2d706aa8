"""Whether small words stand where they can: in shuffled words they do not."""

from __future__ import annotations

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import AUX, CONJUNCTION, DETERMINER, PREPOSITION

__all__ = ["is_orderly"]

_NEVER_AFTER_DETERMINER = DETERMINER | PREPOSITION | AUX | CONJUNCTION
_NEVER_AFTER_OF = PREPOSITION | AUX | CONJUNCTION
_NEVER_AFTER_PREPOSITION = AUX | CONJUNCTION
#: fewer words than this tell nothing
_FEWEST = 8
_MOST_ODD, _MOST_SHARE = 2, 0.025


def is_orderly(prose: Prose) -> bool:
    """Whether the words are in some order.

    ``the of``, ``of is``, an article at the end of a sentence: English has next to none of these.
    """
    bits, sentences, words = prose.bits, prose.sentences, prose.words
    count = len(bits)
    if count < _FEWEST:
        return True
    odd = 0
    for index in range(count):
        here = bits[index]
        if not here & (DETERMINER | PREPOSITION):
            continue
        last = index + 1 == count or sentences[index + 1] != sentences[index]
        after = 0 if last else bits[index + 1]
        if here & DETERMINER:
            odd += (last and words[index] != "a") or bool(after & _NEVER_AFTER_DETERMINER)
        elif words[index] == "of":
            odd += last or bool(after & _NEVER_AFTER_OF)
        else:
            odd += bool(after & _NEVER_AFTER_PREPOSITION)
    return odd < _MOST_ODD or odd < _MOST_SHARE * count
