"""Draw confusion matrices and attention maps as heat maps, from models run in numpy.

Needs numpy and matplotlib:

    python tools/draw_heat_maps.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

import figure_style as style
import numpy as np
from figure_style import Array, Axes, Figure, Picture, Table

Rows = tuple[list[str], list[list[style.Cell]]]

FULL = 150  # counts from here on have the full colour
ANIMALS = ("bird", "cat", "deer", "dog", "frog")


def swapped_names() -> Rows:
    """Nearest class mean on clouds; the table of names of the predictions has two in wrong order.

    The clouds of cat and dog lie close to each other.
    """
    rng = np.random.default_rng(1)
    means = rng.normal(0, 1, (5, 12))
    means[3] = means[1] + 0.55 * (means[3] - means[1])
    kind = np.repeat(np.arange(5), 200)
    inputs = means[kind] + rng.normal(0, 0.95, (1_000, 12))
    guess = ((inputs[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)
    named = np.array([0, 1, 4, 3, 2])[guess]
    counts = np.zeros((5, 5), dtype=int)
    np.add.at(counts, (kind, named), 1)
    rows = zip(ANIMALS, counts, strict=True)
    return ["true class", *ANIMALS], [[name, *map(int, row)] for name, row in rows]


def draw_confusion(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(4.6, 3.9))
    counts = table.matrix()
    style.cells(axis, counts, style.BLUE, top=FULL)
    for (row, column), count in np.ndenumerate(counts):
        colour = "white" if count > FULL / 2 else style.GREY
        axis.text(column, row, f"{count:.0f}", ha="center", va="center", color=colour)
    axis.set_xticks(range(5), list(table.columns)[1:])
    axis.set_yticks(range(5), table.texts("true class"))
    axis.set(xlabel="predicted class", ylabel="true class")
    return picture


def attention(scores: Array, visible: Array) -> Array:
    """Softmax over the visible keys of each query (a row)."""
    scores = np.where(visible, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Array = weights / weights.sum(axis=1, keepdims=True)
    return out


def causal(length: int, ahead: int = 0) -> Array:
    out: Array = np.tri(length, length, ahead) > 0
    return out


def map_rows(weights: Array) -> Rows:
    header = ["query", *(f"key {j + 1}" for j in range(weights.shape[1]))]
    rows: list[list[style.Cell]] = []
    for i, row in enumerate(weights):
        rows.append([f"query {i + 1}", *(round(float(w), 3) for w in row)])
    return header, rows


def one_ahead() -> Rows:
    """A decoder whose mask lets each query see one key too many."""
    rng = np.random.default_rng(2)
    queries, keys = rng.normal(0, 1, (2, 8, 16))
    scores = 0.7 * queries @ keys.T / 4 + 1.6 * np.eye(8, k=1)
    return map_rows(attention(scores, causal(8, 1)))


def draw_map(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(4.2, 3.9))
    show_map(axis, table.matrix())
    return picture


def show_map(axis: Axes, weights: Array) -> None:
    style.cells(axis, weights, style.BLUE)
    axis.set_xticks(range(weights.shape[1]), [str(j + 1) for j in range(weights.shape[1])])
    axis.set_yticks(range(len(weights)), [str(i + 1) for i in range(len(weights))])
    axis.set(xlabel="key position", ylabel="query position")


WORDS = 6
PADDED = 10


def padding() -> Rows:
    """An encoder without a padding mask: six words, four equal padding keys."""
    rng = np.random.default_rng(3)
    words = rng.normal(0, 1, (WORDS, 16))
    tokens = np.vstack([words, np.tile(rng.normal(0, 1, 16), (PADDED - WORDS, 1))])
    queries, keys = tokens @ rng.normal(0, 0.25, (16, 16)), tokens @ rng.normal(0, 0.25, (16, 16))
    weights = attention(queries @ keys.T / 4, np.ones((PADDED, PADDED), dtype=bool))
    return map_rows(weights[:WORDS])


def draw_padding(table: Table) -> Picture:
    picture, (axis,) = style.panels(size=(5.0, 3.6))
    weights = table.matrix()
    show_map(axis, weights)
    names = [*(f"w{i + 1}" for i in range(WORDS)), *["pad"] * (PADDED - WORDS)]
    axis.set_xticks(range(PADDED), names)
    axis.set_yticks(range(WORDS), names[:WORDS])
    axis.set(xlabel="key", ylabel="query")
    return picture


HEADS = ("head 1", "head 2", "head 3", "head 4")


def four_heads() -> Rows:
    """Heads with hand-set scores on the tokens A B C D A B C D under a causal mask."""
    tokens = np.arange(8) % 4
    position = np.arange(8)
    before = np.append(-1, tokens[:-1])
    first = 2.0 * (position == 0)
    scores = {
        "head 1": 5.0 * (tokens[:, None] == before) + first,
        "head 2": 5.0 * (position[:, None] - 1 == position) + 0.0,
        "head 3": np.zeros((8, 8)),
        "head 4": np.tile(4.5 * (position == 0), (8, 1)),
    }
    rows: list[list[style.Cell]] = []
    for head in HEADS:
        header, part = map_rows(attention(scores[head], causal(8)))
        rows += [[f"{head}, {name}", *weights] for name, *weights in part]
    return header, rows


def draw_heads(table: Table) -> Picture:
    picture, axes = style.panels(2, 2, (6.0, 5.8))
    weights = table.matrix().reshape(4, 8, 8)
    for axis, head, part in zip(axes, HEADS, weights, strict=True):
        style.cells(axis, part, style.BLUE, top=1)
        axis.set_xticks(range(8), list("ABCDABCD"))
        axis.set_yticks(range(8), list("ABCDABCD"))
        axis.set(xlabel="key", ylabel="query")
        axis.set_title(head.capitalize(), fontsize=10)
    return picture


FIGURES = (
    Figure(
        "confusion-five-animals",
        "Confusion matrix of five classes",
        "Counts by true and predicted class: bird, cat, deer, dog and frog.",
        draw_confusion,
        swapped_names,
    ),
    Figure(
        "attention-of-one-head",
        "Attention map of eight positions",
        "Heat map of attention weights by query and key position.",
        draw_map,
        one_ahead,
    ),
    Figure(
        "attention-with-padding",
        "Attention map of six words and four padding tokens",
        "Heat map of attention weights of six queries on six words and four padding tokens.",
        draw_padding,
        padding,
    ),
    Figure(
        "attention-four-heads",
        "Attention maps of four heads",
        "Four heat maps of attention weights on the tokens A B C D A B C D.",
        draw_heads,
        four_heads,
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
