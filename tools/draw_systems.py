"""Draw what monitoring shows of training runs, services and experiments, from simulations.

Needs numpy and matplotlib:

    python tools/draw_systems.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import math

import figure_style as style
import numpy as np
from figure_style import Array, Figure, Picture, Table

Rows = tuple[list[str], list[list[style.Cell]]]

BUSY, SAVING, SECONDS = 160, 40, 600


def utilisation() -> Rows:
    """Training for 160 s, then a checkpoint of 40 s during which the GPU waits, and so on."""
    rng = np.random.default_rng(1)
    rows: list[list[style.Cell]] = []
    for second in range(0, SECONDS, 2):
        busy = second % (BUSY + SAVING) < BUSY
        rows.append([second, int(rng.integers(94, 100)) if busy else 0])
    return ["second", "GPU utilisation in %"], rows


def draw_utilisation(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(6.4, 2.8))
    x, y = table.points("second", "GPU utilisation in %")
    axis.plot(x, y, color=style.BLUE, linewidth=1.4)
    axis.set(xlabel="second", ylabel="GPU utilisation in %", ylim=(0, 105))
    axis.set_xticks(range(0, SECONDS + 1, 40))
    return picture


def service_times(rng: np.random.Generator, count: int) -> Array:
    """Milliseconds a request: 10 on average, at least 5."""
    return 5 + rng.exponential(5, count)


def latencies() -> Rows:
    """One server, Poisson arrivals, first come first served (Lindley's recursion)."""
    rows: list[list[style.Cell]] = []
    for load in (5, 10, 20, 30, 40, 50, 55, 60, 65, 70, 75, 80, 84, 88, 91):
        rng = np.random.default_rng(2)
        gaps = rng.exponential(1000 / load, 200_000)
        work = service_times(rng, 200_000)
        waits, wait = np.empty(200_000), 0.0
        for i in range(200_000):
            waits[i] = wait
            wait = max(0.0, wait + work[i] - gaps[i])
        total = waits + work
        rows.append([load, *(round(float(np.quantile(total, q)), 1) for q in (0.5, 0.99))])
    return ["requests per second", "median", "99th percentile"], rows


def draw_latencies(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.8, 3.6))
    load = table.numbers("requests per second")
    for name, colour in (("99th percentile", style.ORANGE), ("median", style.BLUE)):
        axis.plot(load, table.numbers(name), color=colour, linewidth=1.6, label=name)
        style.dots(axis, load, table.numbers(name), colour, 4)
    axis.set(xlabel="requests per second", ylabel="latency in ms", ylim=(0, 400))
    axis.set_xticks(range(0, 101, 10))
    axis.set_yticks(range(0, 401, 50))
    axis.legend(frameon=False, loc="upper left")
    return picture


LIMIT = 512


def token_lengths() -> Rows:
    """Lengths after a tokeniser that cuts at 512 tokens, counted in bins of 16."""
    lengths = np.random.default_rng(3).lognormal(5.75, 0.55, 10_000)
    counts = np.histogram(np.minimum(lengths, LIMIT - 1), np.arange(0, LIMIT + 1, 16))[0]
    return ["tokens", "examples"], [[16 * i + 8, int(c)] for i, c in enumerate(counts)]


def draw_lengths(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.6, 3.2))
    tokens, counts = table.numbers("tokens"), table.numbers("examples")
    style.histogram(axis, tokens, counts, style.BLUE)
    axis.set(xlabel="tokens per example", ylabel="examples", ylim=(0, None))
    axis.set_xticks(range(0, 577, 64))
    return picture


def peeking() -> Rows:
    """An A/A test: 400 users a day and arm, both convert at 10%; two-sided z-test on all so far."""
    rng = np.random.default_rng(PEEK_SEED)
    counts = rng.binomial(400, 0.1, (28, 2)).cumsum(axis=0)
    rows: list[list[style.Cell]] = []
    for day in range(1, 29):
        users = 400 * day
        shares = counts[day - 1] / users
        pooled = shares.mean()
        z = abs(shares[0] - shares[1]) / math.sqrt(2 * pooled * (1 - pooled) / users)
        rows.append([day, round(math.erfc(z / math.sqrt(2)), 4)])
    return ["day", "p-value so far"], rows


PEEK_SEED = 179


def draw_peeking(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(6.0, 3.2))
    day, p = table.points("day", "p-value so far")
    axis.plot(day, p, color=style.BLUE, linewidth=1.4)
    style.dots(axis, day, p, style.BLUE, 4)
    axis.axhline(0.05, color=style.ORANGE, linestyle="--", linewidth=1.4, label="0.05")
    axis.set(xlabel="day", ylabel="p-value of all data so far", ylim=(0, 1))
    axis.set_xticks(range(1, 29, 3))
    axis.legend(frameon=False)
    return picture


LAYERS = 12


def gradient_norms() -> Rows:
    """Norms at the start of training, by backpropagation through twelve layers of 128 units."""
    columns = {
        name: norms(kind, gain)
        for name, kind, gain in (
            ("net A", "sigmoid", 1.0),
            ("net B", "relu", math.sqrt(2)),
        )
    }
    rows = [[i + 1, *(float(f"{one[i]:.3g}") for one in columns.values())] for i in range(LAYERS)]
    return ["layer", *columns], [[*row] for row in rows]


def norms(kind: str, gain: float) -> list[float]:
    rng = np.random.default_rng(5)
    units, batch = 128, 64
    weights = [rng.normal(0, gain / math.sqrt(units), (units, units)) for _ in range(LAYERS)]
    inputs = rng.normal(0, 1, (batch, units))
    layers, slopes = [inputs], []
    for matrix in weights:
        sums = layers[-1] @ matrix
        active = 1 / (1 + np.exp(-sums)) if kind == "sigmoid" else np.maximum(sums, 0)
        slopes.append(active * (1 - active) if kind == "sigmoid" else (sums > 0) * 1.0)
        layers.append(active)
    back = rng.normal(0, 1, (batch, units)) / batch
    found = []
    for i in reversed(range(LAYERS)):
        back = back * slopes[i]
        found.append(float(np.linalg.norm(layers[i].T @ back)))
        back = back @ weights[i].T
    return found[::-1]


def draw_norms(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.6, 3.6))
    layer = table.numbers("layer")
    for name, colour in (("net B", style.ORANGE), ("net A", style.BLUE)):
        axis.plot(layer, table.numbers(name), color=colour, linewidth=1.6, label=name)
        style.dots(axis, layer, table.numbers(name), colour, 4)
    axis.set_yscale("log")
    axis.minorticks_off()
    axis.set(xlabel="layer (1 is next to the input)", ylabel="gradient norm (log scale)")
    axis.set_xticks(range(1, LAYERS + 1))
    axis.legend(frameon=False)
    return picture


def saddle() -> Rows:
    """Gradient descent on x^2 - y^2/2 + y^4/4, begun close to the ridge y = 0."""
    x, y, rate = 0.7, 1e-4, 0.1
    rows: list[list[style.Cell]] = []
    for step in range(161):
        loss = x * x - y * y / 2 + y**4 / 4 + 0.25
        slope = 2 * x, y**3 - y
        rows.append([step, round(loss, 4), float(f"{math.hypot(*slope):.4g}")])
        x, y = x - rate * slope[0], y - rate * slope[1]
    return ["step", "loss", "gradient norm"], rows


def draw_saddle(table: Table) -> Picture:
    picture, (left, right) = style.panels(1, 2, (6.6, 2.9))
    left.plot(*table.points("step", "loss"), color=style.BLUE, linewidth=1.6)
    left.set(xlabel="step", ylabel="loss", ylim=(0, 0.8))
    right.plot(*table.points("step", "gradient norm"), color=style.BLUE, linewidth=1.6)
    right.set_yscale("log")
    right.minorticks_off()
    right.set(xlabel="step", ylabel="gradient norm (log scale)")
    return picture


FIGURES = (
    Figure(
        "gpu-utilisation",
        "Utilisation of a GPU over ten minutes",
        "Stretches near 97% alternate with stretches at zero.",
        draw_utilisation,
        utilisation,
    ),
    Figure(
        "latency-over-load",
        "Median and 99th percentile of latency over load",
        "Both curves rise slowly and then ever more steeply; the 99th percentile lies far higher.",
        draw_latencies,
        latencies,
    ),
    Figure(
        "token-lengths",
        "Histogram of tokens per example",
        "A hump with a long tail, and a high last bar.",
        draw_lengths,
        token_lengths,
    ),
    Figure(
        "p-value-over-days",
        "P-value of an experiment over 28 days",
        "The p-value wanders, with a dashed line at 0.05.",
        draw_peeking,
        peeking,
    ),
    Figure(
        "gradient-norm-by-layer",
        "Gradient norm by layer of two networks",
        "On a logarithmic axis: net A rises steeply from layer 1 to layer 12, net B is level.",
        draw_norms,
        gradient_norms,
    ),
    Figure(
        "plateau-and-gradient-norm",
        "Loss and gradient norm over 160 steps",
        "The loss falls, stays level and falls again; the gradient norm falls, and rises on a "
        "straight line while the loss is level.",
        draw_saddle,
        saddle,
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
