"""The fractions that Moodle knows, and those of them that come nearest to a policy.

Moodle imports no other fraction than those of its list (``question_bank::fraction_options_full``).
A question with several right options adds up the fractions of what was ticked and clips the sum to
0..1; the positive ones must add up to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from math import comb

__all__ = ["LISTED", "best_penalty", "nearest", "percent", "shares_of_one"]

_POSITIVE = (
    "1 0.9 0.8333333 0.8 0.75 0.7 0.6666667 0.6 0.5 0.4 0.3333333 0.3 0.25 0.2 0.1666667 0.1428571"
    " 0.125 0.1111111 0.1 0.05"
)
#: from 1 down to -1, with Moodle's own seven decimals
LISTED: tuple[Fraction, ...] = (
    *map(Fraction, _POSITIVE.split()),
    Fraction(0),
    *(-Fraction(text) for text in reversed(_POSITIVE.split())),
)
_FIVE_PER_CENT = Fraction(1, 20)


def nearest(share: float | Fraction) -> Fraction:
    """The fraction of the list that is nearest to a share."""
    wanted = share if isinstance(share, Fraction) else Fraction(repr(share))
    return min(LISTED, key=lambda listed: (abs(listed - wanted), abs(listed)))


def percent(fraction: Fraction) -> str:
    """A fraction of the list as per cent with five decimals, as files hold it.

    >>> percent(nearest(1 / 3))
    '33.33333'
    """
    return f"{Decimal(fraction.numerator) * 100 / Decimal(fraction.denominator):.5f}"


def shares_of_one(count: int) -> tuple[Fraction, ...]:
    """Fractions of the list for ``count`` right options, as equal as can be, that add up to 1.

    Up to 10 they are equal but for Moodle's rounding; above 20 some options get nothing.

    >>> [float(share) for share in shares_of_one(3)]
    [0.3333333, 0.3333333, 0.3333333]
    """
    equal = nearest(Fraction(1, count))
    if abs(equal * count - 1) < Fraction(1, 10**5):
        return (equal,) * count
    units = 20  # of five per cent each, as evenly as whole units can be dealt
    ends = [units * place // count for place in range(count + 1)]
    dealt = [high - low for low, high in pairwise(ends)]
    return tuple(sorted((nearest(unit * _FIVE_PER_CENT) for unit in dealt), reverse=True))


def best_penalty(
    right: Sequence[Fraction], wrong: int, ours: Callable[[int, int], float]
) -> Fraction:
    """The fraction for every wrong option that brings Moodle's scores nearest to ours.

    Nearest is the smallest difference at its largest, over all ways to tick the options; of equals
    the smallest mean square, then the one that takes least.

    Args:
        right: the fractions of the right options.
        wrong: the number of wrong options.
        ours: the share of t right and f wrong options here.
    """
    if not wrong:
        return Fraction(0)
    earned = [Fraction(0), *accumulate(right)]
    table = tuple(tuple(ours(t, f) for f in range(wrong + 1)) for t in range(len(right) + 1))
    return _best(tuple(earned), wrong, table)


@lru_cache(maxsize=256)
def _best(
    earned: tuple[Fraction, ...], wrong: int, table: tuple[tuple[float, ...], ...]
) -> Fraction:
    count = len(earned) - 1

    def distance(penalty: Fraction) -> tuple[float, float]:
        apart = [
            (ways, abs(max(0.0, min(1.0, float(earned[t] + f * penalty))) - table[t][f]))
            for t, f, ways in _ways(count, wrong)
        ]
        # rounded, so that Moodle's seventh decimal does not decide between equals
        largest = round(max(difference for _, difference in apart), 6)
        return largest, round(sum(ways * difference**2 for ways, difference in apart), 6)

    listed = (fraction for fraction in LISTED if fraction <= 0)
    return min(listed, key=lambda fraction: (*distance(fraction), -fraction))


def _ways(right: int, wrong: int) -> Iterator[tuple[int, int, int]]:
    for t in range(right + 1):
        for f in range(wrong + 1):
            yield t, f, comb(right, t) * comb(wrong, f)
