"""Marginal maximum likelihood by EM (Bock and Aitkin 1981), sped up by squared extrapolation.

A right answer of a person with ability t to item j has the probability 1/(1 + exp(-(a_j t + d_j))),
abilities being standard normal; 1PL has one a for all items. Difficulty is b_j = -d_j/a_j.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from mlinterview.analysis._products import cross, weighted_sums
from mlinterview.analysis.irt._grid import Answers, Floats, Grid, log_curves

__all__ = ["SLOPE_LIMIT", "Expected", "Fit", "expect", "fit"]

#: slopes are kept within this; an item that runs into it fits no curve
SLOPE_LIMIT = 10.0
_REST = 1e-7
_LONGEST_STEP = 2.0
_NEWTON_STEPS = 3


@dataclass(frozen=True, slots=True)
class Expected:
    """What one pass over the persons gives.

    Attributes:
        right: expected right answers, items by nodes.
        given: expected answers, items by nodes, or one row for all items.
        loglik: of the parameters the pass was made with.
    """

    right: Floats
    given: Floats
    loglik: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Slopes and intercepts, and how they were come by."""

    a: Floats
    d: Floats
    loglik: float
    passes: int
    converged: bool

    @property
    def b(self) -> Floats:
        """Difficulties; infinite or NaN where a slope is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return -self.d / self.a


def expect(answers: Answers, grid: Grid, a: Floats, d: Floats) -> Expected:
    """The E-step. The log-likelihood of a pattern x at node t is t (x.a) + x.d + sum of log Q."""
    _, wrong = log_curves(a, d, grid.theta)
    right = np.zeros((len(a), len(grid.theta)))
    given = np.zeros((1 if answers.given is None else len(a), len(grid.theta)))
    loglik = 0.0
    for block in answers.blocks():
        x, count = answers.right[block], answers.count[block]
        log = np.multiply.outer(weighted_sums(x, a), grid.theta)
        log += answers.log_given(wrong, block) + grid.log_weight
        top = log.max(axis=1)
        log -= top[:, None]
        np.exp(log, out=log)
        mass = log.sum(axis=1)
        loglik += float(count @ (weighted_sums(x, d) + top + np.log(mass)))
        log *= (count / mass)[:, None]
        right += cross(x, log)
        if answers.given is None:
            given[0] += log.sum(axis=0)
        else:
            given += cross(answers.given[block], log)
    return Expected(right, given, loglik)


def fit(
    answers: Answers,
    model: Literal["1pl", "2pl"],
    grid: Grid | None = None,
    *,
    most_passes: int = 1500,
) -> Fit:
    """Slopes and intercepts of items that some got right and some wrong.

    Extrapolation is the S3 scheme of SQUAREM (Varadhan and Roland 2008, "Simple and globally
    convergent methods for accelerating the convergence of any EM algorithm", Scandinavian Journal
    of Statistics 35); a jump that lowers the likelihood is taken back.
    """
    return _Fitter(answers, model, grid or Grid.of()).run(most_passes)


class _Fitter:
    def __init__(self, answers: Answers, model: str, grid: Grid) -> None:
        self.answers, self.grid, self.common = answers, grid, model == "1pl"
        self.passes = 0
        self.items = answers.right.shape[1]

    def run(self, most_passes: int) -> Fit:
        """Cycles of two steps, a jump and a step from there, until a step moves nothing."""
        here = self._start()
        while self.passes < most_passes:
            first, _ = self._step(here)
            if self._rests(here, first):
                return self._made(first, True)
            second, before = self._step(first)
            if self._rests(first, second):
                return self._made(second, True)
            jump = self._jump(here, first, second)
            landed, reached = self._step(jump)
            if reached < before:
                here = second
                continue
            if self._rests(jump, landed):
                return self._made(landed, True)
            here = landed
        return self._made(here, False)

    def _start(self) -> Floats:
        """Slopes of 1, and intercepts from the shares of right answers."""
        answers = self.answers
        right = answers.count @ answers.right
        given = answers.count.sum() if answers.given is None else answers.count @ answers.given
        share = np.clip(right / given, 0.001, 0.999)
        d = np.log(share / (1 - share)) * 1.2
        return np.concatenate([np.ones(1 if self.common else self.items), d])

    def _split(self, at: Floats) -> tuple[Floats, Floats]:
        d = at[-self.items :]
        return (np.full(self.items, at[0]) if self.common else at[: self.items]), d

    def _step(self, at: Floats) -> tuple[Floats, float]:
        """One E-step and one M-step; with the log-likelihood of where it began."""
        self.passes += 1
        a, d = self._split(at)
        found = expect(self.answers, self.grid, a, d)
        maximise = _one_slope if self.common else _own_slopes
        for _ in range(_NEWTON_STEPS):
            step_a, step_d = maximise(found, self.grid.theta, a, d)
            a = np.clip(a + step_a, -SLOPE_LIMIT, SLOPE_LIMIT)
            d = d + step_d
            if max(np.abs(step_a).max(), np.abs(step_d).max()) < _REST / 10:
                break
        return np.concatenate([a[:1] if self.common else a, d]), found.loglik

    def _jump(self, here: Floats, first: Floats, second: Floats) -> Floats:
        change = first - here
        bend = (second - first) - change
        length = float(np.linalg.norm(bend))
        reach = 1.0 if length == 0 else max(1.0, float(np.linalg.norm(change)) / length)
        jump = here + 2 * reach * change + reach * reach * bend
        slopes = 1 if self.common else self.items
        jump[:slopes] = np.clip(jump[:slopes], -SLOPE_LIMIT, SLOPE_LIMIT)
        return jump

    def _rests(self, before: Floats, after: Floats) -> bool:
        return float(np.abs(after - before).max()) < _REST

    def _made(self, at: Floats, converged: bool) -> Fit:
        a, d = self._split(at)
        self.passes += 1
        loglik = expect(self.answers, self.grid, a, d).loglik
        if a.sum() < 0:  # abilities may be read backwards: the same likelihood, the scale turned
            a = -a
        return Fit(a, d, loglik, self.passes, converged)


def _gradients(
    found: Expected, theta: Floats, a: Floats, d: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """First derivatives of the expected log-likelihood by a and d, and minus the second ones."""
    odds, _ = log_curves(a, d, theta)
    p = 1 / (1 + np.exp(-np.clip(odds, -700, 700)))
    off = found.right - found.given * p
    weight = found.given * p * (1 - p)
    weighted = weight @ np.stack([np.ones_like(theta), theta, theta * theta], axis=1)
    return off @ theta, off.sum(axis=1), weighted[:, 2], weighted[:, 1], weighted[:, 0]


def _own_slopes(found: Expected, theta: Floats, a: Floats, d: Floats) -> tuple[Floats, Floats]:
    """Newton steps of all items at once, each with its own 2 by 2 system."""
    by_a, by_d, aa, ad, dd = _gradients(found, theta, a, d)
    determinant = np.maximum(aa * dd - ad * ad, 1e-12 * np.maximum(aa * dd, 1e-12))
    step_a = (dd * by_a - ad * by_d) / determinant
    step_d = (aa * by_d - ad * by_a) / determinant
    longest = np.maximum(np.abs(step_a), np.abs(step_d))
    shorter = _LONGEST_STEP / np.maximum(longest, _LONGEST_STEP)
    return step_a * shorter, step_d * shorter


def _one_slope(found: Expected, theta: Floats, a: Floats, d: Floats) -> tuple[Floats, Floats]:
    """A Newton step of the common slope and all intercepts: a bordered diagonal system."""
    by_a, by_d, aa, ad, dd = _gradients(found, theta, a, d)
    dd = np.maximum(dd, 1e-12)
    top = float(by_a.sum() - (ad * by_d / dd).sum())
    bottom = float(aa.sum() - (ad * ad / dd).sum())
    step_a = float(np.clip(top / max(bottom, 1e-12), -_LONGEST_STEP, _LONGEST_STEP))
    step_d = np.clip((by_d - ad * step_a) / dd, -_LONGEST_STEP, _LONGEST_STEP)
    return np.full_like(a, step_a), step_d
