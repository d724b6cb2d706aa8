"""Draw what is seen of a classifier's scores: ROC, PR and reliability curves, histograms.

Needs numpy and matplotlib:

    python tools/draw_scores.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import figure_style as style
import numpy as np
from figure_style import Array, Figure, Picture, Table

Rows = tuple[list[str], list[list[style.Cell]]]


def logistic(values: Array) -> Array:
    out: Array = 1 / (1 + np.exp(-values))
    return out


def fit_logistic(inputs: Array, labels: Array) -> Array:
    """Weights (the constant first) by Newton's method."""
    inputs = np.column_stack([np.ones(len(inputs)), inputs])
    weights = np.zeros(inputs.shape[1])
    for _ in range(12):
        chance = logistic(inputs @ weights)
        slope = inputs.T @ (labels - chance)
        weights += np.linalg.solve((inputs.T * (chance * (1 - chance))) @ inputs, slope)
    return weights


def rates(scores: Array, positive: Array, thresholds: Array) -> tuple[Array, Array]:
    """False and true positive rate of flagging the scores at or above each threshold."""
    false, true = (
        np.array([np.mean(part >= t) for t in thresholds])
        for part in (scores[~positive], scores[positive])
    )
    return false, true


def two_clouds(count: int, share: float, seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    positive = rng.random(count) < share
    return rng.normal(0, 1, (count, 4)) + 0.95 * positive[:, None], positive


KEPT = 0.1


def undersampled() -> Rows:
    """A logistic regression that saw each positive and one negative in ten."""
    inputs, positive = two_clouds(200_000, 0.05, 1)
    keep = positive | (np.random.default_rng(2).random(len(positive)) < KEPT)
    weights = fit_logistic(inputs[keep], positive[keep].astype(float))
    inputs, positive = two_clouds(1_000_000, 0.05, 3)
    chance = logistic(weights[0] + inputs @ weights[1:])
    rows: list[list[style.Cell]] = []
    for low in np.arange(10) / 10:
        inside = (chance >= low) & (chance < low + 0.1)
        rows.append([float(chance[inside].mean()), float(positive[inside].mean())])
    return ["predicted probability", "observed share"], rows


def draw_reliability(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(4.4, 4.0))
    axis.plot([0, 1], [0, 1], "--", color=style.GREY, linewidth=1, label="perfect calibration")
    x, y = table.points("predicted probability", "observed share")
    axis.plot(x, y, color=style.BLUE, linewidth=1.6, label="model, ten bins")
    style.dots(axis, x, y, style.BLUE, 6)
    axis.set(xlabel="predicted probability", ylabel="observed share of positives")
    unit_axes(picture)
    axis.legend(frameon=False)
    return picture


def unit_axes(picture: Picture) -> None:
    for axis in picture.axes:
        axis.set(xlim=(0, 1), ylim=(0, 1))
        axis.set_xticks(np.arange(6) / 5)
        axis.set_yticks(np.arange(6) / 5)


def draw_roc(table: Table, mark: bool = True, diagonal: bool = True) -> Picture:
    picture, (axis,) = style.panels(size=(4.4, 4.0))
    x, y = table.points("false positive rate", "true positive rate")
    axis.plot(x, y, color=style.BLUE, linewidth=1.6)
    if diagonal:
        axis.plot([0, 1], [0, 1], "--", color=style.GREY, linewidth=1)
    if mark:
        style.dots(axis, x, y, style.BLUE, 5)
    axis.set(xlabel="false positive rate", ylabel="true positive rate")
    unit_axes(picture)
    return picture


ROC = ["false positive rate", "true positive rate"]


def with_fallback() -> Rows:
    """Scores with two decimals; where a feature is missing, the score is a constant."""
    rng = np.random.default_rng(4)
    positive = np.arange(20_000) < 2_000
    scores = np.round(logistic(rng.normal(0, 1.3, 20_000) + 1.7 * positive), 2)
    missing = rng.random(20_000) < np.where(positive, 0.42, 0.62)
    scores = np.where(missing, 0.0, np.maximum(scores, 0.01))
    thresholds = np.concatenate([[1.01], np.unique(scores)[::-1]])
    false, true = rates(scores, positive, thresholds)
    rows = [[float(a), float(b)] for a, b in zip(false, true, strict=True)]
    return ROC, [[*row] for row in rows]


def below_diagonal() -> Rows:
    rng = np.random.default_rng(5)
    positive = np.arange(4_000) < 2_000
    scores = rng.normal(0, 1, 4_000) - 1.3 * positive
    false, true = rates(scores, positive, np.quantile(scores, np.linspace(1, 0, 61)))
    rows: list[list[style.Cell]] = [[0.0, 0.0]]
    rows += [[float(a), float(b)] for a, b in zip(false, true, strict=True)]
    return ROC, rows


MARKED = (0.8, 0.65, 0.45, 0.3)


def four_thresholds() -> Rows:
    """A fine curve, and in columns of their own the four points that are marked."""
    rng = np.random.default_rng(6)
    positive = np.arange(200_000) < 100_000
    scores = logistic(1.2 * (rng.normal(0, 1, 200_000) + 2 * positive - 1))
    grid = np.linspace(0.99, 0.0, 100)
    rows: list[list[style.Cell]] = [
        [float(a), float(b), None, None]
        for a, b in zip(*rates(scores, positive, grid), strict=True)
    ]
    marked = zip(*rates(scores, positive, np.array(MARKED)), MARKED, strict=True)
    rows += [
        [round(float(a), 2), None, round(float(b), 2), f"threshold {t:.2f}"] for a, b, t in marked
    ]
    rows.sort(key=lambda row: float(row[0] or 0))
    return [*ROC, "marked point", "threshold"], rows


def draw_thresholds(table: Table) -> Picture:
    picture = draw_roc(table, mark=False, diagonal=False)
    (axis,) = picture.axes
    x, y = table.points("false positive rate", "marked point")
    names = filter(None, table.texts("threshold"))
    for across, up, name in zip(x, y, names, strict=True):
        style.dots(axis, [across], [up], style.ORANGE, 8)
        label = f"{name}: ({across:.2f}, {up:.2f})"
        axis.annotate(label, (across, up), (8, -12), textcoords="offset points", fontsize=9)
    return picture


def precision_recall() -> Rows:
    rng = np.random.default_rng(7)
    positive = np.arange(5_000) < 400
    scores = rng.normal(0, 1, 5_000) + 1.9 * positive
    rows: list[list[style.Cell]] = []
    for share in [*np.arange(0.05, 1, 0.05), 0.99, 1.0]:
        threshold = np.quantile(scores[positive], 1 - share)
        flagged = scores >= (threshold if share < 1 else scores.min())
        found = float(positive[flagged].sum())
        rows.append([found / 400, found / float(flagged.sum())])
    return ["recall", "precision"], rows


def draw_precision(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.0, 3.6))
    x, y = table.points("recall", "precision")
    axis.plot(x, y, color=style.BLUE, linewidth=1.6)
    style.dots(axis, x, y, style.BLUE, 5)
    axis.text(0.04, 0.1, f"last point, everything flagged:\n({x[-1]:.2f}, {y[-1]:.2f})", fontsize=9)
    axis.set(xlabel="recall", ylabel="precision")
    unit_axes(picture)
    return picture


MODELS = ("ash", "birch", "cedar", "elm")


def four_models() -> Rows:
    """Counts of the scores of 1,000 negatives and 1,000 positives, in bins of 0.02."""
    rng = np.random.default_rng(8)
    spreads = {
        "ash": ((0.30, 0.13), (0.43, 0.13)),
        "birch": ((0.70, 0.035), (0.88, 0.03)),
        "cedar": ((0.50, 0.16), (0.50, 0.16)),
        "elm": ((0.16, 0.025), (0.225, 0.025)),
    }
    edges = np.linspace(0, 1, 51)
    columns: dict[str, Array] = {}
    for model in MODELS:
        for kind, (mean, spread) in zip(("negative", "positive"), spreads[model], strict=True):
            counts = np.histogram(rng.normal(mean, spread, 1_000), edges)[0]
            columns[f"{model} {kind}"] = counts
    rows = [
        [round(float(edge) + 0.01, 2), *(int(one[i]) for one in columns.values())]
        for i, edge in enumerate(edges[:-1])
    ]
    return ["score", *columns], [[*row] for row in rows]


def draw_models(table: Table) -> Picture:
    picture, axes = style.panels(2, 2, (6.6, 4.4))
    score = table.numbers("score")
    for axis, model in zip(axes, MODELS, strict=True):
        for kind, colour in (("negative", style.BLUE), ("positive", style.ORANGE)):
            counts = table.numbers(f"{model} {kind}")
            style.histogram(axis, score, counts, colour, kind + "s")
        axis.set(xlabel="score", ylabel="count", xlim=(0, 1), ylim=(0, None))
        axis.set_title(f"Model {model.capitalize()}", fontsize=10)
    axes[0].legend(frameon=False, fontsize=9)
    return picture


def spike() -> Rows:
    """Scores of 10,000 requests a day; on the second day a feature service times out for some."""
    rng = np.random.default_rng(9)
    weights = rng.normal(0, 0.55, 6)
    edges = np.linspace(0, 1, 51)
    columns = []
    for lost in (0.0, 0.2):
        inputs = rng.normal(0, 1, (10_000, 6))
        inputs[rng.random(10_000) < lost] = np.array([1.2, 0, 0, 0, 0, 0]) * np.sign(weights[0])
        columns.append(np.histogram(logistic(inputs @ weights - 0.6), edges)[0])
    rows = [
        [round(float(edge) + 0.01, 2), *(int(one[i]) for one in columns)]
        for i, edge in enumerate(edges[:-1])
    ]
    return ["score", "Monday", "Tuesday"], [[*row] for row in rows]


def draw_spike(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.6, 3.4))
    for name, colour in (("Monday", style.BLUE), ("Tuesday", style.ORANGE)):
        style.histogram(axis, table.numbers("score"), table.numbers(name), colour, name)
    axis.set(xlabel="score", ylabel="requests", xlim=(0, 1), ylim=(0, None))
    axis.legend(frameon=False)
    return picture


FIGURES = (
    Figure(
        "reliability-below-diagonal",
        "Reliability diagram",
        "The curve bends far below the diagonal and meets it at both ends.",
        draw_reliability,
        undersampled,
    ),
    Figure(
        "roc-long-segment",
        "ROC curve with a long straight piece",
        "Close points up to a bend, then one straight line to the upper right corner.",
        draw_roc,
        with_fallback,
    ),
    Figure(
        "roc-under-diagonal",
        "ROC curve under the diagonal",
        "The curve sags far under the diagonal between the two corners.",
        lambda table: draw_roc(table, mark=False),
        below_diagonal,
    ),
    Figure(
        "roc-four-thresholds",
        "ROC curve with four marked thresholds",
        "A concave curve with points at thresholds 0.80, 0.65, 0.45 and 0.30, named with their "
        "rates.",
        draw_thresholds,
        four_thresholds,
    ),
    Figure(
        "precision-recall-to-the-end",
        "Precision over recall",
        "Precision falls as recall grows, down to the point at which everything is flagged.",
        draw_precision,
        precision_recall,
    ),
    Figure(
        "score-histograms-four-models",
        "Histograms of the scores of four models, by class",
        "For each model a histogram of the negatives and one of the positives.",
        draw_models,
        four_models,
    ),
    Figure(
        "score-histogram-spike",
        "Histograms of the scores of two days",
        "The histogram of Tuesday has one high narrow peak that Monday's lacks.",
        draw_spike,
        spike,
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
