"""What a negation denies: words up to the end of its clause; and what is only guessed."""

from __future__ import annotations

from bisect import bisect_left

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.reach import denies_verb, deny, is_verb
from mlinterview.graders._prose.words import (
    AUX,
    CONJUNCTION,
    DETERMINER,
    FUNCTION,
    HEDGE,
    NEGATION,
    PAIRED,
    PREPOSITION,
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
            deny(prose, index, index, _REACH)
        elif (
            index + 1 < len(words)
            and words[index + 1] == _PAIRS.get(words[index])
            and prose.clauses[index + 1] == prose.clauses[index]
            and not _is_distance(prose, index)
        ):
            deny(prose, index + 1, index + 1, _REACH)
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
        deny(prose, index + 1, index + 1, _REACH)
        return
    if (
        words[index] == "no"
        and index + 1 < len(words)
        and (prose.clauses[index + 1] != prose.clauses[index])
    ):
        return  # "Random forest: no, it does not need it" answers a question
    if words[index] == "non":
        deny(prose, index, index, 1)
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
            deny(prose, index + 1, index + 1, _REACH)
        return
    if _cancels(prose, index):
        return
    if _is_modified(prose, index):
        deny(prose, index, index, 1)  # "give rarely shown items a share"
        return
    if words[index] == "no" and after == "more" and _ends_clause_with(prose, index + 1):
        if index and not prose.bits[index - 1] & CONJUNCTION:  # "four hundred and no more"
            _deny_back(prose, index)
        return  # "the score is honest no more"
    if words[index] == "nothing" and is_verb(prose, index - 1):
        prose.negated[index - 1] = index  # "it proves nothing"
    if _ends_clause(prose, index):
        if _is_taken_up(prose, index):
            _part(prose, index)
        else:
            _deny_subject(prose, index)
    deny(prose, index, index, _REACH)


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
    return words[index] != "never" and denies_verb(words[index])


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


def _hedge(prose: Prose, index: int) -> None:
    clause = prose.clauses[index]
    for at in range(index, len(prose.words)):
        if prose.clauses[at] != clause or (at > index and prose.hedged[at]):
            return
        prose.hedged[at] = True
