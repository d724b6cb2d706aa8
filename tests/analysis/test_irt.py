"""Item response theory beyond the published values: traps, gates, abilities."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import mlinterview as mli
from mlinterview.analysis.irt import Fit, Grid, answers_of, eap, fit, map_ability


def drawn(
    persons: int, items: int, seed: int, *, missing: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Answers by a two-parameter model, with slopes, difficulties and abilities."""
    rng = np.random.default_rng(seed)
    ability = rng.standard_normal(persons)
    a, b = rng.uniform(0.6, 2.0, items), rng.normal(0, 1, items)
    p = 1 / (1 + np.exp(-a * (ability[:, None] - b)))
    x = (rng.random(p.shape) < p).astype(float)
    x[rng.random(p.shape) < missing] = np.nan
    return x, a, b, ability


def analysed(x: object, **options: object) -> mli.Analysis:
    return mli.analyze(mli.ScoreMatrix.of(x), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_parameters_come_back(missing: float) -> None:
    """From 3,000 persons, with a third of the items not given too, within four standard errors."""
    x, a, b, ability = drawn(3000, 25, 5, missing=missing)
    found = analysed(x, irt="2pl").irt
    assert found is not None
    assert found.converged
    for item, slope, place in zip(found.items, a, b, strict=True):
        assert item.a is not None
        assert item.b is not None
        assert abs(item.a - slope) < 4 * (item.a_se or 0)
        assert abs(item.b - place) < 4 * (item.b_se or 0)
    theta = np.array([person.theta for person in found.persons])
    se = np.array([person.se for person in found.persons])
    assert np.corrcoef(theta, ability)[0, 1] > 0.85
    # the posterior's deviation is what abilities miss by
    assert np.sqrt(np.mean(((theta - ability) / se) ** 2)) == pytest.approx(1, abs=0.05)


def test_a_common_slope_is_estimated() -> None:
    """1PL has one slope for all, which is not 1; abilities have the deviation 1."""
    rng = np.random.default_rng(8)
    ability, b = rng.standard_normal(2000), np.linspace(-1.5, 1.5, 20)
    x = (rng.random((2000, 20)) < 1 / (1 + np.exp(-1.6 * (ability[:, None] - b)))).astype(float)
    found = analysed(x, irt="1pl").irt
    assert found is not None
    slopes = {item.a for item in found.items}
    assert len(slopes) == 1
    assert slopes.pop() == pytest.approx(1.6, abs=0.1)
    places = np.array([item.b for item in found.items], dtype=float)
    assert np.abs(places - b).max() < 0.2


@pytest.mark.parametrize("theta", ["eap", "map"])
def test_all_right_and_all_wrong(theta: str) -> None:
    """Both have an ability with an error; more right answers to equal slopes mean more ability."""
    x, *_ = drawn(400, 12, 11)
    x[0], x[1] = 1, 0
    found = analysed(x, irt="1pl", theta=theta).irt
    assert found is not None
    by_score: dict[float, set[float]] = {}
    for person, row in zip(found.persons, x, strict=True):
        assert 0 < person.se < 1
        by_score.setdefault(row.sum(), set()).add(round(person.theta, 9))
    levels = [by_score[score] for score in sorted(by_score)]
    assert all(len(level) == 1 for level in levels)
    assert levels == sorted(levels, key=min)
    assert found.persons[0].theta > 1 > -1 > found.persons[1].theta


def test_items_without_variance_or_with_part_credit() -> None:
    """They are left out with a reason, and the others are as if they were not there."""
    x, *_ = drawn(300, 8, 3)
    more = np.column_stack([x, np.ones(300), np.zeros(300), np.full(300, 0.5)])
    alone, found = analysed(x, irt="2pl").irt, analysed(more, irt="2pl").irt
    assert alone is not None
    assert found is not None
    assert found.loglik == pytest.approx(alone.loglik, abs=1e-6)
    reasons = [item.reason for item in found.items[8:]]
    assert reasons == [
        "everybody got it right: it has no difficulty",
        "nobody got it right: it has no difficulty",
        "part credit: the model needs right or wrong",
    ]
    assert [(item.a, item.b) for item in found.items[8:]] == [(None, None)] * 3


@pytest.mark.parametrize(("persons", "fitted"), [(99, False), (100, True)])
def test_under_a_hundred_persons(persons: int, fitted: bool) -> None:
    """There are classical statistics only, and the analysis says why."""
    x, *_ = drawn(persons, 10, 2)
    found = analysed(x, irt="1pl")
    assert found.irt is not None
    assert (found.irt.loglik is not None) == fitted
    if not fitted:
        assert found.irt.reason == (
            "99 persons, at least 100 are needed: classical statistics only"
        )
        assert found.form.alpha is not None


def test_too_few_items() -> None:
    """Two items have no slopes of their own."""
    x, *_ = drawn(200, 2, 2)
    found = analysed(x, irt="2pl").irt
    assert found is not None
    assert found.reason is not None
    assert found.reason.startswith("2 items")


def test_a_perfect_scale_has_no_slopes() -> None:
    """Where every item splits the persons without error slopes run to their limit, and say so."""
    x = (np.arange(200)[:, None] >= np.array([40, 80, 120, 160])).astype(float)
    found = analysed(x, irt="2pl").irt
    assert found is not None
    assert any("limit" in (item.reason or "") for item in found.items)
    assert all(np.isfinite(person.theta) for person in found.persons)


def test_a_turned_item_has_a_slope_below_zero() -> None:
    """Scored the wrong way round, one item falls with ability and the scale stays upright."""
    x, *_ = drawn(800, 10, 21)
    x[:, 3] = 1 - x[:, 3]
    found = analysed(x, irt="2pl").irt
    assert found is not None
    signs = [(item.a or 0) > 0 for item in found.items]
    assert signs == [place != 3 for place in range(10)]


def test_map_is_the_mode() -> None:
    """The posterior is nowhere higher than at the ability that ``map`` gives."""
    x, *_ = drawn(50, 6, 4)
    answers = answers_of(x > 0)
    found = Fit(np.full(6, 1.2), np.linspace(-1, 1, 6), 0.0, 0, True)
    theta, se = map_ability(answers, found)
    steps = np.linspace(-4, 4, 1601)
    for row in range(len(answers.right)):
        odds = np.multiply.outer(steps, found.a) + found.d
        log = (answers.right[row] * odds - np.logaddexp(0, odds)).sum(axis=1) - steps**2 / 2
        assert theta[row] == pytest.approx(steps[log.argmax()], abs=0.006)
        assert 0 < se[row] < 1


def test_eap_by_plain_sums() -> None:
    """Mean and deviation of the posterior over the grid, person by person."""
    x, *_ = drawn(30, 20, 6, missing=0.2)
    answers = answers_of(np.nan_to_num(x) > 0, ~np.isnan(x))
    found = Fit(np.linspace(0.5, 2, 20), np.linspace(-2, 2, 20), 0.0, 0, True)
    grid = Grid.of()
    theta, se = eap(answers, found, grid)
    for row in range(30):
        weights = []
        for node in grid.theta:
            weight = float(np.exp(-node * node / 2))
            for value, a, d in zip(x[row], found.a, found.d, strict=True):
                p = 1 / (1 + np.exp(-(a * node + d)))
                weight *= 1.0 if np.isnan(value) else p if value else 1 - p
            weights.append(weight)
        mass = np.array(weights) / sum(weights)
        mean = float(mass @ grid.theta)
        assert theta[row] == pytest.approx(mean, abs=1e-9)
        assert se[row] == pytest.approx(float(np.sqrt(mass @ (grid.theta - mean) ** 2)), abs=1e-9)


def test_patterns_and_persons_are_the_same() -> None:
    """Alike persons put together give what they give one by one."""
    x, *_ = drawn(500, 6, 9, missing=0.1)
    right, given = np.nan_to_num(x) > 0, ~np.isnan(x)
    together = answers_of(right, given)
    assert len(together.right) < 500
    # a seventeenth item on keeps them apart
    padded = np.column_stack([right, np.zeros((500, 11), dtype=bool)])
    apart = answers_of(padded, np.column_stack([given, np.zeros((500, 11), dtype=bool)]))
    assert len(apart.right) == 500
    trimmed = type(apart)(apart.right[:, :6], apart.given[:, :6], apart.count, apart.pattern)  # type: ignore[index]
    one, other = (fit(answers, "2pl") for answers in (together, trimmed))
    assert one.loglik == pytest.approx(other.loglik, abs=1e-7)
    assert one.a == pytest.approx(other.a, abs=1e-5)


def test_information() -> None:
    """The test's information is the items' sum; an item's is highest at its difficulty."""
    x, *_ = drawn(500, 8, 14)
    found = analysed(x, irt="2pl").irt
    assert found is not None
    for place, point in enumerate(found.information):
        parts = sum(item.information[place] for item in found.items)
        assert point.information == pytest.approx(parts)
        assert point.se == pytest.approx(parts**-0.5)
    for item in found.items:
        b, best = item.b or 0.0, found.information[int(np.argmax(item.information))].theta
        assert abs(max(-4.0, min(4.0, b)) - best) <= 0.25 + 1e-9


def test_few_persons_for_two_parameters() -> None:
    """With 150 persons slopes are given, with a warning."""
    x, *_ = drawn(150, 10, 2)
    found = analysed(x, irt="2pl").irt
    assert found is not None
    assert any("unsteady" in note for note in found.notes)
