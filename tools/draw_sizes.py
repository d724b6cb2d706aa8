"""Draw error against the size of the data set and of the model, from fits in numpy.

Needs numpy and matplotlib:

    python tools/draw_sizes.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import figure_style as style
import numpy as np
from figure_style import Array, Figure, Picture, Table

SIZES = (25, 50, 100, 200, 400, 800, 1600)
REPEATS = 200


def product_labels(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """The class hangs on a product of two features, and a little on one of them alone."""
    inputs = rng.normal(0, 1, (count, 6))
    score = inputs[:, 0] * inputs[:, 1] + 0.7 * inputs[:, 0]
    return np.column_stack([np.ones(count), inputs]), np.sign(score)


def linear_errors() -> tuple[list[str], list[list[style.Cell]]]:
    """A classifier that is linear in the six features, fitted to more and more examples."""
    rng = np.random.default_rng(1)
    validation, wanted = product_labels(5000, rng)
    rows: list[list[style.Cell]] = []
    for size in SIZES:
        errors = []
        for _ in range(REPEATS):
            inputs, labels = product_labels(size, rng)
            weights = np.linalg.lstsq(inputs, labels, rcond=None)[0]
            pairs = ((inputs, labels), (validation, wanted))
            errors.append([np.mean(np.sign(x @ weights) != y) for x, y in pairs])
        training, held_out = np.mean(errors, axis=0)
        rows.append([size, float(training), float(held_out)])
    return ["training examples", "training error", "validation error"], rows


def draw_linear(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.4, 3.4))
    size = table.numbers("training examples")
    for name, colour in (("validation error", style.ORANGE), ("training error", style.BLUE)):
        axis.plot(size, table.numbers(name), color=colour, linewidth=1.6, label=name)
        style.dots(axis, size, table.numbers(name), colour, 5)
    axis.axhline(0.1, color=style.GREEN, linestyle="--", linewidth=1.4, label="error to be reached")
    axis.set(xlabel="training examples", ylabel="error rate", ylim=(0, 0.5))
    axis.legend(frameon=False, fontsize=9, loc="lower right", bbox_to_anchor=(1, 0.28))
    return picture


FEATURES = (5, 10, 15, 20, 25, 30, 34, 37, 40, 43, 46, 50, 60, 70, 80, 100, 130, 160, 200)


def random_features(inputs: Array, count: int, rng: np.random.Generator) -> Array:
    weights = rng.normal(0, 1, (inputs.shape[1], count))
    out: Array = np.maximum(inputs @ weights, 0) / np.sqrt(count)
    return out


def fit_and_test(
    examples: int, features: int, penalty: float = 0.0, repeats: int = 120
) -> tuple[float, float]:
    """Median training and test error of least squares on random ReLU features.

    Where several weights fit equally well, those of least norm are taken.
    """
    results = []
    for seed in range(repeats):
        rng = np.random.default_rng(seed)
        inputs = rng.normal(0, 1, (examples + 500, 8))
        clean = inputs @ rng.normal(0, 0.35, 8)
        target = clean + rng.normal(0, 0.5, len(clean))
        hidden = random_features(inputs, features, rng)
        train, test = hidden[:examples], hidden[examples:]
        if penalty:
            gram = train.T @ train + penalty * np.eye(features)
            weights = np.linalg.solve(gram, train.T @ target[:examples])
        else:
            weights = np.linalg.pinv(train) @ target[:examples]
        parts = ((train, target[:examples]), (test, target[examples:]))
        results.append([np.mean((x @ weights - y) ** 2) for x, y in parts])
    training, held_out = np.median(results, axis=0)
    return float(training), float(held_out)


def over_features() -> tuple[list[str], list[list[style.Cell]]]:
    rows: list[list[style.Cell]] = []
    for count in FEATURES:
        training, test = fit_and_test(40, count)
        rows.append([count, training if training > 1e-6 else 0, test])
    return ["features", "training error", "test error"], rows


def draw_descent(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.6, 3.4))
    count = table.numbers("features")
    for name, colour in (("test error", style.ORANGE), ("training error", style.BLUE)):
        axis.plot(count, table.numbers(name), color=colour, linewidth=1.6, label=name)
    axis.set(xlabel="random features", ylabel="mean squared error", ylim=(0, 8))
    axis.set_xticks(range(0, 201, 20))
    axis.legend(frameon=False)
    return picture


FIGURES = (
    Figure(
        "error-over-examples",
        "Error rates over the number of training examples",
        "Training error rises and validation error falls with the number of examples; both level "
        "off at the same height, far above a dashed line.",
        draw_linear,
        linear_errors,
    ),
    Figure(
        "error-over-features",
        "Errors over the number of random features",
        "Training error falls to zero at 40 features. Test error falls, rises to a sharp peak at "
        "40 features and falls again.",
        draw_descent,
        over_features,
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
