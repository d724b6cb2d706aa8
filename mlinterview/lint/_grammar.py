"""W08: options that the grammar of the stem, or their own look, tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mlinterview.graders._prose.known import known_words
from mlinterview.graders._prose.stems import stem
from mlinterview.lint._choices import OptionList, OptionView, each_list
from mlinterview.lint._markup import prose, segments
from mlinterview.lint._rule import Context, Finding, Rule

__all__ = ["RULES", "end_marks"]

_ARTICLE_END = re.compile(r"(?<=\w )(an?)\s*[:\u2026_.]*$")
_VERB_END = re.compile(
    r"\b(is|was|are|were)(?: (?:an?|called|the))?\s*[:\u2026_.]*$", re.IGNORECASE
)
_VOWEL_SOUND = re.compile(
    r"(?:[ai]|e(?!u)|o(?!n(?:e|ce)\b)|u(?!ni(?!n|m|d)|s[aeu]|ti|to|bi|ra)|hour|honest|heir)",
    re.IGNORECASE,
)
_SPELT_VOWEL = frozenset("AEFHILMNORSX")
_PLURAL_START = re.compile(r"(?:these|those|both|several|many|two|three|four)\b", re.IGNORECASE)
_SINGULAR_START = re.compile(r"(?:an?|this|each|every|one)\b(?! of)", re.IGNORECASE)
_LIST_OF = re.compile(r"\band\b|,")
_FIRST = re.compile(r"[(\"'\u201c]*([^\W\d_][\w'\u2019-]*)")
_ORDINARY = re.compile(r"[A-Z][a-z]+")


def _grammar(options: OptionList, context: Context) -> Iterator[Finding]:
    if len(options.worded) < 2:
        return
    found = list(_article(options)) + list(_number(options)) if options.loc == ("options",) else []
    yield from found or [*_case(options), *_punctuation(options)]


# article and number ----------------------------------------------------------------------------


def _article(options: OptionList) -> Iterator[Finding]:
    match = _ARTICLE_END.search(prose(options.item.stem))
    if match is None or segments(options.item.stem)[-1][0] != "prose":
        return
    wants_vowel = match[1].casefold() == "an"
    for option in options.worded:
        start = _FIRST.match(prose(option.text))
        if start and _vowel(start[1]) != wants_vowel:
            yield Finding(
                f"{match[1]!r} at the end of the stem does not fit {start[1]!r}; write 'a/an', or"
                " give each option its article",
                option.loc,
            )


def _vowel(word: str) -> bool:
    """Whether a word begins with the sound of a vowel."""
    if word[1:2] == "-":  # U-Net, F-score
        return word[0].upper() in _SPELT_VOWEL
    if word.isupper() and (len(word) < 4 or not re.search("[AEIOU]", word)):
        return word[0] in _SPELT_VOWEL
    return _VOWEL_SOUND.match(word) is not None


def _number(options: OptionList) -> Iterator[Finding]:
    match = _VERB_END.search(prose(options.item.stem))
    if match is None or segments(options.item.stem)[-1][0] != "prose":
        return
    singular = match[1].casefold() in ("is", "was")
    unfit = _PLURAL_START if singular else _SINGULAR_START
    wrong = [
        option
        for option in options.worded
        if unfit.match(prose(option.text)) and (singular or not _LIST_OF.search(option.text))
    ]
    if 0 < len(wrong) < len(options.worded):
        for option in wrong:
            yield Finding(
                f"{match[1]!r} at the end of the stem does not fit {prose(option.text)[:40]!r}",
                option.loc,
            )


# case ------------------------------------------------------------------------------------------


def _case(options: OptionList) -> Iterator[Finding]:
    small, large = [], []
    for option in options.worded:
        first = _first_word(option)
        if first is None:
            continue
        if first[0].islower():
            small.append((option, first))
        elif first[0].isupper() and _ordinary(first):
            large.append((option, first))
    if small and large:
        odd, usual = (small, large) if len(small) <= len(large) else (large, small)
        option, word = odd[0]
        yield Finding(
            f"{word!r} begins with a {'small' if odd is small else 'capital'} letter, and"
            f" {usual[0][1]!r} in another option does not; one way for all expected",
            option.loc,
        )


def _first_word(option: OptionView) -> str | None:
    """The word that an option begins with; None where it is code, math, a name or a symbol."""
    kind, part = segments(option.text)[0]
    match = _FIRST.match(prose(part)) if kind == "prose" else None
    word = match[1] if match else ""
    plain = word.replace("'", "").replace("\u2019", "")
    if len(plain) < 2 or "-" in word[:2] or not plain.replace("-", "").isalpha():
        return None  # k-means, p-value
    return word if plain.islower() or _ORDINARY.fullmatch(plain.split("-")[0]) else None


def _ordinary(word: str) -> bool:
    """Whether a capitalised word is no name: its small letters are a word of the language."""
    lowered = word.split("-")[0].casefold()
    return lowered in _STARTS or (stem(lowered) in known_words() and lowered not in _NAMES)


_FIRST_WORDS = """
a an the it its they their there this that these those each every all both no not only one two
in on at by for from with without to of as when where while if because since after before both
"""
_STARTS = frozenset(_FIRST_WORDS.split())
_NAMED_SO = """
adam bayes python spark ray pandas transformer bert gauss gini huber lasso ridge poisson kafka
docker keras elm birch cedar fir java swift rust go r flash whisper llama falcon claude gemini
platt brier student fisher shannon markov monte newton nesterov bernoulli laplace dirichlet
parquet arrow avro dask hive presto airflow
"""
#: names of the field that are words too
_NAMES = frozenset(_NAMED_SO.split())

# end punctuation -------------------------------------------------------------------------------

_END = re.compile(r"[.!?;,]$")
_ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|vs|approx|al|no|cf|a\.m|p\.m|[A-Z])\.$")


def end_marks(texts: Sequence[str]) -> list[str | None]:
    """The mark at the end of each text, ``""`` for none; None where it says nothing."""
    found: list[str | None] = []
    for text in texts:
        bare = text.rstrip()
        parts = segments(bare)
        if not parts or (len(parts) == 1 and parts[0][0] != "prose"):
            found.append(None)
            continue
        last = bare.rstrip("*_\"')")
        match = _END.search(last)
        if match and (_ABBREVIATION.search(last) or last.endswith("...")):
            found.append(None)
        else:
            found.append(match[0] if match else "")
    return found


def _punctuation(options: OptionList) -> Iterator[Finding]:
    marks = end_marks([option.text for option in options.options])
    known = [mark for mark in marks if mark is not None]
    if len(set(known)) < 2:
        return
    usual = max(dict.fromkeys(known), key=lambda mark: (known.count(mark), mark == ""))
    odd = next(index for index, mark in enumerate(marks) if mark is not None and mark != usual)
    yield Finding(
        f"ends with {_named(marks[odd])}, others with {_named(usual)}; one way for all options"
        " expected",
        options.options[odd].loc,
    )


def _named(mark: str | None) -> str:
    return repr(mark) if mark else "no mark"


RULES = (
    Rule(
        "W08",
        "warning",
        "Grammar and looks give the key away to those who do not know it.",
        "Let every option complete the stem, and begin and end alike.",
        each_list(_grammar),
    ),
)
