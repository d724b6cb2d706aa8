"""The figures of Moodle's quiz statistics report, on Moodle's own test data.

Marks and figures are those of the unit tests of its report (repository moodle/moodle,
mod/quiz/report/statistics/tests: 22 attempts at questions of one point and one of 8, and 25
attempts at seven questions). Moodle had the figures from spreadsheets, and gives shares,
correlations and weights in per cent. Where we mean something else on purpose, a test says what.
"""

from __future__ import annotations

import math
import statistics
from pathlib import Path

import pytest

import mlinterview as mli

# slots 1 to 4 and 8 to 20 of the first quiz; slots 5 to 7 are worth nothing and have no figures
FIRST: dict[str, list[float | None]] = {
    "facility": [
        *[0.0] * 4, 41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636,
        59.09090909, 50.0, 59.09090909, 63.63636364, 45.45454545, 27.27272727, 50.0,
    ],
    "discrimination": [
        *[None] * 4, 25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859,
        -12.99017581, -8.900638238, 8.670004606, 29.63337745, 15.18945843, 16.21079629,
        15.52451404, -8.396734802,
    ],
    "discriminative_efficiency": [
        *[None] * 4, 27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579,
        -17.5074184, -10.27568922, 10.86956522, 34.58997279, 17.4790556, 20.14359793,
        22.06477733, -10.0,
    ],
    "effective_weight": [
        *[0.0] * 4, 26.58464457, 3.368456046, 3.253955259, 7.584083694, 3.79658376, 3.183278505,
        4.532356904, 7.78856243, 10.08351572, 8.381139345, 8.727645713, 7.946277111, 4.769500946,
    ],
}  # fmt: skip
# in thousandths of a point
FIRST_SD = [
    *[0.0] * 4, 1912.733589, 251.2738111, 322.6312277, 333.4199022, 337.5811591, 492.3659639,
    503.2362797, 511.7663157, 503.2362797, 492.3659639, 509.6471914, 455.8423058, 511.7663157,
]  # fmt: skip

# the second quiz: everything is printed with ten digits or fewer, from a mark of 0.3333333
SECOND: dict[str, list[float | None]] = {
    "facility": [0.704, 0.48, 0.973333332, 0.68, 0.52, 0.64, 0.62],
    "sd": [
        0.4513682901, 0.5099019514, 0.13333334, 0.4760952286, 0.3055050463, 0.4898979486,
        0.331662479,
    ],
    "effective_weight": [
        21.2922742344, 18.8979800309, 4.443012573, 18.9347251357, 11.1450138688, 9.8081339177,
        15.4788602394,
    ],
    "discrimination": [
        -7.0650767526, -28.8982125772, -9.1230674268, -22.6306444113, -17.6997047674,
        -45.3785178421, -5.6543166602,
    ],
    "discriminative_efficiency": [
        -9.4550536967, -36.7834118938, -21.6545012165, -31.4411395613, -21.1794802584,
        -56.9365974439, -6.5043742058,
    ],
}  # fmt: skip
MEAN, SD, SKEWNESS, KURTOSIS = 4.617333332, 0.8117265554, -0.092502502, -0.7073968557
CONSISTENCY, ERROR_RATIO, STANDARD_ERROR = -87.2230935542, 136.8294900795, 1.1106813066


def analysis_of(name: str) -> mli.Analysis:
    """A table of marks beside this file, read and analysed as a user does."""
    return mli.analyze(mli.read_score_table(Path(__file__).with_name(name)).matrix)


@pytest.fixture(scope="module")
def first() -> mli.Analysis:
    """22 attempts; four essays that nobody got a mark for."""
    return analysis_of("moodle-quiz-22.csv")


@pytest.fixture(scope="module")
def second() -> mli.Analysis:
    """25 attempts at seven questions of one point that do not hang together."""
    return analysis_of("moodle-quiz-25.csv")


@pytest.mark.parametrize("name", sorted(FIRST))
def test_questions_of_the_first_quiz(first: mli.Analysis, name: str) -> None:
    """To 1e-6 of what is printed in per cent; undefined where Moodle has none."""
    found = [getattr(item, name) for item in first.items]
    assert [None if value is None else 100 * value for value in found] == [
        value if value is None else pytest.approx(value, abs=1e-6) for value in FIRST[name]
    ]


def test_deviations_of_the_first_quiz(first: mli.Analysis) -> None:
    """With n - 1, in points."""
    assert [1000 * (item.sd or 0) for item in first.items] == pytest.approx(FIRST_SD, abs=1e-6)


def test_intended_weights(first: mli.Analysis) -> None:
    """Marks over the marks of the whole quiz: 8 of 24 and 1 of 24."""
    assert [item.intended_weight for item in first.items] == pytest.approx(
        [1 / 24] * 4 + [8 / 24] + [1 / 24] * 12
    )


@pytest.mark.parametrize("name", sorted(SECOND))
def test_questions_of_the_second_quiz(second: mli.Analysis, name: str) -> None:
    """To 1e-6 of each figure."""
    unit = 1 if name in {"facility", "sd"} else 100
    found = [unit * getattr(item, name) for item in second.items]
    assert found == pytest.approx(SECOND[name], rel=1e-6)


def test_the_second_quiz_as_a_whole(second: mli.Analysis) -> None:
    """Average, deviation, skewness, kurtosis; consistency, error ratio and standard error."""
    form = second.form
    assert form.sd is not None
    assert form.sem is not None
    assert form.mean == pytest.approx(MEAN, rel=1e-6)
    assert form.median == pytest.approx(statistics.median(p.points for p in second.persons))
    assert form.sd == pytest.approx(SD, rel=1e-6)
    assert form.skewness == pytest.approx(SKEWNESS, rel=1e-6)
    assert form.kurtosis == pytest.approx(KURTOSIS, rel=1e-6)
    # the coefficient of internal consistency is alpha, and the error ratio is sem over sd
    assert form.alpha is not None
    assert 100 * form.alpha == pytest.approx(CONSISTENCY, rel=1e-6)
    assert 100 * form.sem / form.sd == pytest.approx(ERROR_RATIO, rel=1e-6)
    assert form.sem == pytest.approx(STANDARD_ERROR, rel=1e-6)


def test_a_random_guess_does_not_move_the_facility(second: mli.Analysis) -> None:
    """Moodle prints a random guess score beside the facility; so do we, where it is known.

    On purpose ours is the exact mean over all responses, and a facility corrected for it stands on
    its own. A table of marks alone tells of no guess, and that is said, not taken for 0.
    """
    for item in second.items:
        assert (item.guess, item.facility_corrected) == (None, None)
        assert item.reasons["guess"] == "no guess value is known"


def test_a_question_that_varies_against_the_total() -> None:
    """On purpose there is no effective weight, and no sum of weights is spoilt by it.

    Moodle flags a negative covariance with the total; we say so in the reasons.
    """
    rows = [[5, 1, 0], [4, 1, 0], [3, 0, 1], [2, 1, 1], [1, 0, 2], [0, 0, 2]]
    found = mli.analyze(mli.ScoreMatrix.of(rows, max_points=[5, 1, 2]))
    against = found.items[2]
    assert against.effective_weight is None
    assert against.reasons["effective_weight"] == "it varies against the total"
    weights = [item.effective_weight for item in found.items]
    assert math.fsum(weight for weight in weights if weight is not None) == pytest.approx(1)
