"""Reliability, errors, shape of totals, and two persons compared."""

from __future__ import annotations

import math

import pytest

import mlinterview as mli
from mlinterview._intervals import f_quantile, student_reach
from mlinterview.analysis._moments import moments
from mlinterview.analysis._reliability import feldt_interval, lord_sem
from mlinterview.analysis.matrix import ItemFacts

# p, degrees of freedom above and below, and Fisher's quantile as scipy.stats.f gives it
FISHER = [
    (0.975, 999, 3996, 1.1014512333),
    (0.025, 14, 14, 0.3357296007),
    (0.975, 14, 14, 2.9785875241),
    (0.975, 4, 4, 9.6045298847),
    (0.95, 5, 10, 3.3258345304),
    (0.975, 29, 551, 1.6034184317),
]


@pytest.mark.parametrize(("p", "free", "below", "quantile"), FISHER)
def test_fisher_quantiles(p: float, free: int, below: int, quantile: float) -> None:
    """The quantiles of F come out of the incomplete beta function."""
    assert f_quantile(p, free, below) == pytest.approx(quantile, rel=1e-8)


@pytest.mark.parametrize("free", [1, 2.5, 7, 40])
def test_students_square_is_fishers(free: float) -> None:
    """t squared with n degrees of freedom is F with 1 and n."""
    assert student_reach(free) ** 2 == pytest.approx(f_quantile(0.95, 1, free), rel=1e-8)


def test_feldt() -> None:
    """1 - (1 - alpha) F at both tails; no width is left at alpha 1."""
    low, high = feldt_interval(0.8, 30, 20) or (math.nan, math.nan)
    assert low == pytest.approx(1 - 0.2 * f_quantile(0.975, 29, 551))
    assert high == pytest.approx(1 - 0.2 * f_quantile(0.025, 29, 551))
    assert feldt_interval(1.0, 30, 20) == (1.0, 1.0)
    assert feldt_interval(0.8, 1, 20) is None


def test_lord() -> None:
    """14 of 20 right has the error sqrt(14 x 6 / 19)."""
    assert 20 * (lord_sem(0.7, 20) or 0) == pytest.approx(math.sqrt(14 * 6 / 19))
    assert lord_sem(0.7, 1) is None


# values, and skewness and kurtosis that Excel's SKEW and KURT give
SHAPES = [
    ([3, 4, 5, 2, 3, 4, 5, 6, 4, 7], 0.3595430714, -0.1517996372),
    ([1, 2, 3, 4, 10], 1.6970562748, 3.152),
]


@pytest.mark.parametrize(("values", "skewness", "kurtosis"), SHAPES)
def test_k_statistics(values: list[float], skewness: float, kurtosis: float) -> None:
    """Skewness and kurtosis are those of Fisher, which Moodle and Excel print."""
    found = moments(values)
    assert found.skewness == pytest.approx(skewness, abs=1e-9)
    assert found.kurtosis == pytest.approx(kurtosis, abs=1e-9)


def test_stratified_alpha() -> None:
    """Two sections that have nothing in common are more reliable than alpha says."""
    rows = [[a, a, b, b] for a in (0, 1) for b in (0, 1) for _ in range(3)]
    strata = ["one", "one", "two", "two"]
    items = [ItemFacts(f"q{n}", stratum=name) for n, name in enumerate(strata)]
    form = mli.analyze(mli.ScoreMatrix.of(rows, items=items)).form
    assert form.alpha == pytest.approx(2 / 3)
    assert form.stratified_alpha == pytest.approx(1)
    assert [(stratum.id, stratum.items) for stratum in form.strata] == [("one", 2), ("two", 2)]


def test_one_item_strata_are_a_lower_bound() -> None:
    """With every item its own stratum nothing is reliable."""
    rows = [[1, 1], [1, 0], [0, 0], [0, 0], [1, 1], [0, 1]]
    items = [ItemFacts(name, stratum=name) for name in ("a", "b")]
    form = mli.analyze(mli.ScoreMatrix.of(rows, items=items)).form
    assert form.stratified_alpha is not None
    assert form.alpha is not None
    assert form.stratified_alpha <= form.alpha


def test_two_persons(lsat: mli.ScoreMatrix) -> None:
    """With the standard error of LSAT section 6 one point is nothing, five are something."""
    found = mli.analyze(lsat)
    last, first = found.persons[-1], found.persons[0]
    near = next(person for person in found.persons if person.points == 4)
    close = found.compare(last.examinee_id, near.examinee_id)
    assert (close.reliable, close.verdict, close.method) == (False, "no reliable difference", "sem")
    assert close.error == pytest.approx((found.form.sem or 0) * math.sqrt(2))
    far = found.compare(last.examinee_id, first.examinee_id)
    assert far.reliable
    assert far.verdict == "1000 did reliably better"
    assert found.form.reliable_difference == pytest.approx(1.959964 * (close.error or 0), rel=1e-6)
    with pytest.raises(mli.UnknownNameError):
        found.compare("1", "nobody")


def test_persons_with_other_items_are_compared_by_lord() -> None:
    """Where two took different items, the binomial errors of both count."""
    rows = [[1, 1, 0, 1, None], [1, 0, 0, 1, 1], *[[1, 0, 1, 0, 1]] * 3, *[[0, 0, 1, 1, 0]] * 3]
    found = mli.analyze(mli.ScoreMatrix.of(rows, examinees="abcdefgh"))
    made = found.compare("a", "b")
    assert made.method == "binomial"
    errors = [lord_sem(0.75, 4) or 0, lord_sem(0.6, 5) or 0]
    assert made.error == pytest.approx(5 * math.hypot(*errors))
    assert made.reliable is False


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[1, 0]] * 3, "3 persons, at least 5 are needed"),
        ([[1], [0], [1], [0], [1]], "1 item, at least 2 are needed"),
        ([[1, 0]] * 6, "the totals do not vary"),
        ([[1, None]] * 6 + [[None, 0]] * 6, "two of the items have only 0 persons"),
    ],
)
def test_no_alpha(rows: list[list[float | None]], reason: str) -> None:
    """Where alpha cannot be given the form says why, and there is no standard error either."""
    form = mli.analyze(mli.ScoreMatrix.of(rows)).form
    assert (form.alpha, form.alpha_interval, form.sem) == (None, None, None)
    assert form.reasons["alpha"].startswith(reason)
    assert form.reasons["sem"] == form.reasons["alpha"]


def test_an_item_without_scores_does_not_stop_the_others() -> None:
    """One that is still to be marked is left out of reliability, and a note says so."""
    rows: list[list[float | None]] = [[1, 1, None], [1, 0, None], [0, 0, None]] * 3
    found = mli.analyze(mli.ScoreMatrix.of(rows))
    alone = mli.analyze(mli.ScoreMatrix.of([row[:2] for row in rows]))
    assert found.form.alpha == alone.form.alpha
    assert found.items[2].facility is None
    assert any("1 item with fewer than 5 scores" in note for note in found.notes)
