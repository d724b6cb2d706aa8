"""E03 to E05: options that are equal, that stand for others, or that point at others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mlinterview._text import fold
from mlinterview.errors import abbreviate
from mlinterview.lint._markup import literal_fold, prose, segments
from mlinterview.lint._numerals import Numeral, numeral, same_value
from mlinterview.lint._parts import (
    choice_lists,
    comparable_texts,
    feedback_texts,
    option_texts,
)
from mlinterview.lint._rule import Context, Finding, Rule, each_item
from mlinterview.model.item import Item

__all__ = ["RULES", "forget", "stands_for_others"]

# E03 -------------------------------------------------------------------------------------------


def _equal_options(item: Item, context: Context) -> Iterator[Finding]:
    for kind, texts in comparable_texts(item):
        seen: dict[str, int] = {}
        numbers: list[tuple[Numeral, int]] = []
        for index, (loc, text) in enumerate(texts):
            alike = seen.setdefault(literal_fold(text), index)
            number = numeral(text)
            first, said = (
                (alike, "is the same as") if alike != index else (None, "has the value of")
            )
            if number is not None and first is None:
                first = next((at for other, at in numbers if same_value(number, other)), None)
            if first is not None:
                yield Finding(
                    f"{kind}s that differ expected; {abbreviate(text, 60)} {said}"
                    f" {kind} {first + 1}, {abbreviate(texts[first][1], 60)}",
                    loc,
                )
            if number is not None:
                numbers.append((number, index))


# E04 -------------------------------------------------------------------------------------------

_ALL = (
    r"(?:all|none|any|both|neither|either|more than one|(?:at least|exactly) (?:one|two)|not all"
    r"|all but one)"
)
_OF_THE_ABOVE = re.compile(
    rf"\b(?:{_ALL}|some|most|each|one|two|three) of (?:the |these |those )?(?:two |three |four )?"
    r"(?:above|below|aforementioned|foregoing)(?![-\w])"
    rf"|\b{_ALL} of (?:the |these |those )?(?:two |three |four )?"
    r"(?:(?:other|above|given|listed|preceding|previous|remaining|offered) )*"
    r"(?:options|answers|choices|alternatives)\b"
    r"|\b(?:both|all|neither|none) (?:the |of the |of these |these )?(?:other |above |listed )?"
    r"(?:options|choices|alternatives)\b"
    r"|\b(?:all|none|both|any) (?:the )?above\b"
)
_REST = ("above", "below", "mentioned", "foregoing", "option", "answer", "choice", "alternative")
_ALONE = re.compile(
    r"(?:it is |they are )?(?:all|none|any|both|neither|either)"
    r"(?: (?:two|three|four|five))?(?: of (?:these|those|them|the (?:two|three|four|others)))?"
    r"(?: (?:is|are|were|was|do|does|apply|applies|hold|holds)"
    r"(?: (?:correct|true|right|wrong|false|valid|possible))?)?"
)
_AMOUNTS = frozenset({"all", "any", "each", "every", "few", "half", "many", "most", "none", "some"})
_NEITHER = re.compile(r"neither (?:is|are|was|were|does|do|did|has|have|can|will|would|one|of)\b.*")
_PAIR_OF_TEXTS = re.compile(r"(?:both |either |neither )?(.+?),? (?:and|or|nor) (.+)")
_L = r"\(?[A-Ha-h]\)?"
_LETTERS = re.compile(
    rf"(?:(?:options?|answers?|choices?) )?(?:only |just |both |either |neither )?{_L}"
    rf"(?:(?:, ?(?:and |or |nor )?| and | ?& ?| or | nor | ?\+ ?){_L})+"
    r"(?: (?:only|alone|together|both|(?:is|are)\b.*))?"
    rf"|(?:only|just) {_L}|{_L} (?:only|alone)"
    rf"|all (?:of them )?(?:but|except) {_L}"
)
_BOTH_LETTERS = re.compile(rf"\b(?:[Bb]oth|[Nn]either) {_L} (?:and|&|nor|or) {_L}(?!\w)")


def _combined(item: Item, context: Context) -> Iterator[Finding]:
    yield from _combinations(item)


@lru_cache(maxsize=16_384)
def _combinations(item: Item) -> tuple[Finding, ...]:
    return tuple(_found_combinations(item))


def forget() -> None:
    """Let go of the items that were looked at."""
    _combinations.cache_clear()


def _found_combinations(item: Item) -> Iterator[Finding]:
    for kind, texts in comparable_texts(item):
        for index, (loc, text) in enumerate(texts if kind == "option" else ()):
            others = [other for place, (_, other) in enumerate(texts) if place != index]
            found = stands_for_others(text, others, item.stem)
            if found:
                yield Finding(
                    f"{found!r} stands for other options; one claim of its own expected", loc
                )


def stands_for_others(text: str, others: list[str], stem: str) -> str:
    """The words with which an option stands for others (``both A and B``), else nothing."""
    plain = prose(text).strip(" .,:;!")
    lowered = plain.casefold()
    if any(word in lowered for word in _REST) and (match := _OF_THE_ABOVE.search(lowered)):
        return match[0]
    if not any(kind != "prose" for kind, _ in segments(text)):
        amounts = lowered in _AMOUNTS and any(fold(other) in _AMOUNTS for other in others)
        if not amounts and (_ALONE.fullmatch(lowered) or _NEITHER.fullmatch(lowered)):
            return plain[:60]
        match = _LETTERS.fullmatch(plain) or _BOTH_LETTERS.search(plain)
        if match and not _named(match[0], stem):
            return match[0]
    joined = any(word in lowered for word in (" and ", " or ", " nor "))
    if joined and (match := _PAIR_OF_TEXTS.fullmatch(fold(plain))):
        known = {fold(prose(other)) for other in others}
        if match[1] in known and match[2] in known:
            return plain[:60]
    return ""


def _named(letters: str, stem: str) -> bool:
    """Whether the stem itself speaks of what these letters name (variants A and B)."""
    wanted = set(re.findall(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])", letters))
    return wanted <= _letters_in(stem)


_LETTER = re.compile(r"(?<![\w'])[A-Ha-h](?![\w'])")
_ARTICLE = re.compile(r"[Aa] +(?!and\b|or\b|is\b|has\b|to\b|then\b|with\b|into\b|over\b)[\w$`\"']")


def _letters_in(stem: str) -> set[str]:
    found: set[str] = set()
    for _, part in segments(stem):
        for match in _LETTER.finditer(part):
            if not _ARTICLE.match(part, match.start()):
                found.update((match[0].upper(), match[0].lower()))
    return found


# E05 -------------------------------------------------------------------------------------------

_NOUN = r"(?:[Oo]ption|[Cc]hoice|[Aa]lternative)s?"
_PLACE = (
    r"(?:first|second|third|fourth|fifth|sixth|last|previous|preceding|next|above|top|bottom)"
    r"(?: two| three)?"
)
_LETTERED = re.compile(
    rf"\b(?:{_NOUN}|[Aa]nswers?|[Dd]istractors?) (?:\([A-Ha-h1-9]\)|[A-H](?![\w'])|[b-h](?![\w'-]))"
    rf"|\b{_NOUN} a(?= (?:and|or|is|are)\b|[,.;:)]|$)"
    rf"|\b{_NOUN} (?:no\. |number |#)?[1-9](?![\w%]|[.,]\d)"
    r"|(?<!\w)\([a-hA-H]\)(?: ?(?:and|or|nor|&|,) ?)\([a-hA-H]\)"
    r"|\b(?:[Aa]s|than|[Ll]ike|from|but|with|except|[Ss]ee) \([a-hA-H]\)"
)
_POSITION = re.compile(
    rf"\b[Tt]he {_PLACE} (?:option|choice|alternative)s?\b"
    rf"|\b(?:option|choice|alternative|answer)s? (?:above|below)\b"
    r"|\b(?:above|previous|preceding) (?:option|choice|alternative|answer)s?\b"
)
_THE_ABOVE = re.compile(
    r"\b(?<!of )[Tt]he above(?= (?:is|are|but|and|or|two|three|options?|answers?|choices?|claims?"
    r"|statements?|hold|apply|applies)\b|\W*$)|\b(?:[Ss]ame |[Ss]ee |[Aa]s )(?:as )?above\W*$"
)
_JUDGED = re.compile(
    r"(?:\([a-h]\)|(?<![\w'.])[B-H]) (?:is|are) (?:the |a )?"
    r"(?:right|wrong|correct|incorrect|key|distractor)\b"
)


#: what every pointer holds, in small letters
_GLANCE = (
    "option", "choice", "alternative", "answer", "distractor", "above", "right", "wrong", "correct",
    "key", "(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)",
)  # fmt: skip


def _pointing(item: Item, context: Context) -> Iterator[Finding]:
    told = {finding.loc for finding in _combined(item, context)}
    for loc, text in option_texts(item):
        if loc not in told:
            yield from _points(item, loc, text, (_LETTERED, _POSITION, _THE_ABOVE))
    if not item.choices and not any(True for _ in choice_lists(item)):
        return
    for loc, text in feedback_texts(item):
        yield from _points(item, loc, text, (_LETTERED, _POSITION, _JUDGED))
    if item.explanation:
        yield from _points(
            item, ("explanation",), item.explanation, (_LETTERED, _POSITION, _JUDGED)
        )


def _points(
    item: Item, loc: tuple[str | int, ...], text: str, patterns: tuple[re.Pattern[str], ...]
) -> Iterator[Finding]:
    lowered = text.casefold()
    if not any(word in lowered for word in _GLANCE):
        return
    plain = prose(text)
    for pattern in patterns:
        for match in pattern.finditer(plain):
            found, stem = match[0].strip(), item.stem.casefold()
            # "option B", or "the first option", may be one that the stem itself sets out
            if found.casefold() in stem or (pattern is _JUDGED and _named(found[:3], item.stem)):
                continue
            yield Finding(
                f"{found!r} refers to a letter or position, which shuffling changes;"
                " the option's own words expected",
                loc,
            )
            return


RULES = (
    Rule(
        "E03",
        "error",
        "Of two equal options one is marked wrong for being the other.",
        "Reword or drop one of them; write numbers that differ in value.",
        each_item(_equal_options),
    ),
    Rule(
        "E04",
        "error",
        "'All of the above', 'both A and B' and the like reward partial knowledge and test-taking.",
        "Make each option a claim of its own, or use multi_select.",
        each_item(_combined),
    ),
    Rule(
        "E05",
        "error",
        "Options are shuffled: a letter or a position names another option for each examinee.",
        "Repeat the words of the option that is meant.",
        each_item(_pointing),
    ),
)
