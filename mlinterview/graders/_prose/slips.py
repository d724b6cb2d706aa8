"""Slips of the pen: which word one is the likeliest slip of, and slips of small words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mlinterview.graders._prose.known import known_words
from mlinterview.graders._prose.words import FUNCTION, NEGATION, SOFT, kinds

__all__ = ["likeliest", "small_word"]

_SHORTEST, _LONGEST = 3, 12
#: words shorter than this are slips only of words with the same letters or one more
_WHOLE = 5


def likeliest(word: str, near: Iterable[str]) -> list[str]:
    """Those of the words one letter away that a hand slips from most easily.

    The first letter is seldom wrong; letters that change places, that are struck twice or not at
    all are commoner than a wrong one.
    """
    ranked: dict[tuple[bool, bool], list[str]] = {}
    for form in near:
        ranked.setdefault((word[0] != form[0], not _same_letters(word, form)), []).append(form)
    return ranked[min(ranked)] if ranked else []


def _same_letters(word: str, form: str) -> bool:
    """Whether letters only changed places, fell out or were struck twice."""
    if len(word) == len(form):
        return sorted(word) == sorted(form)
    if len(word) < len(form):
        return True
    return _single(word) == _single(form)


def _single(word: str) -> str:
    """The word with each run of one letter as one letter."""
    return "".join(char for at, char in enumerate(word) if not at or word[at - 1] != char)


@cache
def _small_words() -> tuple[str, ...]:
    wanted = FUNCTION | NEGATION | SOFT
    return tuple(word for word, bits in kinds().items() if bits & wanted and len(word) > 3)


@cache
def _words_by_letter() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for forms in known_words().values():
        for form in forms:
            found.setdefault(form[0], []).append(form)
    return {letter: tuple(forms) for letter, forms in found.items()}


def small_word(word: str, stemmed: str) -> str | None:
    """The small word (``without``, ``because``) that one that is no word is a slip of.

    None where another word is as near.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or stemmed in known_words():
        return None
    if not word.replace("'", "").isalpha() or not word.isascii():
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    def near(words: tuple[str, ...]) -> list[str]:
        found = extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [form for form, _, _ in found]

    small = [form for form in likeliest(word, near(_small_words())) if form[0] == word[0]]
    if len(small) != 1 or (len(word) < _WHOLE and not _same_letters(word, small[0])):
        return None
    others = near(_words_by_letter().get(word[0], ()))
    return small[0] if set(likeliest(word, [*others, *small])) == set(small) else None
