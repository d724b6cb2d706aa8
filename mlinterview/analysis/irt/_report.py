"""From a matrix of scores to the records of an IRT analysis: gates, left out items, wording."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mlinterview.analysis._irt_results import (
    InformationPoint,
    IrtAnalysis,
    IrtItem,
    IrtPerson,
    Model,
    Theta,
)
from mlinterview.analysis._results import Range
from mlinterview.analysis.irt import _ability
from mlinterview.analysis.irt._em import SLOPE_LIMIT, Fit, fit
from mlinterview.analysis.irt._grid import Answers, Floats, Grid, answers_of
from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["LEAST_PERSONS", "analyze_irt"]

LEAST_PERSONS = 100
#: with fewer, two parameters an item are unsteady
_FEW_FOR_2PL = 250
#: with fewer items the parameters are not determined
_LEAST_ITEMS = {"1pl": 2, "2pl": 3}
_SLACK = 1e-9
_Z = 1.959963984540054
#: difficulties further out than this are those of an item that hardly discriminates
_FARTHEST = 50.0
_CURVE = np.linspace(-4, 4, 17)


@dataclass(frozen=True, slots=True)
class _Usable:
    """Columns with right-or-wrong scores that vary, and why the others are none."""

    columns: list[int]
    reasons: dict[int, str]
    right: NDArray[np.bool_]
    given: NDArray[np.bool_]


def analyze_irt(
    matrix: ScoreMatrix, model: Model, theta: Theta = "eap", *, nodes: int = 61
) -> IrtAnalysis:
    """Fit the model and estimate abilities; with too few persons or items say so instead."""
    if model not in ("1pl", "2pl"):
        raise ValueError(f"'1pl' or '2pl' expected as model, found {model!r}")
    if theta not in ("eap", "map"):
        raise ValueError(f"'eap' or 'map' expected for theta, found {theta!r}")
    usable = _usable(matrix)
    given = usable.given[:, usable.columns]
    persons = np.flatnonzero(given.any(axis=1))
    n, k = len(persons), len(usable.columns)
    if n < LEAST_PERSONS:
        reason = f"{n} persons, at least {LEAST_PERSONS} are needed: classical statistics only"
    elif k < _LEAST_ITEMS[model]:
        reason = (
            f"{k} item{'s' if k != 1 else ''} scored right or wrong that some got right and some"
            f" wrong, at least {_LEAST_ITEMS[model]} are needed"
        )
    else:
        reason = None
    if reason is not None:
        return IrtAnalysis(model=model, theta=theta, n=n, reason=reason)
    right = usable.right[:, usable.columns]
    answers = answers_of(right[persons], given[persons])
    grid = Grid.of(nodes)
    found = fit(answers, model, grid)
    estimates = _ability.eap(answers, found, grid)
    expected = estimates
    if theta == "map":
        estimates = _ability.map_ability(answers, found)
    parameters = k + (1 if model == "1pl" else k)
    return IrtAnalysis(
        model=model,
        theta=theta,
        n=n,
        loglik=found.loglik,
        parameters=parameters,
        aic=2 * parameters - 2 * found.loglik,
        bic=parameters * math.log(n) - 2 * found.loglik,
        converged=found.converged,
        iterations=found.passes,
        nodes=nodes,
        reliability=_reliability(answers, expected),
        items=_items(matrix, usable, answers, found, grid, common=model == "1pl"),
        persons=_persons(matrix, persons, answers, estimates),
        information=_information(found),
        notes=_notes(matrix, usable, n, model, found),
    )


def _usable(matrix: ScoreMatrix) -> _Usable:
    points = matrix.points
    given = ~np.isnan(points)
    maxima = np.array([item.max_points for item in matrix.items])
    shares = np.where(given, points, 0.0) / maxima
    right, wrong = shares >= 1 - _SLACK, shares <= _SLACK
    columns, reasons = [], {}
    n, n_right = given.sum(axis=0), (right & given).sum(axis=0)
    whole = np.asarray((right | wrong | ~given).all(axis=0))
    for column in range(len(matrix.items)):
        if not n[column]:
            reasons[column] = "no score counts"
        elif not whole[column]:
            reasons[column] = "part credit: the model needs right or wrong"
        elif n_right[column] in (0, n[column]):
            who = "nobody" if not n_right[column] else "everybody"
            reasons[column] = f"{who} got it right: it has no difficulty"
        else:
            columns.append(column)
    return _Usable(columns, reasons, right & given, given)


def _items(
    matrix: ScoreMatrix,
    usable: _Usable,
    answers: Answers,
    found: Fit,
    grid: Grid,
    *,
    common: bool,
) -> tuple[IrtItem, ...]:
    covariance = _ability.parameter_covariance(answers, found, grid, common=common)
    curves = _ability.information(found.a, found.d, _CURVE)
    places = {column: place for place, column in enumerate(usable.columns)}
    made = []
    for column, item in enumerate(matrix.items):
        if column in usable.reasons:
            made.append(IrtItem(item_id=item.id, a=None, b=None, reason=usable.reasons[column]))
            continue
        place = places[column]
        a, d = float(found.a[place]), float(found.d[place])
        curve = tuple(curves[place].tolist())
        if abs(a) >= SLOPE_LIMIT - 1e-6:
            reason = f"the slope ran to its limit of {SLOPE_LIMIT:g}: the item fits no curve"
            made.append(IrtItem(item_id=item.id, a=None, b=None, information=curve, reason=reason))
            continue
        steep = abs(a) > 1e-6 and abs(d / a) <= _FARTHEST
        b = -d / a if steep else None
        a_se, b_se = _errors(covariance, place, len(places), a, d, common=common)
        if not steep:
            b_se = None
        made.append(
            IrtItem(
                item_id=item.id,
                a=a,
                b=b,
                a_se=a_se,
                b_se=b_se,
                a_interval=_around(a, a_se),
                b_interval=_around(b, b_se),
                information=curve,
                reason=None if steep else "the slope is so near 0 that no difficulty is defined",
            )
        )
    return tuple(made)


def _errors(
    covariance: NDArray[np.float64] | None,
    place: int,
    items: int,
    a: float,
    d: float,
    *,
    common: bool,
) -> tuple[float | None, float | None]:
    """Standard errors of a slope and, by the delta method, of its difficulty -d/a."""
    if covariance is None:
        return None, None
    at_a, at_d = (0, 1 + place) if common else (place, items + place)
    by_a, by_d = float(covariance[at_a, at_a]), float(covariance[at_d, at_d])
    if abs(a) < 1e-6:
        return math.sqrt(by_a), None
    together = float(covariance[at_a, at_d])
    first, second = d / (a * a), -1 / a
    spread = first * first * by_a + second * second * by_d + 2 * first * second * together
    return math.sqrt(by_a), math.sqrt(max(0.0, spread))


def _around(value: float | None, se: float | None) -> Range | None:
    return None if value is None or se is None else (value - _Z * se, value + _Z * se)


def _persons(
    matrix: ScoreMatrix,
    persons: NDArray[np.int64],
    answers: Answers,
    estimates: tuple[Floats, Floats],
) -> tuple[IrtPerson, ...]:
    theta, se = (values[answers.pattern].tolist() for values in estimates)
    return tuple(
        IrtPerson.model_construct(
            examinee_id=matrix.examinees[row], theta=theta[place], se=se[place]
        )
        for place, row in enumerate(persons.tolist())
    )


def _reliability(answers: Answers, estimates: tuple[Floats, Floats]) -> float:
    theta, se = estimates
    count = answers.count
    mean = count @ theta / count.sum()
    spread = float(count @ (theta - mean) ** 2 / count.sum())
    noise = float(count @ (se * se) / count.sum())
    return spread / (spread + noise)


def _information(found: Fit) -> tuple[InformationPoint, ...]:
    values = _ability.information(found.a, found.d, _CURVE).sum(axis=0)
    return tuple(
        InformationPoint(theta=at, information=value, se=value**-0.5 if value > 1e-12 else None)
        for at, value in zip(_CURVE.tolist(), values.tolist(), strict=True)
    )


def _notes(
    matrix: ScoreMatrix, usable: _Usable, n: int, model: Model, found: Fit
) -> tuple[str, ...]:
    notes = []
    if usable.reasons:
        count = len(usable.reasons)
        notes.append(f"{count} item{'s' if count != 1 else ''} left out; the items say why.")
    if n < len(matrix.examinees):
        left = len(matrix.examinees) - n
        notes.append(f"{left} person{'s' if left != 1 else ''} without a usable score left out.")
    if model == "2pl" and n < _FEW_FOR_2PL:
        notes.append(
            f"Slopes of {n} persons are unsteady (under {_FEW_FOR_2PL}): mind their intervals,"
            " or use 1pl."
        )
    if not found.converged:
        notes.append("The steps did not come to rest: the values are not final.")
    return tuple(notes)
