"""Draw learning curves over steps and epochs, each from a real training run in numpy.

Needs numpy and matplotlib:

    python tools/draw_training_runs.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import math

import figure_style as style
import numpy as np
from figure_style import Array, Figure, Picture, Table


class Classifier:
    """One hidden layer of ReLU units and a softmax, trained by stochastic gradient descent."""

    def __init__(self, inputs: int, hidden: int, outputs: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.first = self.rng.normal(0, math.sqrt(2 / inputs), (inputs, hidden))
        self.first_bias = np.zeros(hidden)
        self.second = self.rng.normal(0, math.sqrt(1 / hidden), (hidden, outputs))
        self.second_bias = np.zeros(outputs)

    def log_probabilities(self, inputs: Array, drop: float = 0.0) -> Array:
        hidden = np.maximum(inputs @ self.first + self.first_bias, 0)
        self.kept = (self.rng.random(hidden.shape) >= drop) / (1 - drop)
        self.inputs, self.hidden = inputs, hidden * self.kept
        logits = self.hidden @ self.second + self.second_bias
        shifted = logits - logits.max(axis=1, keepdims=True)
        out: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return out

    def loss(self, inputs: Array, labels: Array) -> float:
        return mean_loss(self.log_probabilities(inputs), labels)

    def step(self, inputs: Array, labels: Array, rate: float, drop: float = 0.0) -> float:
        """One step; returns the loss of the batch as it was before."""
        log_probabilities = self.log_probabilities(inputs, drop)
        slope = (np.exp(log_probabilities) - np.eye(len(self.second_bias))[labels]) / len(labels)
        inner = slope @ self.second.T * self.kept * (self.hidden > 0)
        self.second -= rate * self.hidden.T @ slope
        self.second_bias -= rate * slope.sum(axis=0)
        self.first -= rate * self.inputs.T @ inner
        self.first_bias -= rate * inner.sum(axis=0)
        return mean_loss(log_probabilities, labels)


def mean_loss(log_probabilities: Array, labels: Array) -> float:
    return float(-log_probabilities[np.arange(len(labels)), labels].mean())


def blobs(count: int, spread: float, seed: int, features: int = 10) -> tuple[Array, Array]:
    """Four classes, each of two clouds, so that a straight cut does not tell them apart."""
    centres = np.random.default_rng(0).normal(0, 1, (8, features))
    rng = np.random.default_rng(seed)
    cloud = rng.integers(0, 8, count)
    return centres[cloud] + rng.normal(0, spread, (count, features)), cloud % 4


def epochs(
    net: Classifier, data: tuple[Array, Array], rate: float, drop: float = 0.0, batch: int = 32
) -> float:
    """One epoch in random order; the mean of the losses that its steps saw."""
    inputs, labels = data
    order = net.rng.permutation(len(labels))
    parts = [order[i : i + batch] for i in range(0, len(order), batch)]
    return float(np.mean([net.step(inputs[p], labels[p], rate, drop) for p in parts]))


def with_dropout() -> tuple[list[str], list[list[style.Cell]]]:
    train, validation = blobs(4000, 0.9, 1), blobs(4000, 0.9, 2)
    net = Classifier(10, 64, 4, seed=3)
    rows: list[list[style.Cell]] = []
    for epoch in range(1, 41):
        logged = epochs(net, train, 0.02, drop=0.5)
        rows.append([epoch, logged, net.loss(*validation), net.loss(*train)])
    return ["epoch", "training (logged)", "validation", "training (again)"], rows


def draw_dropout(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.4, 3.4))
    epoch = table.numbers("epoch")
    for name, colour, label, line in (
        ("training (logged)", style.BLUE, "training, as logged during the epoch", "-"),
        ("validation", style.ORANGE, "validation, after the epoch", "-"),
        ("training (again)", style.BLUE, "training set scored like validation", "--"),
    ):
        axis.plot(epoch, table.numbers(name), line, color=colour, linewidth=1.6, label=label)
    axis.set(xlabel="epoch", ylabel="loss", ylim=(0, 1.4))
    axis.legend(frameon=False, fontsize=9)
    return picture


RATES = {"run_1": 0.0003, "run_2": 0.02, "run_3": 0.8, "run_4": 0.27}
OFF_THE_SCALE = 1e4


def four_rates() -> tuple[list[str], list[list[style.Cell]]]:
    """Least squares by stochastic gradient descent; a run ends where its loss has exploded."""
    rng = np.random.default_rng(4)
    inputs = rng.normal(0, 1, (2000, 10))
    target = inputs @ rng.normal(0, 1, 10) + rng.normal(0, 0.5, 2000)
    columns: dict[str, list[float]] = {}
    for name, rate in RATES.items():
        weights = np.zeros(10)
        losses = columns[name] = []
        picks = np.random.default_rng(5)
        while len(losses) <= 200:
            losses.append(float(((inputs @ weights - target) ** 2).mean()))
            if losses[-1] > OFF_THE_SCALE:
                break
            i = picks.choice(2000, 8, replace=False)
            weights -= rate * 2 * inputs[i].T @ (inputs[i] @ weights - target[i]) / 8
    return style.curves("step", columns)


def draw_rates(table: Table) -> Picture:
    picture, axes = style.panels(2, 2, (6.4, 4.6))
    for axis, name in zip(axes, RATES, strict=True):
        axis.plot(*table.points("step", name), color=style.BLUE, linewidth=1.6)
        axis.set(xlabel="step", ylabel="loss", ylim=(0, None if name == "run_3" else 8))
        axis.set_title(name.replace("_", " ").capitalize(), fontsize=10)
    return picture


def sorted_file() -> tuple[list[str], list[list[style.Cell]]]:
    """The file holds all of class 0, then all of class 1, and so on: 25 batches of each."""
    inputs, labels = blobs(4000, 0.9, 7)
    order = np.argsort(labels, kind="stable")
    inputs, labels = inputs[order], labels[order]
    keep = np.concatenate([np.flatnonzero(labels == c)[:800] for c in range(4)])
    inputs, labels = inputs[keep], labels[keep]
    net = Classifier(10, 64, 4, seed=8)
    losses = []
    for _ in range(3):
        for i in range(0, len(labels), 32):
            losses.append(net.step(inputs[i : i + 32], labels[i : i + 32], 0.04))
    return style.curves("step", {"loss": losses})


def draw_steps(table: Table, size: tuple[float, float] = (5.6, 3.0)) -> Picture:
    picture, (axis,) = style.panels(size=size)
    axis.plot(*table.points("step", "loss"), color=style.BLUE, linewidth=1.2)
    axis.set(xlabel="step", ylabel="loss of the batch", ylim=(0, None))
    return picture


ROWS_A_BATCH = 32
BATCHES = 125


def one_bad_batch() -> tuple[list[str], list[list[style.Cell]]]:
    """A file read in order, epoch after epoch; the targets of one batch are in a wrong unit."""
    rng = np.random.default_rng(9)
    inputs = rng.normal(0, 1, (ROWS_A_BATCH * BATCHES, 6))
    target = inputs @ rng.normal(0, 1, 6) + rng.normal(0, 0.7, len(inputs))
    bad = slice(37 * ROWS_A_BATCH, 38 * ROWS_A_BATCH)
    target[bad] *= 3.2
    weights = np.zeros(6)
    rows: list[list[style.Cell]] = []
    for step in range(1500):
        i = step % BATCHES * ROWS_A_BATCH
        batch, wanted = inputs[i : i + ROWS_A_BATCH], target[i : i + ROWS_A_BATCH]
        error = batch @ weights - wanted
        if step >= 1000:
            rows.append([step, float((error**2).mean())])
        weights -= 0.01 * 2 * batch.T @ error / ROWS_A_BATCH
    return ["step", "loss"], rows


def draw_spikes(table: Table) -> Picture:
    picture = draw_steps(table, (6.4, 3.0))
    (axis,) = picture.axes
    step, loss = table.numbers("step"), table.numbers("loss")
    for i in np.flatnonzero(loss > 5):
        axis.annotate(
            f"step {step[i]:.0f}", (step[i], loss[i]), (0, 3), textcoords="offset points",
            ha="center", fontsize=9,
        )  # fmt: skip
    axis.set_ylim(0, float(loss.max()) * 1.12)
    return picture


def until_stopped() -> tuple[list[str], list[list[style.Cell]]]:
    train, validation = blobs(150, 0.9, 110), blobs(150, 0.9, 310)
    net = Classifier(10, 64, 4, seed=10)
    rows: list[list[style.Cell]] = []
    for epoch in range(1, 17):
        epochs(net, train, 0.3)
        rows.append([epoch, net.loss(*validation)])
    return ["epoch", "validation loss"], rows


def draw_stopping(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.6, 3.4))
    epoch, loss = table.numbers("epoch"), table.numbers("validation loss")
    axis.plot(epoch, loss, color=style.BLUE, linewidth=1.4)
    style.dots(axis, epoch, loss, style.BLUE, 5)
    axis.set(xlabel="epoch", ylabel="validation loss", ylim=(0.4, 1))
    axis.set_xticks(range(1, 17))
    return picture


FIGURES = (
    Figure(
        "dropout-three-losses",
        "Three losses over 40 epochs",
        "The logged training loss lies highest, validation loss lower, and the training set "
        "scored like validation a little lower still.",
        draw_dropout,
        with_dropout,
    ),
    Figure(
        "four-learning-rates",
        "Four training losses, numbered 1 to 4",
        "Run 1 falls hardly at all, run 2 falls smoothly, run 3 shoots up, run 4 jumps about.",
        draw_rates,
        four_rates,
    ),
    Figure(
        "loss-of-each-batch",
        "Loss of each batch over three epochs",
        "The loss falls to nearly zero and jumps up again, at equal distances.",
        draw_steps,
        sorted_file,
    ),
    Figure(
        "recurring-spike",
        "Loss of each batch from step 1,000 to step 1,499",
        "A level noisy loss with four high peaks at steps 1,037, 1,162, 1,287 and 1,412.",
        draw_spikes,
        one_bad_batch,
    ),
    Figure(
        "patience-curve",
        "Validation loss over 16 epochs",
        "Validation loss falls with ups and downs to its lowest value and then wavers above it.",
        draw_stopping,
        until_stopped,
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
