"""The denial of a sentence, clause by clause: what somebody says who holds the opposite of it.

A clause that denies something already is turned into the claim: a second *not* beside the first
would leave a right statement, or one that nobody can read.
"""

from __future__ import annotations

import re

from mlinterview.graders._prose.words import (
    AUX,
    CONJUNCTION,
    DETERMINER,
    FUNCTION,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    SOFT,
    VERB,
    kinds,
)

__all__ = ["denied", "untrue"]

_LINKS = r"and so|so that|and|but|so|yet|then|or|while|whereas|although|though|because|since"
_OPENING = re.compile(rf"(?:(?:{_LINKS})\s+)+", re.IGNORECASE)
#: what parts a sentence into statements of which each is to be denied
_STATEMENTS = re.compile(r"(;\s+|,?\s+(?:but|yet|while|whereas|although|though)\s+)")
_CLAUSES = re.compile(
    r"(,\s+|;\s+|:\s+|\s+(?:because|so that|since|and so|but|while|whereas|although)\s+)"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

_MODAL = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|must|has|have|had|may|might|do|does|did)\b"
    r"(?! (?:only|just|merely|simply)\b)",  # "not only" denies nothing
    re.IGNORECASE,
)
#: a word that denies, and the same clause without the denial
_CLAIMED = {
    "cannot": "can", "can't": "can", "won't": "will", "not": "", "never": "", "no": "some",
    "none": "all", "nothing": "everything", "nobody": "everybody", "without": "with", "hardly": "",
    "barely": "", "scarcely": "", "unable": "able", "lacks": "has", "lack": "have",
}  # fmt: skip


def untrue(sentence: str) -> str:
    """The sentence with ``it is not true that`` before each of its statements."""
    parts = _STATEMENTS.split(sentence)
    said = "".join(
        part if index % 2 else _behind_opening("it is not true that", part)
        for index, part in enumerate(parts)
    )
    return said[:1].upper() + said[1:]


def denied(sentence: str) -> str:
    """The sentence with every clause turned into its opposite."""
    parts = _CLAUSES.split(sentence)
    return "".join(
        part if index % 2 else _denied_predicates(part) for index, part in enumerate(parts)
    )


def _behind_opening(words: str, clause: str) -> str:
    """The words put before the clause, behind the conjunction that it may begin with."""
    if not clause.strip():
        return clause
    opening = _OPENING.match(clause)
    end = opening.end() if opening else 0
    rest = clause[end:]
    return f"{clause[:end]}{words} {rest if _is_name(rest) else rest[:1].lower() + rest[1:]}"


def _is_name(text: str) -> bool:
    first = text.split(" ", 1)[0]
    return first[1:] != first[1:].lower() or first == "I"


def _denied_predicates(clause: str) -> str:
    """The clause denied, and each predicate of its own behind an ``and``."""
    parts = [clause]
    for match in re.finditer(r"\s+and\s+", clause):
        if _begins_predicate(clause[match.end() :]):
            taken = sum(map(len, parts[:-1]))
            parts[-1:] = [
                clause[taken : match.start()],
                match[0],
                clause[match.end() :],
            ]
    return "".join(
        part if index % 2 else _denied_clause(part, later=index > 0)
        for index, part in enumerate(parts)
    )


def _begins_predicate(text: str) -> bool:
    word = _WORD.match(text)
    if word is None:
        return False
    bits = _bits(word[0])
    return bool(bits & (AUX | PRONOUN)) or _base(word[0]) is not None


def _denied_clause(clause: str, *, later: bool) -> str:
    claimed = _without_denial(clause)
    if claimed is not None:
        return claimed
    opening = _OPENING.match(clause)
    start = opening.end() if opening else 0
    if _is_bidding(clause[start:]):
        return f"{clause[:start]}do not {clause[start : start + 1].lower()}{clause[start + 1 :]}"
    modal = _MODAL.search(clause)
    verb = _finite_verb(clause, later=later)
    if verb is not None and (modal is None or verb[0] < modal.start()):
        start, end, base = verb
        return f"{clause[:start]}does not {base}{clause[end:]}"
    if modal is not None:
        return _with_not(clause, modal)
    if len(clause.split()) < 3:
        return clause
    return _behind_opening("it is not the case that", clause)


def _is_bidding(clause: str) -> bool:
    """Whether the clause begins with a verb that bids, as in ``draw 300 orders``."""
    words = [match[0].lower() for match in _WORD.finditer(clause)][:2]
    if len(words) < 2 or not _bits(words[0]) & VERB or _bits(words[0]) & (AUX | FUNCTION):
        return False
    if words[0].endswith(("s", "ed", "ing", "en")) and not words[0].endswith("ss"):
        return False
    numbered = re.match(r"[^\W\d_]+\s+\d", clause) is not None
    return numbered or bool(_bits(words[1]) & (DETERMINER | PREPOSITION | PRONOUN))


def _without_denial(clause: str) -> str | None:
    """The clause without the word that denies it; None where there is none."""
    for match in _WORD.finditer(clause.replace("\u2019", "'")):
        word = match[0].lower()
        if not _bits(word) & NEGATION or _named(clause, match):
            continue
        if word in _CLAIMED:
            said = _CLAIMED[word]
        elif word.endswith("n't"):
            said = word.removesuffix("n't")
        else:
            return None  # "neither ... nor"
        rest = clause[match.end() :]
        return clause[: match.start()] + (said + rest if said else rest.lstrip(" "))
    return None


def _named(clause: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a name: no_grad, not-a-number."""
    before, after = clause[: match.start()][-1:], clause[match.end() :][:1]
    return before in ("_", "-") or after in ("_", "-")


def _with_not(clause: str, modal: re.Match[str]) -> str:
    word = modal[0].lower()
    if word in ("has", "have", "had"):
        follows = _WORD.match(clause[modal.end() :].lstrip())
        after = "" if follows is None else follows[0].lower()
        if not (_bits(after) & VERB or after.endswith(("ed", "en"))):  # "has corners"
            helper = {"has": "does", "have": "do", "had": "did"}[word]
            return f"{clause[: modal.start()]}{helper} not have{clause[modal.end() :]}"
    return f"{clause[: modal.end()]} not{clause[modal.end() :]}"


def _finite_verb(clause: str, *, later: bool) -> tuple[int, int, str] | None:
    """Where the first verb in ``-s`` stands that is no plural of a noun, and its base."""
    words = list(_WORD.finditer(clause))
    for at, match in enumerate(words):
        base = _base(match[0])
        if base is None or _named(clause, match):
            continue
        gap = clause[words[at - 1].end() : match.start()] if at else clause[: match.start()]
        before = _bits(words[at - 1][0]) if at else 0
        after = _bits(words[at + 1][0]) if at + 1 < len(words) else FUNCTION | SOFT
        if not at and not later:
            continue  # a plural that begins the clause
        counted = any(char.isdigit() for char in gap) and "%" not in gap
        if before & (PREPOSITION | DETERMINER | CONJUNCTION) or counted:
            continue
        if after & (AUX | SOFT) or (after & VERB and not _is_object(words[at + 1][0])):
            continue
        return match.start(), match.end(), base
    return None


def _is_object(word: str) -> bool:
    """Whether a form of a verb may be what another verb acts on: ``reduces overfitting``."""
    return word.endswith("ing") or bool(_bits(word) & FUNCTION)


_ENDINGS = (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""))


def _base(word: str) -> str | None:
    """The verb that a word in ``-s`` is a form of."""
    low = word.lower()
    if not _bits(low) & VERB or _bits(low) & AUX or low.endswith("ss") or not low.endswith("s"):
        return None
    for ending, instead in _ENDINGS:
        base = low.removesuffix(ending) + instead
        if low.endswith(ending) and base != low and _bits(base) & VERB:
            return base
    return None


def _bits(word: str) -> int:
    return kinds().get(word.lower(), 0)
