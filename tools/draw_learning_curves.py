"""Draw the learning curves of the single-batch items, each from a real training run.

Every run trains a network with one hidden layer on one batch of 32 points with plain gradient
descent, written out in numpy. What differs from run to run is the one thing that its item asks
about: the rate, the sign of the step, the order of the labels, the loss.

For each figure the script writes ``questions/figures/NAME.csv`` (the losses) and
``questions/figures/NAME.svg``, drawn from that CSV alone. Needs numpy and matplotlib:

    python tools/draw_learning_curves.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import figure_style as style
import numpy as np
from figure_style import Array, Picture, Table

POINTS = 32
FEATURES = 8
HIDDEN = 16
SINGLE_PRECISION_MAX = float(np.finfo(np.float32).max)


class Network:
    """A network with one hidden layer of tanh units, trained by gradient descent."""

    def __init__(self, inputs: int, outputs: int, seed: int, hidden: int = HIDDEN) -> None:
        rng = np.random.default_rng(seed)
        self.weights_in = rng.normal(0, 1 / math.sqrt(inputs), (inputs, hidden))
        self.bias_in = np.zeros(hidden)
        self.weights_out = rng.normal(0, 0.3 / math.sqrt(hidden), (hidden, outputs))
        self.bias_out = np.zeros(outputs)

    def forward(self, batch: Array) -> Array:
        self.batch = batch
        self.active = np.tanh(batch @ self.weights_in + self.bias_in)
        out: Array = self.active @ self.weights_out + self.bias_out
        return out

    def step(self, slope: Array, rate: float) -> None:
        """Move against the gradient, given the slope of the loss in the network's outputs."""
        inner = (slope @ self.weights_out.T) * (1 - self.active**2)
        self.weights_out -= rate * self.active.T @ slope
        self.bias_out -= rate * slope.sum(axis=0)
        self.weights_in -= rate * self.batch.T @ inner
        self.bias_in -= rate * inner.sum(axis=0)


def two_classes() -> tuple[Array, Array]:
    """32 points with 8 features, 16 of each class, which no single feature tells apart."""
    rng = np.random.default_rng(11)
    batch = rng.normal(0, 1, (POINTS, FEATURES))
    product = batch[:, 0] * batch[:, 1]
    labels = (product > np.median(product)).astype(float)[:, None]
    return batch, labels


def binary_cross_entropy(logits: Array, labels: Array) -> tuple[float, Array]:
    """The mean loss, computed without overflow, and its slope in the logits."""
    loss = np.logaddexp(0, logits) - labels * logits
    slope = (1 / (1 + np.exp(-logits)) - labels) / len(labels)
    return float(loss.mean()), slope


def train_binary(
    steps: int, rate: float, *, uphill: bool = False, reshuffle: bool = False
) -> list[float]:
    """The loss before each step; `reshuffle` deals the labels out afresh at every step."""
    batch, labels = two_classes()
    network = Network(FEATURES, 1, seed=5)
    rng = np.random.default_rng(3)
    losses = []
    for _ in range(steps):
        used = rng.permutation(labels) if reshuffle else labels
        loss, slope = binary_cross_entropy(network.forward(batch), used)
        losses.append(loss)
        network.step(-slope if uphill else slope, rate)
    return losses


def train_mean_and_variance(steps: int, rate: float) -> list[float]:
    """Gaussian likelihood with a learned log variance, whose exp() has no bound.

    Ends before the first step at which the loss is infinite in single precision.
    """
    rng = np.random.default_rng(2)
    batch = rng.normal(0, 1, (POINTS, 2))
    target = np.sin(batch[:, :1]) + 0.3 * rng.normal(size=(POINTS, 1))
    network = Network(2, 2, seed=5)
    losses: list[float] = []
    while len(losses) < steps:
        output = network.forward(batch)
        residual = target - output[:, :1]
        precision = np.exp(-output[:, 1:])
        scaled = residual**2 * precision
        loss = float((scaled + output[:, 1:] + math.log(2 * math.pi)).mean()) / 2
        if loss > SINGLE_PRECISION_MAX:
            break
        losses.append(loss)
        network.step(np.hstack([-residual * precision, (1 - scaled) / 2]) / POINTS, rate)
    return losses


def softmax(values: Array) -> Array:
    shifted = np.exp(values - values.max(axis=1, keepdims=True))
    out: Array = shifted / shifted.sum(axis=1, keepdims=True)
    return out


def train_softmax_twice(steps: int, rate: float) -> list[float]:
    """Four classes; the loss takes logits but is handed probabilities."""
    rng = np.random.default_rng(7)
    centres = np.array([[2, 2], [-2, 2], [-2, -2], [2, -2]], dtype=float)
    labels = np.arange(POINTS) % 4
    batch = centres[labels] + rng.normal(0, 0.4, (POINTS, 2))
    target = np.eye(4)[labels]
    network = Network(2, 4, seed=5)
    losses = []
    for _ in range(steps):
        once = softmax(network.forward(batch))
        twice = softmax(once)
        losses.append(float(-np.log((twice * target).sum(axis=1)).mean()))
        slope = (twice - target) / POINTS
        network.step(once * (slope - (slope * once).sum(axis=1, keepdims=True)), rate)
    accuracy = float((once.argmax(axis=1) == labels).mean())
    assert accuracy == 1, "the item says that the batch is classified without an error"
    return losses


@dataclass(frozen=True)
class Panel:
    """One curve: its column in the CSV, and how its axes are drawn."""

    column: str
    losses: Callable[[], list[float]]
    top: float | None = None
    log: bool = False
    title: str = ""


def figure(name: str, title: str, description: str, *panels: Panel) -> style.Figure:
    """One row a step in the CSV."""

    def data() -> tuple[list[str], list[list[style.Cell]]]:
        return style.curves("step", {panel.column: panel.losses() for panel in panels})

    return style.Figure(name, title, description, partial(draw, panels), data)


def draw(panels: tuple[Panel, ...], table: Table) -> Picture:
    rows, size = (2, (6.4, 4.6)) if len(panels) > 1 else (1, (4.8, 3.0))
    picture, axes = style.panels(rows, rows, size)
    for axis, panel in zip(axes, panels, strict=True):
        axis.plot(*table.points("step", panel.column), color=style.BLUE, linewidth=1.6)
        axis.set_xlabel("step")
        axis.set_ylabel("loss")
        axis.set_title(panel.title, fontsize=10)
        if panel.log:
            axis.set_yscale("log")
            axis.minorticks_off()
            axis.set_ylabel("loss (log scale)")
        else:
            axis.set_ylim(0, panel.top)
    return picture


def oscillating() -> list[float]:
    return train_binary(80, 10.0, reshuffle=True)


def rising() -> list[float]:
    return train_binary(100, 0.04, uphill=True)


def exploding() -> list[float]:
    return train_mean_and_variance(200, 0.1)


def flat() -> list[float]:
    return train_binary(200, 1e-5)


def level() -> list[float]:
    return [round(loss, 3) for loss in flat()]


def stalling() -> list[float]:
    return train_softmax_twice(200, 4.0)


def healthy() -> list[float]:
    return train_binary(200, 1.0)


FIGURES = (
    figure(
        "single-batch-oscillating",
        "Loss over 80 steps, oscillating",
        "The loss jumps up and down from step to step and has no downward trend.",
        Panel("loss", oscillating),
    ),
    figure(
        "single-batch-rising",
        "Loss over 100 steps, rising",
        "The loss rises smoothly from the first step to the last.",
        Panel("loss", rising),
    ),
    figure(
        "single-batch-exploding",
        "Loss on a logarithmic axis, exploding",
        "The loss grows by many orders of magnitude within a few steps, and the curve ends.",
        Panel("loss", exploding, log=True),
    ),
    figure(
        "single-batch-flat",
        "Loss over 200 steps, flat",
        "The loss stays level from the first step to the last.",
        Panel("loss", level, top=1.0),
    ),
    figure(
        "single-batch-stalling",
        "Loss over 200 steps, stalling well above zero",
        "The loss falls at first and then stays level well above zero.",
        Panel("loss", stalling, top=1.5),
    ),
    figure(
        "single-batch-healthy",
        "Loss over 200 steps, falling to nearly zero",
        "The loss falls smoothly and ends close to zero.",
        Panel("loss", healthy, top=0.8),
    ),
    figure(
        "single-batch-four-shapes",
        "Four loss curves, numbered 1 to 4",
        "Curve 1 stays level, curve 2 grows without bound and ends, "
        "curve 3 jumps up and down, curve 4 rises smoothly.",
        Panel("shape_1", flat, top=1.0, title="Shape 1"),
        Panel("shape_2", exploding, log=True, title="Shape 2"),
        Panel("shape_3", oscillating, title="Shape 3"),
        Panel("shape_4", rising, title="Shape 4"),
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
