"""Values that others published, and how little the grid matters."""

from __future__ import annotations

import numpy as np
import pytest

import mlinterview as mli
from mlinterview.analysis.irt import Grid, answers_of, fit

# item, facility and item-rest correlation of LSAT section 6, by hand from the 30 patterns
FACILITIES = [0.924, 0.709, 0.553, 0.763, 0.870]

ONE_SLOPE = 0.7551
ONE_DIFFICULTIES = [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802]

# the maximum itself, which Newton's method and BFGS reach with Gauss-Hermite points as well
TWO_SLOPES = [0.8257, 0.7227, 0.8909, 0.6884, 0.6569]
TWO_DIFFICULTIES = [-3.3588, -1.3701, -0.2797, -1.8664, -3.1259]
# as published: a search that stopped 0.00001 below the maximum
PUBLISHED_SLOPES = [0.8254, 0.7229, 0.8905, 0.6886, 0.6575]
PUBLISHED_DIFFICULTIES = [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236]


def test_alpha_of_the_lsat(lsat: mli.ScoreMatrix) -> None:
    """KR-20 of section 6 is .294997."""
    found = mli.analyze(lsat)
    assert pytest.approx(0.294997, abs=5e-7) == found.form.alpha
    assert pytest.approx(FACILITIES) == [item.facility for item in found.items]


def test_one_slope(lsat: mli.ScoreMatrix) -> None:
    """Ability N(0, 1) and a common slope: log-likelihood, slope and difficulties as published."""
    found = mli.analyze(lsat, irt="1pl").irt
    assert found is not None
    assert found.converged
    assert found.loglik == pytest.approx(-2466.938, abs=5e-4)
    assert [item.a for item in found.items] == [pytest.approx(ONE_SLOPE, abs=5e-5)] * 5
    assert [item.b for item in found.items] == pytest.approx(ONE_DIFFICULTIES, abs=5e-5)


def test_two_parameters(lsat: mli.ScoreMatrix) -> None:
    """The log-likelihood as published; slopes and difficulties those of its maximum."""
    found = mli.analyze(lsat, irt="2pl").irt
    assert found is not None
    assert found.converged
    assert found.loglik == pytest.approx(-2466.653, abs=5e-4)
    assert [item.a for item in found.items] == pytest.approx(TWO_SLOPES, abs=6e-5)
    assert [item.b for item in found.items] == pytest.approx(TWO_DIFFICULTIES, abs=6e-5)
    assert [item.a for item in found.items] == pytest.approx(PUBLISHED_SLOPES, abs=1e-3)
    assert [item.b for item in found.items] == pytest.approx(PUBLISHED_DIFFICULTIES, abs=2.5e-3)


def test_the_published_values_are_below_the_maximum(lsat: mli.ScoreMatrix) -> None:
    """Plain loops over persons and nodes give them a lower likelihood than ours."""
    ours = marginal_loglik(lsat, TWO_SLOPES, TWO_DIFFICULTIES)
    published = marginal_loglik(lsat, PUBLISHED_SLOPES, PUBLISHED_DIFFICULTIES)
    assert published < ours
    assert ours == pytest.approx(-2466.65338, abs=1e-5)


def marginal_loglik(matrix: mli.ScoreMatrix, slopes: list[float], places: list[float]) -> float:
    """The log-likelihood by the definition, with 41 Gauss-Hermite points."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(41)
    weights = weights / weights.sum()
    patterns, counts = np.unique(matrix.points, axis=0, return_counts=True)
    total = 0.0
    for pattern, count in zip(patterns, counts, strict=True):
        mass = 0.0
        for node, weight in zip(nodes, weights, strict=True):
            likelihood = 1.0
            for right, a, b in zip(pattern, slopes, places, strict=True):
                p = 1 / (1 + np.exp(-a * (node - b)))
                likelihood *= p if right else 1 - p
            mass += weight * likelihood
        total += count * float(np.log(mass))
    return total


# of LSAT section 7, with three decimals, in the reference pages of R's mirt (1.45.6): itemstats and
# mirt(data, 1); slopes and intercepts of a search that stopped at changes of 0.0001
SEVEN = {
    "facility": [0.828, 0.658, 0.772, 0.606, 0.843],
    "sd": [0.378, 0.475, 0.420, 0.489, 0.364],
    "discrimination": [0.246, 0.247, 0.313, 0.223, 0.175],
    "alpha_if_deleted": [0.396, 0.394, 0.345, 0.415, 0.438],
}
SEVEN_SLOPES = [0.988, 1.081, 1.706, 0.765, 0.736]
SEVEN_INTERCEPTS = [1.856, 0.808, 1.804, 0.486, 1.855]


def test_classical_values_of_section_seven(lsat7: mli.ScoreMatrix) -> None:
    """Mean, deviation, alpha and error of the totals; facility to alpha if deleted of the items."""
    found = mli.analyze(lsat7)
    form = (found.form.mean, found.form.sd, found.form.alpha, found.form.sem)
    assert form == pytest.approx((3.707, 1.199, 0.453, 0.886), abs=5.1e-4)
    for name, values in SEVEN.items():
        assert [getattr(item, name) for item in found.items] == pytest.approx(values, abs=5.1e-4)


def test_two_parameters_of_section_seven(lsat7: mli.ScoreMatrix) -> None:
    """The log-likelihood to all its digits, slopes and intercepts (-ab) as near as that search."""
    found = mli.analyze(lsat7, irt="2pl").irt
    assert found is not None
    assert found.converged
    assert found.loglik == pytest.approx(-2658.805, abs=5e-4)
    parameters = [(item.a, item.b) for item in found.items if item.a is not None and item.b]
    assert [a for a, _ in parameters] == pytest.approx(SEVEN_SLOPES, abs=2e-3)
    assert [-a * b for a, b in parameters] == pytest.approx(SEVEN_INTERCEPTS, abs=2e-3)


@pytest.mark.parametrize("model", ["1pl", "2pl"])
@pytest.mark.parametrize("nodes", [121, 241])
def test_more_nodes_change_nothing(lsat: mli.ScoreMatrix, model: str, nodes: int) -> None:
    """Twice and four times the nodes give the same digits."""
    answers = answers_of(lsat.points > 0)
    base, finer = (fit(answers, model, Grid.of(count)) for count in (61, nodes))  # type: ignore[arg-type]
    assert finer.loglik == pytest.approx(base.loglik, abs=1e-7)
    assert finer.a == pytest.approx(base.a, abs=2e-6)
    assert finer.b == pytest.approx(base.b, abs=2e-6)
