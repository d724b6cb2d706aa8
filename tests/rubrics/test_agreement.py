"""Statistics of agreement against values worked by hand and other ways of calculating them."""

import math
import random
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.model.confidence import ConfidenceMap
from mlinterview.rubrics._agreement import (
    calibration_error,
    cohen_kappa,
    f1,
    isotonic,
    mean,
    partial_r,
    quadratic_kappa,
    resampled,
)

decisions = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40)
levels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=40)
chances = st.lists(
    st.tuples(st.integers(0, 20).map(lambda number: number / 20), st.booleans()), max_size=40
)
numbers = st.integers(-20, 20).map(float)


def test_mean() -> None:
    """The mean, and nothing of nothing."""
    assert mean([1.0, 2.0, 6.0]) == 3.0
    assert mean([]) is None


def table(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> list[tuple[bool, bool]]:
    """Pairs of decisions from the four counts."""
    counts = (yes_yes, yes_no, no_yes, no_no)
    kinds = product((True, False), repeat=2)
    return [kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [
        # Cohen's example as it is often told: 35 of 50 agree, 25 by chance
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.13043478260869565),  # (0.60 - 0.54) / (1 - 0.54)
        ((25, 35, 5, 35), 0.25925925925925924),  # (0.60 - 0.46) / (1 - 0.46)
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
        ((5, 5, 5, 5), 0.0),
    ],
)
def test_kappa_of_known_tables(counts: tuple[int, int, int, int], kappa: float) -> None:
    """Textbook tables of two raters."""
    assert cohen_kappa(table(*counts)) == pytest.approx(kappa)


@given(decisions)
def test_kappa_is_agreement_beyond_chance(pairs: list[tuple[bool, bool]]) -> None:
    """(p - e) / (1 - e); undefined where chance alone agrees."""
    value = cohen_kappa(pairs)
    count = len(pairs)
    if not count:
        assert value is None
        return
    seen = Fraction(sum(one == other for one, other in pairs), count)
    first, second = (Fraction(sum(pair[side] for pair in pairs), count) for side in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    if chance == 1:
        assert value is None
    else:
        assert value == pytest.approx(float((seen - chance) / (1 - chance)))


def test_quadratic_kappa_worked_by_hand() -> None:
    """Four answers on levels 0 to 2: one is off by two; expected 2 apart by chance."""
    # squares: 0, 0, 0, 4, mean 1; marginals 2,1,1 and 1,1,2: chance (2*1*1 + 2*2*4 + 1*1 + 1*2*1
    # + 1*1*4 + 1*1*1) / 16 = 26 / 16
    pairs = [(0, 0), (1, 1), (2, 2), (0, 2)]
    assert quadratic_kappa(pairs, 3) == pytest.approx(1 - 1 / (26 / 16))


@given(levels)
def test_quadratic_kappa_by_all_pairs(pairs: list[tuple[int, int]]) -> None:
    """One less the mean square over the mean square of every first with every second."""
    value = quadratic_kappa(pairs, 5)
    every = [(one - other) ** 2 for (one, _), (_, other) in product(pairs, pairs)]
    if not sum(every):
        assert value is None
        return
    seen = sum((one - other) ** 2 for one, other in pairs) / len(pairs)
    assert value == pytest.approx(1 - seen / (sum(every) / len(every)))
    assert value <= 1
    assert value == pytest.approx(quadratic_kappa([(two, one) for one, two in pairs], 5))


def test_quadratic_kappa_undefined() -> None:
    """Without answers, with one level, or where everybody gives the same."""
    assert quadratic_kappa([], 3) is None
    assert quadratic_kappa([(0, 0)], 1) is None
    assert quadratic_kappa([(1, 1), (1, 1)], 3) is None


@given(decisions)
def test_f1_is_the_harmonic_mean(pairs: list[tuple[bool, bool]]) -> None:
    """Of precision and recall of the first judgement against the second."""
    both = sum(one and other for one, other in pairs)
    said, due = sum(one for one, _ in pairs), sum(other for _, other in pairs)
    value = f1(pairs)
    if not said and not due:
        assert value is None
    elif not both:
        assert value == 0
    else:
        precision, recall = both / said, both / due
        assert value == pytest.approx(2 * precision * recall / (precision + recall))


def test_calibration_error_worked_by_hand() -> None:
    """Two bins: stated .9 of ten, eight true; stated .25 of ten, none true."""
    pairs = [(0.9, number < 8) for number in range(10)] + [(0.25, False)] * 10
    assert calibration_error(pairs) == pytest.approx((10 * 0.1 + 10 * 0.25) / 20)
    assert calibration_error([(1.0, True), (0.0, False)]) == 0
    assert calibration_error([(1.0, False)]) == 1
    assert calibration_error([]) is None


@given(chances, st.integers(1, 12))
def test_calibration_error_counts_each_answer_once(
    pairs: list[tuple[float, bool]], bins: int
) -> None:
    """Answers sorted into bins by counting how many lower bounds they reach."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in pairs:
        reached = sum(chance >= number / bins for number in range(bins)) - 1
        groups.setdefault(reached, []).append((chance, right))
    value = calibration_error(pairs, bins)
    if not pairs:
        assert value is None
        return
    gaps = [abs(sum(c for c, _ in group) - sum(r for _, r in group)) for group in groups.values()]
    assert value == pytest.approx(sum(gaps) / len(pairs))
    assert 0 <= value <= 1


def residuals(values: list[float], given_: list[float]) -> list[float]:
    """What a straight line through ``given_`` leaves of the values."""
    count = len(values)
    v_mean, g_mean = sum(values) / count, sum(given_) / count
    spread = sum((g - g_mean) ** 2 for g in given_)
    slope = sum((v - v_mean) * (g - g_mean) for v, g in zip(values, given_, strict=True)) / spread
    return [v - v_mean - slope * (g - g_mean) for v, g in zip(values, given_, strict=True)]


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=4, max_size=30))
def test_partial_correlation_is_that_of_residuals(rows: list[tuple[float, float, float]]) -> None:
    """The correlation of what a line through the third leaves of the first two."""
    error, length, third = (list(column) for column in zip(*rows, strict=True))
    if len(set(third)) == 1:
        return
    left, right = residuals(error, third), residuals(length, third)
    spread = sum(x * x for x in left) * sum(y * y for y in right)
    value = partial_r(error, length, third)
    if spread < 1e-6:
        return
    assert value is not None
    product_ = sum(x * y for x, y in zip(left, right, strict=True))
    assert value == pytest.approx(product_ / math.sqrt(spread), abs=1e-6)


def test_partial_correlation_at_its_ends() -> None:
    """Undefined without spread or with two answers; plain where nothing is held fixed."""
    assert partial_r([1, 2], [1, 2], [1, 2]) is None
    assert partial_r([1, 1, 1], [1, 2, 3], [3, 1, 2]) is None
    assert partial_r([1, 2, 3], [2, 4, 6], [5, 5, 5]) == pytest.approx(1)
    assert partial_r([1, 2, 3], [1, 2, 3], [1, 2, 3]) is None


def fitted(rights: list[bool]) -> list[Fraction]:
    """Isotonic regression by its min-max formula."""
    count = len(rights)
    sums = [0]
    for right in rights:
        sums.append(sums[-1] + right)
    return [
        max(
            min(Fraction(sums[end] - sums[start], end - start) for end in range(at + 1, count + 1))
            for start in range(at + 1)
        )
        for at in range(count)
    ]


@settings(max_examples=80)
@given(chances)
def test_isotonic_is_the_best_rising_map(pairs: list[tuple[float, bool]]) -> None:
    """Each knot is a block of equal fitted value, or some in a row, drawn in by half an answer."""
    pairs = list({sureness: (sureness, right) for sureness, right in pairs}.values())
    ordered = sorted(pairs)
    values = fitted([right for _, right in ordered])
    expected = set()
    # drawing in can lift a block over the next one; the two are then one
    for low, high in combinations_with_replacement(sorted(set(values)), 2):
        block = [pair for pair, fit in zip(ordered, values, strict=True) if low <= fit <= high]
        at = sum(sureness for sureness, _ in block) / len(block)
        chance = (sum(right for _, right in block) + 0.5) / (len(block) + 1)
        expected.add((round(at, 4), round(chance, 4)))
    knots = isotonic(pairs)
    assert bool(knots) is bool(pairs)
    assert all(low <= high for (_, low), (_, high) in pairwise(knots))
    for at, chance in knots:
        assert any(abs(at - x) < 2e-4 and abs(chance - y) < 2e-4 for x, y in expected)


@given(chances, st.integers(1, 20))
def test_knots_rise_and_are_no_certainties(pairs: list[tuple[float, bool]], least: int) -> None:
    """In any order of the answers: rising places, chances that never fall, none 0 or 1."""
    knots = isotonic(pairs, least)
    assert all(left[0] < right[0] and left[1] <= right[1] for left, right in pairwise(knots))
    assert all(0 < chance < 1 for _, chance in knots)
    assert knots == isotonic(pairs[::-1], least)
    if len(pairs) < least:
        assert len(knots) <= 1


def test_isotonic_worked_by_hand() -> None:
    """Right, wrong, right, right, wrong, right by rising sureness: the violators are pooled."""
    rights = [False, True, False, True, True, True]
    pairs = [(number / 10, right) for number, right in enumerate(rights, 1)]
    # blocks: .1 (0 of 1), .2 and .3 (1 of 2), .4 to .6 (3 of 3)
    assert isotonic(pairs) == ((0.1, 0.25), (0.25, 0.5), (0.5, 0.875))


def test_isotonic_joins_small_blocks() -> None:
    """With at least three answers behind each knot."""
    rights = [False, True, False, True, True, True]
    pairs = [(number / 10, right) for number, right in enumerate(rights, 1)]
    assert isotonic(pairs, 3) == ((0.2, 0.375), (0.5, 0.875))


def test_a_large_block_is_not_dropped_for_a_small_one() -> None:
    """A hundred answers say more of their chance than the one before them."""
    pairs = [(0.1, False)] + [(0.5 + number / 1000, number % 10 == 0) for number in range(100)]
    chance = ConfidenceMap(isotonic(pairs)).probability(0.55)
    assert chance == pytest.approx(0.1, abs=0.05)


@given(chances)
def test_the_map_never_falls(pairs: list[tuple[float, bool]]) -> None:
    """The probability between and beyond the knots rises with sureness and stays within [0, 1]."""
    learnt = ConfidenceMap(isotonic(pairs))
    values = [learnt.probability(number / 40) for number in range(41)]
    assert all(low <= high for low, high in pairwise(values))
    assert all(0 <= value <= 1 for value in values)


def test_intervals_hold_the_figure_and_are_always_the_same() -> None:
    """95% of draws of items; the mean of all lies within, more items make it narrower."""
    drawn = random.Random(1)
    groups = [[drawn.random() for _ in range(5)] for _ in range(40)]
    every = [value for group in groups for value in group]
    interval, few = resampled(groups, mean), resampled(groups[:6], mean)
    assert interval == resampled(groups, mean)
    assert interval is not None
    assert few is not None
    assert interval[0] < sum(every) / len(every) < interval[1]
    assert interval[1] - interval[0] < few[1] - few[0]
    # the standard error of a mean of group means, twice to either side
    means = [sum(group) / 5 for group in groups]
    spread = math.sqrt(sum((m - sum(means) / 40) ** 2 for m in means) / 40 / 40)
    assert interval[1] - interval[0] == pytest.approx(2 * 1.96 * spread, rel=0.2)


def test_intervals_undefined() -> None:
    """Of one item there is none, nor of a figure that mostly has no value."""
    assert resampled([[1.0]], mean) is None
    assert resampled([[1.0], [2.0]], lambda some: None) is None
    assert resampled([[1.0], [1.0]], mean) == (1.0, 1.0)
