"""Draw residuals, scatter plots and what is seen of a fitted model, from simulations in numpy.

Needs numpy and matplotlib:

    python tools/draw_statistics.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import figure_style as style
import numpy as np
from figure_style import Array, Figure, Picture, Table

Rows = tuple[list[str], list[list[style.Cell]]]


def least_squares(inputs: Array, target: Array) -> tuple[Array, Array, Array]:
    """Fitted values, residuals and leverages of a fit with a constant."""
    design = np.column_stack([np.ones(len(target)), inputs])
    hat = design @ np.linalg.pinv(design)
    fitted = hat @ target
    return fitted, target - fitted, np.diag(hat)


PLOTS = ("plot 1", "plot 2", "plot 3", "plot 4")


def four_residuals() -> Rows:
    """Residuals of straight-line fits, in the order of the days on which they were observed."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 10, 60)
    noise = rng.normal(0, 1, 60)
    season = 2 * np.sin(2 * np.pi * np.arange(60) / 24) + 0.35 * rng.normal(0, 1, 60)
    targets = {
        "plot 1": 2 * x + noise * (0.25 + 0.35 * x),
        "plot 2": 2 * x + season,
        "plot 3": 2 * x - 0.25 * (x - 5) ** 2 + noise * 0.8,
        "plot 4": 2 * x + noise,
    }
    targets["plot 4"][23] += 14
    rows: list[list[style.Cell]] = []
    for i, name in enumerate(PLOTS):
        fitted, residual, _ = least_squares(x, targets[name])
        across = np.arange(1, 61) if name == "plot 2" else fitted
        for a, r in sorted(zip(across, residual, strict=True)):
            row: list[style.Cell] = [float(a), None, None, None, None]
            row[i + 1] = float(r)
            rows.append(row)
    return ["fitted value or day", *PLOTS], [[*row] for row in style.apart(rows)]


def draw_residuals(table: Table) -> Picture:
    picture, axes = style.panels(2, 2, (6.6, 4.8))
    for axis, name in zip(axes, PLOTS, strict=True):
        x, y = table.points("fitted value or day", name)
        axis.axhline(0, color=style.GREY, linewidth=1)
        style.dots(axis, x, y, style.BLUE, 4)
        axis.set(xlabel="day" if name == "plot 2" else "fitted value", ylabel="residual")
        axis.set_title(name.capitalize(), fontsize=10)
    return picture


SHOPS = {4: "Leeds", 9: "York", 14: "Hull", 19: "Derby"}


def leverages() -> Rows:
    """Twenty shops, a straight-line fit; four of them have been moved, and are named."""
    rng = np.random.default_rng(2)
    x = rng.uniform(0, 10, 20)
    x[9], x[14], x[19] = 44.0, 22.0, 9.0
    x[4] = 5.0
    target = 3 * x + rng.normal(0, 2.2, 20)
    target[9] -= 11
    target[14] += 9
    target[4] -= 8
    target[19] += 7
    _, residual, leverage = least_squares(x, target)
    order = np.argsort(leverage)
    rows: list[list[style.Cell]] = []
    for i in order:
        rows.append([float(leverage[i]), float(residual[i]), SHOPS.get(int(i), "")])
    return ["leverage", "residual", "shop"], rows


def draw_leverages(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.4, 3.6))
    x, y = table.points("leverage", "residual")
    axis.axhline(0, color=style.GREY, linewidth=1)
    for h, e, shop in zip(x, y, table.texts("shop"), strict=True):
        style.dots(axis, [h], [e], style.ORANGE if shop else style.BLUE, 6)
        if shop:
            label, side = f"{shop} ({h:.2f}, {e:.1f})", (8, "left") if h < 0.6 else (-8, "right")
            axis.annotate(
                label, (h, e), (side[0], -3), textcoords="offset points", ha=side[1], fontsize=9
            )
    axis.set(xlabel="leverage", ylabel="residual", xlim=(0, 1), ylim=(-14, 14))
    return picture


CITIES = ("Oslo", "Lyon", "Turin")
COLOURS = (style.BLUE, style.ORANGE, style.GREEN)


def three_cities() -> Rows:
    rng = np.random.default_rng(3)
    rows: list[list[style.Cell]] = []
    for i in range(3):
        price = 4 + 3 * i + rng.uniform(-1.6, 1.6, 25)
        sales = 74 - 20 * (2 - i) - 6 * (price - 4 - 3 * i) + rng.normal(0, 3, 25)
        for x, y in sorted(zip(price, sales, strict=True)):
            row: list[style.Cell] = [float(x), None, None, None]
            row[i + 1] = float(y)
            rows.append(row)
    rows.sort(key=lambda row: float(row[0] or 0))
    return ["price", *CITIES], [[*row] for row in style.apart(rows)]


def draw_cities(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.0, 3.6))
    everything = []
    for name, colour in zip(CITIES, COLOURS, strict=True):
        x, y = table.points("price", name)
        everything.append((x, y))
        style.dots(axis, x, y, colour, 5)
        ends = np.array([x.min(), x.max()])
        axis.plot(ends, np.polyval(np.polyfit(x, y, 1), ends), color=colour, label=name)
    x, y = np.hstack(everything)
    ends = np.array([x.min(), x.max()])
    fit = np.polyval(np.polyfit(x, y, 1), ends)
    axis.plot(ends, fit, "--", color=style.GREY, label="all cities")
    axis.set(xlabel="price", ylabel="units sold", ylim=(0, None))
    axis.legend(frameon=False, fontsize=9, loc="upper left")
    return picture


def crossing_lines() -> Rows:
    """Predictions of a fit with an interaction, as `load` alone is varied, for six rows."""
    rng = np.random.default_rng(4)
    load, valve = rng.uniform(0, 1, 400), rng.choice([-1.0, 1.0], 400)
    heat = rng.normal(0, 1, 400)
    target = 5 + 3 * (load - 0.5) * valve + heat + rng.normal(0, 0.5, 400)
    design = np.column_stack([np.ones(400), load, valve, load * valve, heat])
    weights = np.linalg.lstsq(design, target, rcond=None)[0]
    grid = np.linspace(0, 1, 11)
    shown = [*np.flatnonzero(valve > 0)[:3], *np.flatnonzero(valve < 0)[:3]]

    def predict(row: int) -> Array:
        parts = [np.ones(11), grid, np.full(11, valve[row]), grid * valve[row]]
        out: Array = np.column_stack([*parts, np.full(11, heat[row])]) @ weights
        return out

    columns = {f"row {i + 1}": predict(row) for i, row in enumerate(shown)}
    columns["mean of all rows"] = np.mean([predict(row) for row in range(400)], axis=0)
    rows = [
        [round(float(g), 1), *(float(one[k]) for one in columns.values())]
        for k, g in enumerate(grid)
    ]
    return ["load", *columns], [[*row] for row in rows]


def draw_crossing(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.0, 3.6))
    load = table.numbers("load")
    names = list(table.columns)[1:]
    for name in names[:-1]:
        label = "single rows" if name == "row 1" else None
        axis.plot(load, table.numbers(name), color=style.BLUE, linewidth=1.1, label=label)
    label = "partial dependence (mean)"
    axis.plot(load, table.numbers(names[-1]), color=style.ORANGE, linewidth=3, label=label)
    axis.set(xlabel="load", ylabel="predicted wear", ylim=(0, 10.5))
    axis.legend(frameon=False, fontsize=9, loc="upper left")
    return picture


FEATURES = (
    "tenure in months",
    "plan price",
    "logins a week",
    "support tickets",
    "exit survey sent",
)


def importances() -> Rows:
    """Loss of accuracy when a feature is permuted, for a logistic regression."""
    rng = np.random.default_rng(5)
    left = rng.random(6_000) < 0.3
    inputs = rng.normal(0, 1, (6_000, 5))
    inputs += left[:, None] * np.array([-0.6, 0.4, -0.9, 0.5, 0.0])
    inputs[:, 4] = np.where(left, rng.random(6_000) < 0.9, rng.random(6_000) < 0.05)
    design = np.column_stack([np.ones(6_000), inputs])
    weights = np.zeros(6)
    for _ in range(3_000):
        chance = 1 / (1 + np.exp(-design[:3_000] @ weights))
        weights -= 0.3 * design[:3_000].T @ (chance - left[:3_000]) / 3_000
    held, wanted = design[3_000:], left[3_000:]

    def accuracy(rows: Array) -> float:
        return float(np.mean((rows @ weights > 0) == wanted))

    rows: list[list[style.Cell]] = []
    for i, name in enumerate(FEATURES):
        mixed = held.copy()
        mixed[:, i + 1] = rng.permutation(mixed[:, i + 1])
        rows.append([name, max(0.0, round(accuracy(held) - accuracy(mixed), 4))])
    return ["feature", "loss of accuracy"], rows


def draw_importances(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.4, 2.8))
    axis.barh(table.texts("feature"), table.numbers("loss of accuracy"), 0.6, color=style.BLUE)
    axis.grid(visible=False, axis="y")
    axis.set(xlabel="loss of accuracy when permuted", xlim=(0, 0.5))
    return picture


def lloyd(points: Array, start: Array) -> float:
    centres = start.copy()
    for _ in range(100):
        nearest = ((points[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.array([points[nearest == j].mean(axis=0) for j in range(len(centres))])
    return float(((points - centres[nearest]) ** 2).sum())


def one_start_each() -> Rows:
    """k-means with a single random start for each k, on six clouds of 100 points."""
    rng = np.random.default_rng(6)
    angle = np.arange(6) * np.pi / 3
    clouds = 5 * np.column_stack([np.cos(angle), np.sin(angle)])
    points = np.repeat(clouds, 100, axis=0) + rng.normal(0, 0.7, (600, 2))
    rows: list[list[style.Cell]] = []
    for k in range(1, 11):
        start = np.random.default_rng(START + k).choice(600, k, replace=False)
        rows.append([k, round(lloyd(points, points[start]), 1)])
    return ["k", "inertia"], rows


START = 160


def draw_elbow(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.0, 3.2))
    x, y = table.points("k", "inertia")
    axis.plot(x, y, color=style.BLUE, linewidth=1.6)
    style.dots(axis, x, y, style.BLUE, 5)
    axis.set(xlabel="number of clusters k", ylabel="inertia", ylim=(0, None))
    axis.set_xticks(range(1, 11))
    return picture


KINDS = ("scanner A, ill", "scanner A, healthy", "scanner B, ill", "scanner B, healthy")


def two_scanners() -> Rows:
    """The first two principal components of embeddings in which scanner and class are coded."""
    rng = np.random.default_rng(7)
    by_scanner, by_class = rng.normal(0, 1, (2, 32))
    rows: list[list[style.Cell]] = []
    scanner = np.repeat([0, 0, 1, 1], [36, 4, 4, 36])
    ill = np.repeat([1, 0, 1, 0], [36, 4, 4, 36])
    inputs = scanner[:, None] * by_scanner * 1.3 + ill[:, None] * by_class * 0.12
    inputs = inputs + rng.normal(0, 0.5, (80, 32))
    centred = inputs - inputs.mean(axis=0)
    components = centred @ np.linalg.svd(centred, full_matrices=False)[2][:2].T
    for i, (x, y) in enumerate(components):
        row: list[style.Cell] = [float(x), None, None, None, None]
        row[1 + 2 * scanner[i] + (1 - ill[i])] = float(y)
        rows.append(row)
    rows.sort(key=lambda row: float(row[0] or 0))
    return ["first component", *KINDS], [[*row] for row in style.apart(rows)]


def draw_scanners(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.4, 3.6))
    for name in KINDS:
        x, y = table.points("first component", name)
        style.dots(axis, x, y, style.ORANGE if name.endswith("ill") else style.BLUE, 6)
    for label, colour in (("ill", style.ORANGE), ("healthy", style.BLUE)):
        axis.plot([], [], color=colour, linewidth=6, solid_capstyle="round", label=label)
    for name, across in (("scanner A", -3.5), ("scanner B", 3.5)):
        axis.text(across, 2.0, name, ha="center")
    axis.set(xlabel="first principal component", ylabel="second principal component")
    axis.set_ylim(-2.6, 2.4)
    axis.legend(frameon=False, loc="lower left", handlelength=0.05)
    return picture


FIGURES = (
    Figure(
        "residuals-four-plots",
        "Residuals of four straight-line fits, numbered 1 to 4",
        "Plot 1 fans out, plot 2 wanders in long waves over the days, plot 3 is an arch, "
        "plot 4 has one point far above a level band.",
        draw_residuals,
        four_residuals,
    ),
    Figure(
        "residual-and-leverage",
        "Residual over leverage of twenty shops",
        "Four shops are named: Leeds, Derby, Hull and York, with rising leverage.",
        draw_leverages,
        leverages,
    ),
    Figure(
        "price-and-sales-three-cities",
        "Units sold over price in three cities",
        "Three groups with falling lines, and a dashed rising line through all.",
        draw_cities,
        three_cities,
    ),
    Figure(
        "partial-dependence-and-rows",
        "Predictions over load: single rows and their mean",
        "Rising and falling thin lines, and a level thick line.",
        draw_crossing,
        crossing_lines,
    ),
    Figure(
        "permutation-importance",
        "Permutation importance of five features",
        "One bar is long, the other four are short.",
        draw_importances,
        importances,
    ),
    Figure(
        "inertia-over-clusters",
        "Inertia over the number of clusters",
        "The curve falls, with one rise on the way.",
        draw_elbow,
        one_start_each,
    ),
    Figure(
        "embeddings-two-scanners",
        "Scatter of image embeddings by scanner and diagnosis",
        "Two separate clouds of points, one for each scanner.",
        draw_scanners,
        two_scanners,
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
