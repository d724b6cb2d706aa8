"""W04 to W07: words that give the key away, or a distractor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview.graders._prose.stems import stem
from mlinterview.lint._choices import OptionList, OptionView, each_list
from mlinterview.lint._markup import prose
from mlinterview.lint._rule import Context, Finding, Rule
from mlinterview.lint._words import ABSOLUTE, VAGUE, content, is_content

__all__ = ["RULES", "absolutes", "hedges"]

# "not all" hedges, "at all" stresses, and some terms of the field hold such a word
_NO_ABSOLUTE = re.compile(
    r"\bnot (?:all|always|every|only|necessarily)\b|\bat all\b|\ball[- ]?(?:reduce|gather|to)\b"
    r"|\bif and only if\b|\bread-only\b|\b(?:decoder|encoder|append|text|forward|read|write)-only\b"
    r"|\bone-vs-all\b|\bone vs\.? all\b|\ball-pairs\b|\b(?:after|first of|above|best of|of) all\b"
    r"|\ball (?:but|except)\b|\ball (?:of the )?\d[\d,.]*\b|\bevery \d[\d,.]*\b"
    r"|\bevery (?:second|third|fourth|few|other)\b"
    r"|\ball (?:two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
# "no score can exceed 3" is as definite as can be
_NO_HEDGE = re.compile(r"\b(?:no|none|nothing|nobody|never|neither|only)\b[^,;.]*?\b(?:can|may)\b")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def absolutes(text: str) -> list[str]:
    """The words of an option that leave no exception, in order."""
    plain = prose(text)
    if ABSOLUTE.isdisjoint(_WORD.findall(plain.casefold())):
        return []
    plain = _NO_ABSOLUTE.sub(" ", plain).casefold()
    return [word for word in _WORD.findall(plain) if word in ABSOLUTE]


def hedges(text: str) -> list[str]:
    """The words of an option that leave the matter open, in order."""
    plain = _NO_HEDGE.sub(" ", prose(text).casefold())
    return [word for word in _WORD.findall(plain) if word in VAGUE]


# W04 -------------------------------------------------------------------------------------------


def _absolute(options: OptionList, context: Context) -> Iterator[Finding]:
    key = options.key
    if key is None or absolutes(key.text):
        return
    for option in options.distractors:
        found = absolutes(option.text)
        if found:
            yield Finding(
                f"{found[0]!r} in a distractor and no such word in the key; a claim that is not"
                " wrong for its wording alone expected",
                option.loc,
            )


# W05 -------------------------------------------------------------------------------------------


def _vague(options: OptionList, context: Context) -> Iterator[Finding]:
    key = options.key
    if key is None or not options.distractors:
        return
    found = hedges(key.text)
    if found and not any(hedges(option.text) for option in options.distractors):
        yield Finding(
            f"{found[0]!r} in the key alone; a claim as definite as the others expected", key.loc
        )


# W06 -------------------------------------------------------------------------------------------


def _clang(options: OptionList, context: Context) -> Iterator[Finding]:
    key, wrong = options.key, options.distractors
    if key is None or len(wrong) < 2 or len(wrong) + 1 < len(options.options):
        return
    said = content(options.item.stem)
    echoes = [option.content & said for option in wrong]
    shared = frozenset().union(*echoes)
    own = (key.content & said) - shared
    # a distractor with an echo of its own leads as far astray
    if own and all(echo <= key.content for echo in echoes):
        word = next(word for word in key.words if is_content(word) and stem(word) in own)
        yield Finding(
            f"{word!r} stands in the stem and in the key, and no distractor repeats a word of the"
            " stem that the key does not",
            key.loc,
        )


# W07 -------------------------------------------------------------------------------------------

# a lead of one word is chance
_MORE, _LEAST_LEAD = 1.3, 2


def _convergence(options: OptionList, context: Context) -> Iterator[Finding]:
    key, wrong = options.key, options.distractors
    if key is None or len(wrong) < 2 or len(wrong) + 1 < len(options.options):
        return
    scores = {option.loc: _shared(option, options.worded) for option in options.worded}
    own = scores.pop(key.loc)
    next_best = max(scores.values())
    if own - next_best >= _LEAST_LEAD and own >= _MORE * next_best:
        yield Finding(
            f"the key shares {own} words with the other options, the next one {next_best}; who"
            " looks for what options have in common finds it",
            key.loc,
        )


def _shared(option: OptionView, others: tuple[OptionView, ...]) -> int:
    return sum(len(option.content & other.content) for other in others if other is not option)


RULES = (
    Rule(
        "W04",
        "warning",
        "Hardly anything holds always: the test-wise strike out options that say so.",
        "Reword the distractor so that it is wrong for a reason of the subject matter.",
        each_list(_absolute),
    ),
    Rule(
        "W05",
        "warning",
        "'Usually' and 'may' can hardly be wrong, so they point at the key.",
        "Say in the key what holds and when, or hedge the distractors alike.",
        each_list(_vague),
    ),
    Rule(
        "W06",
        "warning",
        "A word of the stem that the key alone repeats is found without knowing anything.",
        "Reword the key, or let a distractor take up a word of the stem too.",
        each_list(_clang),
    ),
    Rule(
        "W07",
        "warning",
        "Distractors are made by changing the key, so the option that shares most is the key.",
        "Let distractors have parts in common that the key does not have.",
        each_list(_convergence),
    ),
)
