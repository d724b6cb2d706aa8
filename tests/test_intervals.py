"""The intervals: golden values, closed forms, and laws."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview._intervals import (
    beta_cdf,
    beta_quantile,
    effective_count,
    mean_interval,
    share_interval,
)

# share, n, and the quantiles that scipy.stats.beta gives
GOLDEN = [
    (0.8, 10, 0.497225504, 0.955940586),
    (1.0, 3, 0.464416757, 0.999849364),
    (0.0, 4, 0.000115333, 0.444762618),
    (0.5, 1, 0.025, 0.975),
    (0.25, 6.4, 0.045979741, 0.629773001),
    (0.9, 250, 0.858225339, 0.932584778),
    (2 / 3, 9, 0.347791793, 0.895786778),
    (0.02, 40, 0.001702675, 0.102151629),
]

# degrees of freedom and Student's 97.5 % point, from tables
STUDENT = [(1, 12.7062), (2, 4.30265), (4, 2.77645), (29, 2.04523), (499, 1.96473)]

shares = st.floats(0, 1)
counts = st.floats(0.5, 5000)


@pytest.mark.parametrize(("share", "n", "low", "high"), GOLDEN)
def test_golden_values(share: float, n: float, low: float, high: float) -> None:
    """The ends are the Jeffreys quantiles, at no and at full points too."""
    assert pytest.approx((low, high), abs=2e-9) == share_interval(share, n)


@pytest.mark.parametrize("p", [0.001, 0.025, 0.5, 0.975, 0.999])
@pytest.mark.parametrize("a", [0.5, 1, 3.5, 40, 900])
def test_quantiles_with_a_closed_form(p: float, a: float) -> None:
    """Beta(a, 1) has the quantile p^(1/a), and Beta(1, a) its mirror image."""
    assert pytest.approx(p ** (1 / a), rel=1e-9) == beta_quantile(p, a, 1)
    assert pytest.approx(1 - (1 - p) ** (1 / a), rel=1e-8) == beta_quantile(p, 1, a)


@pytest.mark.parametrize("p", [0.001, 0.025, 0.5, 0.975])
def test_arcsine_law(p: float) -> None:
    """Beta(1/2, 1/2) has the quantile sin^2(pi p / 2)."""
    assert pytest.approx(math.sin(math.pi * p / 2) ** 2, rel=1e-9) == beta_quantile(p, 0.5, 0.5)


@pytest.mark.parametrize(("free", "point"), STUDENT)
def test_mean_interval_is_students(free: int, point: float) -> None:
    """The interval of a mean reaches t times the standard error."""
    n = free + 1
    low, high = mean_interval(10.0, 2.0, n)
    assert pytest.approx(point * 2 / math.sqrt(n), rel=1e-5) == (high - low) / 2
    assert pytest.approx(10) == (high + low) / 2


@given(shares, counts)
def test_quantile_undoes_the_distribution(share: float, n: float) -> None:
    """The probability below each end is 2.5 and 97.5 per cent."""
    a, b = share * n + 0.5, (1 - share) * n + 0.5
    for p in (0.025, 0.975):
        assert pytest.approx(p, abs=1e-9) == beta_cdf(beta_quantile(p, a, b), a, b)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True), counts)
def test_interval_holds_the_share(share: float, n: float) -> None:
    """The interval lies in [0, 1] and contains a share that is neither 0 nor 1."""
    low, high = share_interval(share, n)
    assert 0 <= low <= share <= high <= 1


@given(shares, st.floats(0.5, 500), st.floats(1.5, 10))
def test_more_items_narrow_the_interval(share: float, n: float, times: float) -> None:
    """The same share on more items has a narrower interval."""
    few, many = share_interval(share, n), share_interval(share, n * times)
    assert many[1] - many[0] < few[1] - few[0]


@given(st.floats(0.05, 0.95), counts)
def test_mirror_image(share: float, n: float) -> None:
    """What is missed has the mirrored interval of what is earned."""
    low, high = share_interval(share, n)
    missed = share_interval(1 - share, n)
    assert pytest.approx((1 - missed[1], 1 - missed[0]), abs=1e-6) == (low, high)


@given(st.floats(-5, 0), counts)
def test_a_share_below_zero_counts_as_zero(share: float, n: float) -> None:
    """Penalties can take a share below 0; its interval is that of 0."""
    assert share_interval(0, n) == share_interval(share, n)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_effective_count_is_at_most_the_count(weights: list[float]) -> None:
    """Unequal weights are worth fewer equal items, equal ones exactly as many."""
    n = effective_count(weights)
    assert 1 - 1e-9 <= n <= len(weights) + 1e-9
    assert pytest.approx(len(weights)) == effective_count([weights[0]] * len(weights))


def test_no_weights() -> None:
    """Nothing is worth no item."""
    assert effective_count([]) == 0
