"""Whether small words stand where they can: in shuffled words they do not."""

from __future__ import annotations

from itertools import pairwise

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import AUX, CONJUNCTION, DETERMINER, PREPOSITION, PRONOUN

__all__ = ["is_orderly"]

#: what does not follow each kind in one sentence, and what hardly does
_NEVER = {
    DETERMINER: DETERMINER | PREPOSITION | AUX | CONJUNCTION | PRONOUN,
    PREPOSITION: AUX | CONJUNCTION,
}
_HARDLY = {PREPOSITION: PREPOSITION, PRONOUN: DETERMINER, AUX: CONJUNCTION}
_JOINING = frozenset({"and", "or", "but", "nor"})
_FINITE = frozenset({"is", "are", "was", "were", "can", "could", "will", "would", "should", "must"})
_AROUND_OF = frozenset({"in", "into", "onto", "from", "with", "by", "for", "at", "on", "to", "of"})
#: words that never follow a word, beside those that its kind tells
_NEVER_BEHIND: dict[str, frozenset[str]] = {
    **dict.fromkeys(_FINITE | {"has", "have"}, _FINITE),
    **dict.fromkeys(("because", "and", "or", "nor"), _JOINING),
    **{word: frozenset({word, "of"}) for word in _AROUND_OF - {"to", "on"}},
    **{
        word: frozenset(
            {"each", "what", "how", "than", "then", "there", "be", "some", "any", "up", "out"}
        )
        for word in ("the", "a", "an")
    },
    "of": _AROUND_OF - {"by"},  # "taken care of by"
}
_NEVER_PAIRS = frozenset(
    (word, behind) for word, several in _NEVER_BEHIND.items() for behind in several
)
_NOBODY: frozenset[str] = frozenset()
#: words that no sentence ends with
_NEVER_LAST = frozenset({"and", "or", "because", "than", "nor", "if", "into"})
#: fewer words than this tell nothing
_FEWEST = 8
_MOST_ODD, _MOST_ODD_OF_FEW, _FEW, _MOST_SHARE = 2.5, 2.0, 50, 0.02


def is_orderly(prose: Prose) -> bool:
    """Whether the words are in some order.

    ``the of``, ``of is``, an article at the end of a sentence: English has next to none of these.
    Of the 2,071 development answers of the bundled bank none reached the bound; of the same answers
    shuffled, 78 of 100 did.
    """
    bits, sentences, words = prose.bits, prose.sentences, prose.words
    clauses, masks = prose.clauses, _known_masks
    count = len(bits)
    if count < _FEWEST or not _may_be_odd(prose):
        return True
    odd, surely = 0.0, False
    for index, here in enumerate(bits):
        if not here & _LOOKED_AT:
            continue
        word = words[index]
        if len(word) == 1 and _is_sign(words, index):
            continue
        last = index + 1 == count or sentences[index + 1] != sentences[index]
        if last:
            if (here & DETERMINER and word != "a") or word in _NEVER_LAST:
                odd, surely = odd + 1.0, True
            continue
        after = bits[index + 1]
        never, hardly = masks.get(here) or _masks(here)
        if words[index + 1] == "so" and here & PREPOSITION:
            continue  # "with so few of them"
        if after & never or words[index + 1] in _NEVER_BEHIND.get(word, _NOBODY):
            weight = 1.0
        elif after & hardly:
            weight = 0.5
        else:
            continue
        if any(
            clause in prose.after_comma
            for clause in range(clauses[index] + 1, clauses[index + 1] + 1)
        ):
            continue  # a comma parts them
        odd += weight
        surely = surely or weight == 1.0
    if not surely:
        return True
    return odd < (_MOST_ODD if count >= _FEW else _MOST_ODD_OF_FEW) or odd < _MOST_SHARE * count


def _may_be_odd(prose: Prose) -> bool:
    """Whether anything surely odd may be there: what most answers have none of, told in few steps.

    Neighbours are looked at without regard to where sentences and clauses end.
    """
    bits, words = prose.bits, prose.words
    if not _NEVER_PAIRS.isdisjoint(pairwise(words)):
        return True
    for here, after in set(pairwise(bits)):
        if after & (_known_masks.get(here) or _masks(here))[0]:
            return True
    ends = [end - 1 for end in prose.sentence_starts[1:]]
    return any(bits[end] & DETERMINER or words[end] in _NEVER_LAST for end in ends)


def _is_sign(words: list[str], index: int) -> bool:
    """Whether the letter ``a`` or ``i`` stands among letters: ``merge t and a``, ``a b a``."""
    return any(
        len(word) == 1 and word.isalnum() and word not in ("a", "i")
        for word in words[max(0, index - 2) : index + 3]
    )


_LOOKED_AT = DETERMINER | PREPOSITION | PRONOUN | AUX | CONJUNCTION
#: what never and what hardly follows a word, by what the word does
_known_masks: dict[int, tuple[int, int]] = {}


def _masks(here: int) -> tuple[int, int]:
    never = hardly = 0
    for kind, what in _NEVER.items():
        never |= what if here & kind else 0
    for kind, what in _HARDLY.items():
        hardly |= what if here & kind else 0
    found = _known_masks[here] = never, hardly
    return found
