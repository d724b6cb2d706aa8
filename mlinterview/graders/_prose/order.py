"""Whether small words stand where they can: in shuffled words they do not."""

from __future__ import annotations

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
    **{word: frozenset({word, "of"}) for word in _AROUND_OF},
    **{
        word: frozenset(
            {"each", "what", "how", "than", "then", "there", "be", "some", "any", "up", "out"}
        )
        for word in ("the", "a", "an")
    },
    "of": _AROUND_OF - {"by"},  # "taken care of by"
}
#: words that no sentence ends with
_NEVER_LAST = frozenset({"and", "or", "because", "than", "nor", "if", "into"})
#: fewer words than this tell nothing
_FEWEST = 8
_MOST_ODD, _MOST_ODD_OF_FEW, _FEW, _MOST_SHARE = 2.5, 2.0, 50, 0.02


def is_orderly(prose: Prose) -> bool:
    """Whether the words are in some order.

    ``the of``, ``of is``, an article at the end of a sentence: English has next to none of these.
    Of the 1,520 development answers of the bundled bank none reached the bound; of the same answers
    shuffled, 78 of 100 did.
    """
    bits, sentences, words = prose.bits, prose.sentences, prose.words
    count = len(bits)
    if count < _FEWEST:
        return True
    odd, surely = 0.0, False
    for index, here in enumerate(bits):
        if not here & _LOOKED_AT:
            continue
        last = index + 1 == count or sentences[index + 1] != sentences[index]
        if last:
            if (here & DETERMINER and words[index] != "a") or words[index] in _NEVER_LAST:
                odd, surely = odd + 1.0, True
            continue
        if prose.clauses[index + 1] in prose.after_comma and (
            prose.clauses[index + 1] != prose.clauses[index]
        ):
            continue  # a comma parts them
        after = bits[index + 1]
        behind = _NEVER_BEHIND.get(words[index])
        if behind is not None and words[index + 1] in behind:
            odd, surely = odd + 1.0, True
            continue
        for kind, never in _NEVER.items():
            if here & kind and after & never:
                odd, surely = odd + 1.0, True
                break
        else:
            for kind, hardly in _HARDLY.items():
                if here & kind and after & hardly:
                    odd += 0.5
                    break
    if not surely:
        return True
    return odd < (_MOST_ODD if count >= _FEW else _MOST_ODD_OF_FEW) or odd < _MOST_SHARE * count


_LOOKED_AT = DETERMINER | PREPOSITION | PRONOUN | AUX | CONJUNCTION
