"""W01, W02 and W16: options that stand out by their length, or begin alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview.lint._choices import OptionList, each_list
from mlinterview.lint._markup import segments
from mlinterview.lint._rule import Context, Finding, Rule

__all__ = ["RULES"]

# W01 -------------------------------------------------------------------------------------------

_TIMES, _ERROR_TIMES, _CHARACTERS = 1.25, 1.6, 10


def _length_cue(options: OptionList, context: Context) -> Iterator[Finding]:
    key, wrong = options.key, options.distractors
    if key is None or len(wrong) < 2:
        return
    mean = sum(option.length for option in wrong) / len(wrong)
    longest = all(key.length > option.length for option in wrong)
    if longest and key.length > _TIMES * mean and key.length - mean > _CHARACTERS:
        yield Finding(
            f"the key is the longest option: {key.length} characters, {key.length / mean:.2f} times"
            f" the mean of the others; at most {_TIMES} times expected",
            key.loc,
            level="error" if key.length > _ERROR_TIMES * mean else None,
        )


# W02 -------------------------------------------------------------------------------------------

_RATIO, _LONG = 3, 40


def _uneven(options: OptionList, context: Context) -> Iterator[Finding]:
    worded = options.worded
    if len(worded) < 2:
        return
    longest = max(worded, key=lambda option: option.length)
    shortest = min(worded, key=lambda option: option.length)
    if longest.length > _LONG and longest.length > _RATIO * shortest.length:
        yield Finding(
            f"options of {shortest.length} and of {longest.length} characters in one list; the"
            f" longest at most {_RATIO} times the shortest expected",
            longest.loc,
        )


# W16 -------------------------------------------------------------------------------------------

_SAME = 3
_TOKEN = re.compile(r"[^\s,;:!?()\"]+")


def _same_beginning(options: OptionList, context: Context) -> Iterator[Finding]:
    worded = options.worded
    if len(worded) < 2 or len(worded) < len(options.options):
        return
    starts = {_first_words(option.text) for option in worded}
    if len(starts) == 1:
        start = starts.pop()
        if len(start) == _SAME:
            yield Finding(
                f"every option begins with {' '.join(start)[:60]!r}; what they share belongs into"
                " the stem",
                options.loc,
            )


def _first_words(text: str) -> tuple[str, ...]:
    """The first words; a piece of code or math is one of them."""
    found: list[str] = []
    for kind, part in segments(text):
        found += (
            [t.rstrip(".") for t in _TOKEN.findall(part.casefold())] if kind == "prose" else [part]
        )
        if len(found) >= _SAME:
            break
    return tuple(found[:_SAME])


RULES = (
    Rule(
        "W01",
        "warning",
        "Authors qualify what is right, so the longest option is the first guess of the test-wise.",
        "Shorten the key, or give the distractors as much detail; an error over 1.6 times.",
        each_list(_length_cue),
    ),
    Rule(
        "W02",
        "warning",
        "Options of very different length draw the eye to the one that stands out.",
        "Bring the options to about one length.",
        each_list(_uneven),
    ),
    Rule(
        "W16",
        "warning",
        "What all options repeat is read once an option and tells nothing apart.",
        "Move the words that all options share into the stem.",
        each_list(_same_beginning),
    ),
)
