"""W09 and W10: numbers out of order, ranges that overlap, options that hold another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from mlinterview._text import fold
from mlinterview.errors import abbreviate
from mlinterview.lint._choices import OptionList, each_list, lists_of
from mlinterview.lint._markup import literal_fold, prose
from mlinterview.lint._numerals import Numeral, numeral, span
from mlinterview.lint._rule import Context, Finding, Rule
from mlinterview.lint._topics import by_topic
from mlinterview.model.item import Item

__all__ = ["RULES", "in_order", "numbers_of"]

# W09 -------------------------------------------------------------------------------------------

#: fewer items of a topic say nothing about a habit
_FEWEST_ITEMS = 5
_MEDIAN_SHARE = 0.6


def numbers_of(options: OptionList) -> list[Numeral] | None:
    """The numbers of a list of options in one unit; None where one of them is no number."""
    found = [numeral(option.text) for option in options.options]
    known = [number for number in found if number is not None]
    if len(known) < 2 or len(known) < len(found) or len({number.unit for number in known}) > 1:
        return None
    return known


def in_order(numbers: Sequence[Numeral]) -> bool:
    """Whether numbers rise or fall throughout."""
    values = [number.value for number in numbers]
    return values in (sorted(values), sorted(values, reverse=True))


def _order_and_median(context: Context) -> Iterator[Finding]:
    yield from each_list(_unsorted)(context)
    yield from by_topic(
        context,
        "W09",
        {
            item.id: share
            for item in context.bank.values()
            if (share := _median_share(item)) is not None
        },
        _always_median,
    )


def _unsorted(options: OptionList, context: Context) -> Iterator[Finding]:
    still = not options.shuffled or all(option.fixed for option in options.options)
    numbers = numbers_of(options) if still else None
    if numbers is not None and not in_order(numbers):
        yield Finding(
            "numbers that are not shuffled are expected in rising or falling order", options.loc
        )


def _median_share(item: Item) -> float | None:
    """How often a guesser who takes a middle number is right; None without numeric options."""
    lists = lists_of(item)
    if item.format != "single_choice" or len(lists) != 1 or item.status == "retired":
        return None
    numbers = numbers_of(lists[0])
    if numbers is None or len(numbers) < 3:
        return None
    place = sorted(number.value for number in numbers).index(
        next(n.value for n, o in zip(numbers, lists[0].options, strict=True) if o.correct)
    )
    middles = {(len(numbers) - 1) // 2, len(numbers) // 2}
    return 1 / len(middles) if place in middles else 0.0


def _always_median(topic: str, shares: Sequence[float]) -> str | None:
    share = sum(shares) / len(shares)
    if len(shares) < _FEWEST_ITEMS or share <= _MEDIAN_SHARE:
        return None
    return (
        f"who takes the middle number is right in {share:.0%} of the {len(shares)} items of the"
        f" topic {topic!r} with numbers as options; {_MEDIAN_SHARE:.0%} at most expected"
    )


# W10 -------------------------------------------------------------------------------------------

_JOINT = re.compile(r",? (?:and|or|as well as|together with|plus|followed by) |, ")


def _overlap(options: OptionList, context: Context) -> Iterator[Finding]:
    if not options.single:
        return
    spans = [(option, span(option.text)) for option in options.options]
    ranges = sum(s is not None and (s.low is None or s.low != s.high) for _, s in spans)
    if ranges and all(s is not None for _, s in spans):
        for (one, first), (other, second) in combinations(spans, 2):
            if first is not None and second is not None and first.overlaps(second):
                yield Finding(
                    f"{abbreviate(other.text, 40)} overlaps with {abbreviate(one.text, 40)}: both"
                    " can hold; ranges that exclude each other expected",
                    other.loc,
                )
        return
    yield from _implied(options)


def _implied(options: OptionList) -> Iterator[Finding]:
    plain = {option.loc: _bare(option.text) for option in options.options}
    for option in options.options:
        parts = _JOINT.split(plain[option.loc])
        if len(parts) < 2:
            continue
        for other in options.options:
            if (
                other is not option
                and plain[other.loc]
                and plain[other.loc] in (parts[0], parts[-1])
            ):
                yield Finding(
                    f"{abbreviate(option.text, 40)} holds {abbreviate(other.text, 40)}, another"
                    " option: one implies the other; options that exclude each other expected",
                    option.loc,
                )
                break


def _bare(text: str) -> str:
    """The option for comparison, with code and math as they stand."""
    folded = literal_fold(text) if prose(text) != text else fold(text)
    return folded.replace("\0", " ").strip()


RULES = (
    Rule(
        "W09",
        "warning",
        "Numbers out of order cost time, and authors like to hide the key in the middle.",
        "Sort numbers that are not shuffled; let the key be the lowest and the highest as often.",
        _order_and_median,
    ),
    Rule(
        "W10",
        "warning",
        "Of two options that can both hold, neither or both are right.",
        "Make the options exclude each other.",
        each_list(_overlap),
    ),
)
