"""Abilities with standard errors, information, and the standard errors of item parameters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mlinterview.analysis._products import cross, mapped, weighted_sums
from mlinterview.analysis.irt._em import Fit
from mlinterview.analysis.irt._grid import Answers, Floats, Grid, log_curves

__all__ = ["eap", "information", "map_ability", "parameter_covariance"]

_MOST_STEPS = 50


def _posterior(answers: Answers, grid: Grid, found: Fit, wrong: Floats, block: slice) -> Floats:
    log = np.multiply.outer(weighted_sums(answers.right[block], found.a), grid.theta)
    log += answers.log_given(wrong, block) + grid.log_weight
    log -= log.max(axis=1)[:, None]
    np.exp(log, out=log)
    log /= log.sum(axis=1)[:, None]
    return log


def eap(answers: Answers, found: Fit, grid: Grid | None = None) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each pattern's posterior (Bock and Mislevy 1982)."""
    grid = grid or Grid.of()
    _, wrong = log_curves(found.a, found.d, grid.theta)
    theta, se = np.empty(len(answers.right)), np.empty(len(answers.right))
    powers = np.stack([grid.theta, grid.theta**2], axis=1)
    for block in answers.blocks():
        moments = mapped(_posterior(answers, grid, found, wrong, block), powers)
        theta[block] = moments[:, 0]
        se[block] = np.sqrt(np.maximum(moments[:, 1] - moments[:, 0] ** 2, 0.0))
    return theta, se


def map_ability(answers: Answers, found: Fit) -> tuple[Floats, Floats]:
    """Mode of each pattern's posterior by Newton steps, and 1/sqrt(1 + information) there."""
    theta, se = np.empty(len(answers.right)), np.empty(len(answers.right))
    for block in answers.blocks():
        x = answers.right[block]
        given = np.ones_like(x) if answers.given is None else answers.given[block]
        goal, at = weighted_sums(x, found.a), np.zeros(len(x))
        curvature = np.ones(len(x))
        for _ in range(_MOST_STEPS):
            p = _logistic(np.multiply.outer(at, found.a) + found.d) * given
            curvature = 1 + weighted_sums(p * (1 - p), found.a**2)
            step = (goal - weighted_sums(p, found.a) - at) / curvature
            at += np.clip(step, -1.0, 1.0)
            if np.abs(step).max() < 1e-9:
                break
        theta[block], se[block] = at, 1 / np.sqrt(curvature)
    return theta, se


def information(a: Floats, d: Floats, theta: Floats) -> Floats:
    """Fisher information of each item at each ability, a^2 P (1 - P): items by abilities."""
    p = _logistic(np.multiply.outer(a, theta) + d[:, None])
    return np.asarray((a * a)[:, None] * p * (1 - p))


def parameter_covariance(
    answers: Answers, found: Fit, grid: Grid, *, common: bool
) -> NDArray[np.float64] | None:
    """Covariances of the estimates: slopes (or the one slope), then intercepts; None if singular.

    The inverse of the summed cross-products of each person's first derivatives.
    """
    odds, wrong = log_curves(found.a, found.d, grid.theta)
    p = _logistic(odds)
    items = len(found.a)
    size = items + (1 if common else items)
    total = np.zeros((size, size))
    curves = np.concatenate([p * grid.theta, p]).T
    for block in answers.blocks():
        post = _posterior(answers, grid, found, wrong, block)
        x = answers.right[block]
        fitted = mapped(post, curves)
        by_a = x * weighted_sums(post, grid.theta)[:, None] - _masked(
            answers, block, fitted[:, :items]
        )
        by_d = x - _masked(answers, block, fitted[:, items:])
        if common:
            by_a = by_a.sum(axis=1, keepdims=True)
        scores = np.concatenate([by_a, by_d], axis=1)
        total += cross(scores * answers.count[block][:, None], scores)
    try:
        inverse = np.asarray(np.linalg.inv(total), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None
    diagonal = np.diag(inverse)
    return inverse if np.isfinite(inverse).all() and (diagonal > 0).all() else None


def _masked(answers: Answers, block: slice, values: Floats) -> Floats:
    return values if answers.given is None else values * answers.given[block]


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -700, 700))))
