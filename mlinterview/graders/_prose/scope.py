"""What a negation denies: words up to the end of its clause; and what is only guessed."""

from __future__ import annotations

from bisect import bisect_left

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import (
    AUX,
    CONJUNCTION,
    DETERMINER,
    FUNCTION,
    HEDGE,
    NEGATION,
    PAIRED,
    PREPOSITION,
    PRONOUN,
    SOFT,
    VERB,
)

__all__ = ["mark_words"]

_REACH = 9  # words that a trigger denies at most

#: after ``not`` (and the like): it denies nothing
_PSEUDO = frozenset(
    [
        "only",
        "just",
        "merely",
        "simply",
        "necessarily",
        "surprisingly",
        "surprising",
        "underestimate",
    ]
)
#: "cannot just lean on one" denies
_CANNOT = frozenset({"cannot", "can't", "cant", "couldn't", "couldnt"})
_PSEUDO_BEFORE = {"no": frozenset({"doubt", "wonder", "matter", "longer", "surprise"})}
_FORGETTING = frozenset(
    {"forget", "forgetting", "forgot", "forgotten", "omit", "omitted", "neglect", "neglected"}
)
#: two words that deny what follows
_PAIRS = {
    "rather": "than",
    "instead": "of",
    "opposed": "to",
    "contrary": "to",
    "fail": "to",
    "fails": "to",
    "failed": "to",
    "failing": "to",
    "failure": "to",
    "absence": "of",
    "free": "of",
    "far": "from",
    "short": "of",
    "no": "longer",
    "stop": "being",
    "stops": "being",
    "stopped": "being",
    "cease": "to",
    "ceases": "to",
    "ceased": "to",
}
_ALONE = frozenset({"unlike"})


def mark_words(prose: Prose) -> int:
    """Mark what single words deny or leave uncertain; how many of them deny."""
    words = prose.words
    denials = 0
    for index, bit in enumerate(prose.bits):
        if not bit & _MARKS:
            continue
        if bit & NEGATION:
            denials += 1
            _trigger(prose, index)
        elif bit & HEDGE:
            _hedge(prose, index)
        elif words[index] in _ALONE:
            _deny(prose, index, index, _REACH)
        elif (
            index + 1 < len(words)
            and words[index + 1] == _PAIRS.get(words[index])
            and prose.clauses[index + 1] == prose.clauses[index]
            and not _is_distance(prose, index)
        ):
            _deny(prose, index + 1, index + 1, _REACH)
    return denials


def _is_unable(words: list[str], index: int) -> bool:
    """Whether "cannot just lean on one" denies; "cannot just do that but also this" does not."""
    return (
        words[index] in _CANNOT
        and words[index + 1] in ("just", "simply")
        and "also" not in words[index + 2 : index + _REACH]
    )


_MARKS = NEGATION | HEDGE | PAIRED


def _is_distance(prose: Prose, index: int) -> bool:
    """Whether "far from the minimum" tells where something is; "far from optimal" denies it."""
    return prose.words[index] == "far" and not _PLACES.isdisjoint(
        prose.words[index + 3 : index + 4]
    )


_PLACES = frozenset({"minimum", "optimum", "boundary", "centre", "center", "origin", "mean", "data",
                     "line", "point", "points", "target", "others", "bottom"})  # fmt: skip


def _trigger(prose: Prose, index: int) -> None:
    words = prose.words
    after = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1] if index else ""
    if before == "why":
        return  # "why not remind all of them?" proposes it
    if words[index] == "nothing" and (
        _is_amount(prose, index - 1)
        or after in _ALL_BUT
        or (after in ("else", "more", "other") and words[index + 2 : index + 3] == ["than"])
    ):
        return  # "for nothing", "starts at almost nothing and has ...", "on nothing but the order"
    if words[index] == "no" and before in ("by", "in") and after in ("means", "way"):
        _deny(prose, index + 1, index + 1, _REACH)
        return
    if (
        words[index] == "no"
        and index + 1 < len(words)
        and (prose.clauses[index + 1] != prose.clauses[index])
    ):
        return  # "Random forest: no, it does not need it" answers a question
    if words[index] == "non":
        _deny(prose, index, index, 1)
        return
    if words[index + 1 : index + 3] == ["to", "be"] and not _FORGETTING.isdisjoint(
        words[index + 3 : index + 4]
    ):
        return  # "not to be forgotten is"
    if after in _FORGETTING:
        behind = words[index + 2] if index + 2 < len(words) else ""
        if behind in ("to", "that", "about"):
            return  # "do not forget to" asks for it
    pseudo = after in _PSEUDO and not _is_unable(words, index)
    if pseudo or after in _PSEUDO_BEFORE.get(words[index], ()):
        if words[index] == "no" and after == "longer":
            _deny(prose, index + 1, index + 1, _REACH)
        return
    if _cancels(prose, index):
        return
    if _is_modified(prose, index):
        _deny(prose, index, index, 1)  # "give rarely shown items a share"
        return
    if words[index] == "no" and after == "more" and _ends_clause_with(prose, index + 1):
        if index and not prose.bits[index - 1] & CONJUNCTION:  # "four hundred and no more"
            _deny_back(prose, index)
        return  # "the score is honest no more"
    if words[index] == "nothing" and _is_verb(prose, index - 1):
        prose.negated[index - 1] = index  # "it proves nothing"
    if _ends_clause(prose, index):
        if _is_taken_up(prose, index):
            _part(prose, index)
        else:
            _deny_subject(prose, index)
    _deny(prose, index, index, _REACH)


_SELDOM = frozenset({"rarely", "seldom", "scarcely", "hardly", "barely"})
_PARTICIPLE = ("ed", "en", "wn")


def _is_modified(prose: Prose, index: int) -> bool:
    """Whether the word makes a participle less often true: ``rarely shown items``."""
    words = prose.words
    behind = words[index + 1 : index + 3]
    return (
        words[index] in _SELDOM
        and len(behind) == 2
        and behind[0].endswith(_PARTICIPLE)
        and prose.bits[index + 1] & VERB > 0
        and behind[1] != "that"
    )


_ALL_BUT = frozenset({"but", "except", "beyond"})
_NEARLY = frozenset({"almost", "nearly", "practically", "virtually", "to"})


def _is_amount(prose: Prose, before: int) -> bool:
    """Whether ``nothing`` behind the word is an amount: close to zero, or behind a preposition."""
    if before < 0:
        return False
    return prose.words[before] in _NEARLY or prose.bits[before] & PREPOSITION > 0


def _cancels(prose: Prose, index: int) -> bool:
    """Whether two denials in a row take each other away: ``can not never``, ``is not without``."""
    bits, negated = prose.bits, prose.negated
    by = negated[index]
    if by < 0 or not bits[by] & NEGATION:
        return False
    if any(not bits[between] & AUX for between in range(by + 1, index)):
        return False
    for behind in range(index + 1, len(negated)):
        if negated[behind] != by:
            break
        negated[behind] = -1
    return True


def _ends_clause_with(prose: Prose, index: int) -> bool:
    """Whether the word is the last of its clause."""
    clauses = prose.clauses
    return index + 1 == len(clauses) or clauses[index + 1] != clauses[index]


def _deny_back(prose: Prose, by: int) -> None:
    """Negate what stands before the word, back to the verb."""
    for index in range(by - 1, -1, -1):
        if prose.clauses[index] != prose.clauses[by]:
            return
        if prose.negated[index] < 0:
            prose.negated[index] = by
        named = index and prose.bits[index - 1] & (DETERMINER | PREPOSITION)  # "the end"
        if prose.bits[index] & VERB and not named:
            return


def _ends_clause(prose: Prose, index: int) -> bool:
    """Whether a verb is left out behind the denial: ``recall rises, and precision does not``."""
    words = prose.words
    if not _ends_clause_with(prose, index):
        return False
    if words[index] == "not":
        return index > 0 and prose.bits[index - 1] & AUX > 0
    return words[index] != "never" and _denies_verb(words[index])


_MOST_PARTED = 4000  # words of an answer whose segments are numbered anew
_TAKES_UP = frozenset({"it", "they", "that", "this", "those", "these", "he", "she"})


def _is_taken_up(prose: Prose, by: int) -> bool:
    """Whether the next clause says what holds instead: ``a user's speed does not, it falls``."""
    at = by + 1
    return (
        at + 1 < len(prose) <= _MOST_PARTED
        and prose.sentences[at] == prose.sentences[by]
        and prose.clauses[at] in prose.after_comma
        and prose.words[at] in _TAKES_UP
        and prose.bits[at + 1] & VERB > 0
    )


def _part(prose: Prose, by: int) -> None:
    """Let another thought begin with the clause: its subject has no part in the verb before."""
    segments = prose.segments
    first = bisect_left(prose.clauses, prose.clauses[by])
    if first and segments[first - 1] == segments[first]:
        segments[first:] = [number + 1 for number in segments[first:]]


def _deny_subject(prose: Prose, by: int) -> None:
    """Negate the subject of a clause that has no verb but the denied one."""
    bits, clauses = prose.bits, prose.clauses
    first = by
    while first and clauses[first - 1] == clauses[by]:
        first -= 1
        # "it helps and the other does not", "in validation it does not": no subject to deny here
        if bits[first] & PREPOSITION or (bits[first] & VERB and not bits[first] & AUX):
            return
    for index in range(first, by):
        if prose.negated[index] < 0 and not bits[index] & FUNCTION:
            prose.negated[index] = by


_RELATIVES = frozenset({"that", "which", "who"})


def _is_relative(prose: Prose, by: int) -> bool:
    """Whether the denial stands in a clause such as ``columns that do not help``."""
    at = by - 1
    while at > 0 and prose.bits[at] & AUX:
        at -= 1
    if prose.words[at] == "what":
        return True  # "what cannot be saved is the 0.12 s"
    return at > 0 and prose.words[at] in _RELATIVES and not prose.bits[at - 1] & (VERB | SOFT)


def _deny(prose: Prose, by: int, last: int, reach: int) -> None:
    """Negate what follows the word ``last`` up to the end of the clause."""
    words, bits, clauses, negated = prose.words, prose.bits, prose.clauses, prose.negated
    count = len(words)
    clause = clauses[by]
    aside = -1
    parted = last + 1 < count and clauses[last + 1] == clause + 1
    if parted and clauses[last + 1] in prose.after_comma and _denies_verb(words[by]):
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
        if relative and index > last + 1 and _goes_on(prose, index):
            # "that no one can predict": the verb of the clause itself comes first
            spoken = any(bits[at] & VERB for at in range(last + 1, index))
            linked = bits[index] & AUX or words[by - 1] in _BE or words[by][:-3] in _BE
            if spoken or (linked and _denies_verb(words[by])):
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
            subject = _is_verb(prose, index + 1) if comma else len(parts) > 1
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


def _is_verb(prose: Prose, index: int) -> bool:
    """Whether a verb stands there, other than an auxiliary one."""
    return 0 <= index < len(prose) and prose.bits[index] & (VERB | AUX) == VERB


def _goes_on(prose: Prose, index: int) -> bool:
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


def _denies_verb(word: str) -> bool:
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
    if subject == "and" and _is_verb(prose, index) and not word.endswith("ing"):
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


def _hedge(prose: Prose, index: int) -> None:
    clause = prose.clauses[index]
    for at in range(index, len(prose.words)):
        if prose.clauses[at] != clause or (at > index and prose.hedged[at]):
            return
        prose.hedged[at] = True
