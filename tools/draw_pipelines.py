"""Draw pipelines as boxes and arrows; these figures have no data.

Needs numpy and matplotlib:

    python tools/draw_pipelines.py [--out questions/figures] [--png DIR]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import figure_style as style
from figure_style import Figure, Picture, Table
from matplotlib.patches import FancyBboxPatch


@dataclass(frozen=True)
class Box:
    """A box by its centre and size; units are tenths of an inch."""

    text: str
    x: float
    y: float
    width: float = 15
    height: float = 5
    colour: str = style.GREY


Arrow = tuple[str, str]


@dataclass(frozen=True)
class Diagram:
    size: tuple[float, float]
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]
    notes: tuple[tuple[float, float, str], ...] = ()


def draw(diagram: Diagram, table: Table) -> Picture:
    picture, (axis,) = style.panels(size=diagram.size)
    axis.set(xlim=(0, diagram.size[0] * 10), ylim=(0, diagram.size[1] * 10), aspect="equal")
    axis.axis("off")
    for box in diagram.boxes.values():
        corner = box.x - box.width / 2, box.y - box.height / 2
        shape = FancyBboxPatch(
            corner, box.width, box.height, boxstyle="round,pad=0,rounding_size=0.8",
            facecolor="none", edgecolor=box.colour, linewidth=1.4, clip_on=False,
        )  # fmt: skip
        axis.add_patch(shape)
        axis.text(box.x, box.y, box.text, ha="center", va="center", fontsize=9)
    for start, end in diagram.arrows:
        arrow(axis, diagram.boxes[start], diagram.boxes[end])
    for x, y, text in diagram.notes:
        axis.text(x, y, text, ha="left", va="center", fontsize=9)
    return picture


def arrow(axis: style.Axes, start: Box, end: Box) -> None:
    """From edge to edge, across where the boxes stand side by side and down where they do not."""
    side = abs(end.x - start.x) - (start.width + end.width) / 2
    if side >= 0:
        way = 1 if end.x > start.x else -1
        tail = (start.x + way * start.width / 2, start.y)
        head = (end.x - way * end.width / 2, end.y)
    else:
        way = 1 if end.y > start.y else -1
        tail = (start.x, start.y + way * start.height / 2)
        head = (end.x, end.y - way * end.height / 2)
    look = {"arrowstyle": "-|>", "color": style.GREY, "shrinkA": 0, "shrinkB": 1, "linewidth": 1.2}
    axis.annotate("", head, tail, arrowprops=look, annotation_clip=False)


LEAK = Diagram(
    (6.8, 3.0),
    {
        "raw": Box("8,000 visits of\n1,900 patients", 9, 24, 16),
        "lower": Box("put notes in\nlower case", 30, 24, 15),
        "fill": Box("fill gaps with\ncolumn means", 51, 24, 16),
        "select": Box(
            "keep 30 of 900 features:\nhighest correlation\nwith the label", 51, 14.5, 24, 7
        ),
        "split": Box("random split\nby visit, 80 : 20", 25, 14.5, 18),
        "train": Box(
            "scale with mean and s.d.\nof the training part,\nfit the model", 25, 4.5, 24, 7
        ),
        "test": Box(
            "apply the same scaling\nand model to the\ntest part: AUC 0.93", 54, 4.5, 24, 7
        ),
    },
    (
        ("raw", "lower"),
        ("lower", "fill"),
        ("fill", "select"),
        ("select", "split"),
        ("split", "train"),
        ("train", "test"),
    ),
)

SERVING = Diagram(
    (7.0, 2.2),
    {
        "rows": Box("training\nrows", 5.5, 15, 11),
        "fill": Box("fill gaps with\nstored median", 22, 15, 15),
        "log": Box("logarithm\nof amount", 38.5, 15, 12),
        "scale": Box("subtract 4.0,\ndivide by 1.2", 53, 15, 12, colour=style.BLUE),
        "fit": Box("fit\nmodel", 65.5, 15, 8, colour=style.ORANGE),
        "request": Box("live\nrequest", 5.5, 5, 11),
        "fill2": Box("fill gaps with\nstored median", 22, 5, 15),
        "scale2": Box("subtract 4.0,\ndivide by 1.2", 53, 5, 12, colour=style.BLUE),
        "use": Box("use\nmodel", 65.5, 5, 8, colour=style.ORANGE),
    },
    (
        ("rows", "fill"),
        ("fill", "log"),
        ("log", "scale"),
        ("scale", "fit"),
        ("request", "fill2"),
        ("fill2", "scale2"),
        ("scale2", "use"),
    ),
    ((0, 20, "Training"), (0, 10, "Serving")),
)

RELEASE = Diagram(
    (5.6, 2.4),
    {
        "start": Box("every Monday:\nread 90 days", 8, 18, 15),
        "schema": Box("check columns,\ntypes, gaps", 27, 18, 15),
        "train": Box("train the model", 46, 18, 15),
        "store": Box("store it in the\nregistry", 46, 6, 15),
        "deploy": Box("send it to all\nservers", 27, 6, 15),
        "serve": Box("serve requests,\nlog inputs\nand outputs", 8, 6, 15, 7),
    },
    (
        ("start", "schema"),
        ("schema", "train"),
        ("train", "store"),
        ("store", "deploy"),
        ("deploy", "serve"),
        ("serve", "start"),
    ),
)

FIGURES = (
    Figure(
        "pipeline-to-a-test-score",
        "A pipeline from raw rows to a test score, as boxes and arrows",
        "Seven boxes: rows, lower case, filling gaps, choice of features, split, training, test.",
        partial(draw, LEAK),
    ),
    Figure(
        "pipeline-two-paths",
        "A training path and a serving path, as boxes and arrows",
        "The training path has five boxes in a row, the serving path four.",
        partial(draw, SERVING),
    ),
    Figure(
        "pipeline-weekly-release",
        "A weekly training pipeline, as boxes and arrows",
        "Six boxes in a cycle: read, check, train, store, send to servers, serve and log.",
        partial(draw, RELEASE),
    ),
)


if __name__ == "__main__":
    style.run(FIGURES, __doc__)
