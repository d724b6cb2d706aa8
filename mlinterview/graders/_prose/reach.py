"""How far a denial reaches: up to where another statement begins."""

from __future__ import annotations

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import (
    AUX,
    CONJUNCTION,
    DETERMINER,
    FUNCTION,
    PREPOSITION,
    PRONOUN,
    SOFT,
    VERB,
)

__all__ = ["denies_verb", "deny", "is_verb"]

_RELATIVES = frozenset({"that", "which", "who"})


def _is_relative(prose: Prose, by: int) -> bool:
    """Whether the denial stands in a clause such as ``columns that do not help``."""
    at = by - 1
    while at > 0 and prose.bits[at] & AUX:
        at -= 1
    if prose.words[at] == "what":
        return True  # "what cannot be saved is the 0.12 s"
    return at > 0 and prose.words[at] in _RELATIVES and not prose.bits[at - 1] & (VERB | SOFT)


def deny(prose: Prose, by: int, last: int, reach: int) -> None:
    """Negate what follows the word ``last`` up to the end of the clause."""
    words, bits, clauses, negated = prose.words, prose.bits, prose.clauses, prose.negated
    count = len(words)
    clause = clauses[by]
    aside = -1
    parted = last + 1 < count and clauses[last + 1] == clause + 1
    if parted and clauses[last + 1] in prose.after_comma and denies_verb(words[by]):
        aside = clauses[last + 1]  # "will not, in general, reduce it": the denial goes on behind
    noun = -1
    if words[last] in _NOUN_TRIGGERS:
        noun = last + 1
        while noun + 1 < count and bits[noun] & DETERMINER:
            noun += 1
    relative = _is_relative(prose, by)
    for index in range(last + 1, min(count, last + 1 + reach)):
        if prose.sentences[index] != prose.sentences[by]:
            return
        if relative and index > last + 1 and _is_main_verb(prose, index):
            # "that no one can predict": the verb of the clause itself comes first
            spoken = any(bits[at] & VERB for at in range(last + 1, index))
            linked = bits[index] & AUX or words[by - 1] in _BE or words[by][:-3] in _BE
            if spoken or (linked and denies_verb(words[by])):
                return
        if clauses[index] == aside:
            continue
        if aside >= 0 and clauses[index] == aside + 1 and clauses[index] in prose.after_comma:
            clause = clauses[index]
        if clauses[index] != clause:
            # "not because of this but ...": the clause that begins right after is the denied one;
            # "does not mean that ...": what follows is denied too
            right_after = (
                index == last + 1
                and bits[index] & SOFT
                and words[index] not in _CONCLUDING
                and prose.segments[index] == prose.segments[by]
                and clauses[index] == clauses[by] + 1  # no comma between
                and clauses[index] not in prose.after_comma
            )
            # "it does not lower bias, that rises": no "that" of what is denied
            parts = range(clause + 1, clauses[index] + 1)
            comma = not prose.after_comma.isdisjoint(parts)
            # "no_grad does not: that one stops ..."
            subject = is_verb(prose, index + 1) if comma else len(parts) > 1
            if right_after or (words[index] == "that" and not subject):
                clause = clauses[index]
            else:
                return
        if words[index] == "and" and index > last + 1 and _is_stranded(prose, by, index - 1):
            return  # "data I did not train on and take the best there"
        if index > last + 1 and (
            words[index] in ("->", "<-")
            or (index == last + 2 and words[last] == "without" and words[index - 1] in _OBJECTS)
            or (
                # "does not prove that we found it": what follows is denied too
                words[index - 1] != "that" and _begins(prose, index, noun)
            )
        ):
            return
        if negated[index] < 0:
            negated[index] = by
        if words[index] in ("and", "or") and index + 1 < count and _has_subject(prose, index + 1):
            return


def _is_stranded(prose: Prose, by: int, index: int) -> bool:
    """Whether a preposition ends a clause that tells of a noun: ``data I did not train on``."""
    if not (prose.bits[index] & PREPOSITION or prose.words[index] == "on"):
        return False
    who = by - 1
    while who > 0 and prose.bits[who] & AUX:
        who -= 1
    if who < 1 or prose.clauses[who - 1] != prose.clauses[by]:
        return False
    return prose.bits[who] & PRONOUN > 0 and not prose.bits[who - 1] & (FUNCTION | VERB)


def is_verb(prose: Prose, index: int) -> bool:
    """Whether a verb stands there, other than an auxiliary one."""
    return 0 <= index < len(prose) and prose.bits[index] & (VERB | AUX) == VERB


def _is_main_verb(prose: Prose, index: int) -> bool:
    """Whether the verb of the main clause stands here, behind a relative clause."""
    before, word = prose.bits[index - 1], prose.words[index]
    if before & (AUX | CONJUNCTION | PRONOUN | SOFT) or prose.words[index - 1] == "to":
        return False
    if prose.bits[index] & AUX:
        return True
    # "data that are not linearly separable become so"; "class labels" may be nouns behind a noun
    return word in _COPULAS and not before & (PREPOSITION | DETERMINER)


_BE = frozenset({"is", "are", "was", "were", "be"})
_COPULAS = frozenset({"become", "becomes", "became", "remain", "remains", "stays", "turns", "gets"})


#: "nobody sees them, so ...": what follows is no part of what is denied
_CONCLUDING = frozenset({"so", "therefore", "hence", "thus"})


def denies_verb(word: str) -> bool:
    return word in ("not", "never", "cannot") or word.endswith("n't")


#: they deny a noun or a gerund: the statement that follows is no part of it
_NOUN_TRIGGERS = frozenset({"without", "than", "of", "unlike", "lack", "lacks", "lacking", "being"})
_OBJECTS = frozenset({"it", "them", "him", "her", "us", "me"})
_SUBJECTS = frozenset({"one", "we", "i", "you", "it", "they", "he", "she", "there"})


def _begins(prose: Prose, index: int, noun: int) -> bool:
    """Whether a statement of its own begins here, without a comma to tell.

    ``noun`` is where the noun stands that is denied alone; -1 where a verb is.
    """
    bits = prose.bits[index]
    after = prose.bits[index + 1] if index + 1 < len(prose.bits) else 0
    if bits & PRONOUN and "'" in prose.words[index]:
        return True  # we'd, it's
    before = prose.bits[index - 1]  # "make it converge": an object, no subject
    if prose.words[index] in _SUBJECTS and after & VERB and not before & (VERB | PREPOSITION):
        return True
    if noun < 0:
        return False
    if prose.words[index] in _SUBJECTS and not _takes_object(prose, index - 1, noun):
        return True  # "without decay you step over it"
    if bits & DETERMINER and not before & (VERB | PREPOSITION | CONJUNCTION | DETERMINER):
        return True  # "with 30 instead of 5 the chance rises"
    word, subject = prose.words[index], prose.words[index - 1]
    if subject == "and" and is_verb(prose, index) and not word.endswith("ing"):
        # "without any model and put timers ...", but "without errors and delays"
        return index + 1 < len(prose.words) and prose.clauses[index + 1] == prose.clauses[index]
    finite = bits & VERB and word.endswith("s") and not word.endswith("ss")  # "guess" is none
    # "20,000 instead of 2,000 make it narrower"
    several = bits & VERB and subject[-1:].isdecimal() and not word.endswith(("ed", "ing"))
    return bool(bits & AUX or finite or several)


def _takes_object(prose: Prose, index: int, noun: int) -> bool:
    """Whether what follows the word may be its object, so that no statement begins there."""
    taking = PREPOSITION | CONJUNCTION | DETERMINER | (VERB if index != noun else 0)
    return prose.bits[index] & taking > 0 or prose.words[index].endswith("ing")


def _has_subject(prose: Prose, start: int) -> bool:
    """Whether behind ``and`` a subject comes before the next verb: another statement begins."""
    if prose.bits[start] & (PRONOUN | DETERMINER):
        return True
    first = start
    for index in range(start, min(start + 4, len(prose.bits))):
        if index == first and prose.words[index].endswith("ly"):
            first += 1  # "noisy and usually lower": no subject
        elif prose.bits[index] & VERB:
            return index > first
    return False
