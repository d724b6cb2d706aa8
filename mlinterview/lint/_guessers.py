"""B01 to B03: what somebody earns who looks at nothing but the options."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from mlinterview.lint._choices import OptionList, OptionView, lists_of
from mlinterview.lint._classifier import Cues, cross_validated, cues
from mlinterview.lint._rule import Check, Context, Finding, Rule
from mlinterview.model.item import Item
from mlinterview.model.single_choice import SingleChoice

__all__ = ["FEWEST", "RULES", "SEEDS", "chi_square_tail"]

#: fewer items say nothing about a habit
FEWEST = 100
#: shuffled options are looked at as these seeds print them
SEEDS = tuple(range(1, 11))


def _single_choice(context: Context) -> list[SingleChoice]:
    """The items that can be asked, by id, so that their order in the files does not matter."""
    items = (context.bank[identity] for identity in sorted(context.bank))
    return [item for item in items if isinstance(item, SingleChoice) and item.status != "retired"]


def _options(item: Item) -> tuple[OptionList, ...]:
    return lists_of(item)


def _too_few(rule: str, count: int) -> Finding:
    return Finding(
        f"too few items: {rule} needs {FEWEST} of single_choice, found {count}", level="hint"
    )


# B01 -------------------------------------------------------------------------------------------

_P = 0.01
_LOW, _HIGH = 0.5, 1.5
#: an expected number below it says nothing by itself, nor to a chi-square test
_CELL = 5


def _positions(context: Context) -> Iterator[Finding]:
    items = _single_choice(context)
    if len(items) < FEWEST:
        if items:
            yield _too_few("B01", len(items))
        return
    longest = max(len(item.options) for item in items)
    observed, expected = [0.0] * longest, [0.0] * longest
    for item in items:
        orders = [item.order(None, item.id)]
        if item.shuffle:
            orders = [item.order(seed, item.id) for seed in SEEDS]
        for order in orders:
            observed[order.index(item.key)] += 1 / len(orders)
        for place in range(len(item.options)):
            expected[place] += 1 / len(item.options)
    shown = ", ".join(
        f"{place}: {seen:.0f} ({due:.0f} expected)"
        for place, (seen, due) in enumerate(zip(observed, expected, strict=True), 1)
    )
    p_value = _chi_square(observed, expected)
    odd = [
        place
        for place, (seen, due) in enumerate(zip(observed, expected, strict=True), 1)
        if due >= _CELL and not _LOW * due <= seen <= _HIGH * due
    ]
    if p_value < _P or odd:
        reason = f"chi-square test p = {p_value:.2g}"
        if odd:
            reason = f"position {odd[0]} outside {_LOW} to {_HIGH} times what is expected; {reason}"
        yield Finding(f"keys are not spread evenly over the positions printed: {shown}; {reason}")


def _chi_square(observed: Sequence[float], expected: Sequence[float]) -> float:
    """The p-value of the counts; small cells are thrown together."""
    cells: list[tuple[float, float]] = []
    rest = (0.0, 0.0)
    for seen, due in zip(observed, expected, strict=True):
        if due >= _CELL:
            cells.append((seen, due))
        else:
            rest = (rest[0] + seen, rest[1] + due)
    if rest[1] >= _CELL:
        cells.append(rest)
    statistic = sum((seen - due) ** 2 / due for seen, due in cells)
    return chi_square_tail(statistic, len(cells) - 1)


def chi_square_tail(statistic: float, freedom: int) -> float:
    """The probability that chi-square with ``freedom`` degrees of freedom exceeds ``statistic``.

    By the recurrence over degrees of freedom (Abramowitz & Stegun 26.4.4 and 26.4.5).

    >>> round(chi_square_tail(11.345, 3), 4)
    0.01
    """
    if freedom < 1 or statistic <= 0:
        return 1.0
    half = statistic / 2
    if freedom % 2:
        tail, start = math.erfc(math.sqrt(half)), 1
        term = 2 * math.exp(-half) * math.sqrt(half / math.pi)
    else:
        tail, start, term = math.exp(-half), 2, math.exp(-half) * half
    while start < freedom:
        tail += term
        start += 2
        term *= statistic / start
    return min(1.0, tail)


# B02 -------------------------------------------------------------------------------------------

_LENGTH_POINTS = 0.05


def _by_length(context: Context) -> Iterator[Finding]:
    items = _single_choice(context)
    if len(items) < FEWEST:
        if items:
            yield _too_few("B02", len(items))
        return
    chance = sum(1 / len(item.options) for item in items) / len(items)
    for name, pick in (("longest", max), ("shortest", min)):
        right = 0.0
        for item in items:
            (options,) = _options(item)
            extreme = pick(option.length for option in options.options)
            picked = [option for option in options.options if option.length == extreme]
            right += sum(option.correct for option in picked) / len(picked)
        share = right / len(items)
        if share - chance >= _LENGTH_POINTS - 1e-9:
            yield Finding(
                f"who always takes the {name} option is right in {share:.1%} of {len(items)} items;"
                f" by chance it would be {chance:.1%}, and {_LENGTH_POINTS * 100:.0f} points more"
                " are too many"
            )


# B03 -------------------------------------------------------------------------------------------

_CLASSIFIER_POINTS = 0.07


def _by_looks(context: Context) -> Iterator[Finding]:
    items = _single_choice(context)
    if len(items) < FEWEST:
        if items:
            yield _too_few("B03", len(items))
        return
    seen: list[tuple[str, list[tuple[Cues, bool]]]] = []
    for item in items:
        (options,) = _options(item)
        seen.append((item.id, _looks(options)))
    share, telling = cross_validated(seen)
    chance = sum(1 / len(options) for _, options in seen) / len(seen)
    if share - chance >= _CLASSIFIER_POINTS - 1e-9:
        yield Finding(
            f"a classifier that sees options alone is right in {share:.1%} of {len(seen)} items;"
            f" by chance it would be {chance:.1%}, and {_CLASSIFIER_POINTS * 100:.0f} points more"
            f" are too many; it goes by: {', '.join(telling)}"
        )


def _looks(options: OptionList) -> list[tuple[Cues, bool]]:
    lengths = [option.length for option in options.options]

    def look(option: OptionView) -> tuple[Cues, bool]:
        return cues(option.text, option.length, lengths), option.correct

    return [look(option) for option in options.options]


def _rule(identity: str, reason: str, how_to_fix: str, check: Check) -> Rule:
    return Rule(identity, "warning", reason, how_to_fix, check)


RULES = (
    _rule(
        "B01",
        "Where keys prefer a position, guessing that position pays.",
        "Let options be shuffled; where they are not, spread the keys over the positions.",
        _positions,
    ),
    _rule(
        "B02",
        "Where the longest option is the key more often than by chance, length stands in for"
        " knowledge.",
        "Shorten keys, or lengthen distractors, beginning with the items that W01 names.",
        _by_length,
    ),
    _rule(
        "B03",
        "What a classifier finds without the question, the test-wise find too.",
        "Even out what the message names: length, absolute words, negations, digits, hedges.",
        _by_looks,
    ),
)
