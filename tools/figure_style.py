"""What the figures of the bank have in common: colours, the CSV beside each, the SVG and its names.

A script that draws figures describes each as a ``Figure`` and ends with ``run(FIGURES, __doc__)``.
For each figure this writes ``NAME.csv`` (the data) and ``NAME.svg``, drawn from that CSV alone:

    python tools/draw_SOMETHING.py [--out questions/figures] [--png DIR]

The SVG is transparent, has its text as text, and names itself for screen readers. ``--png`` adds
previews on a white and on a dark page.
"""

from __future__ import annotations

import argparse
import csv
import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

Array = NDArray[Any]

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "Array",
    "Axes",
    "Cell",
    "Figure",
    "Picture",
    "Table",
    "apart",
    "cells",
    "curves",
    "dots",
    "histogram",
    "panels",
    "run",
]

#: these can be read on a white and on a dark page
BLUE = "#3b82c4"
ORANGE = "#d9772b"
GREEN = "#2f9e6e"
GREY = "#777777"
PAGES = {"": "white", "-dark": "#1e1e1e"}

STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "mlinterview",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": GREY,
    "axes.labelcolor": GREY,
    "axes.edgecolor": GREY,
    "axes.titlecolor": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": GREY,
    "grid.alpha": 0.25,
    "grid.linewidth": 0.6,
}

Cell = float | str | None


@dataclass(frozen=True)
class Table:
    """The cells of a CSV, by column."""

    columns: dict[str, list[str]]

    def texts(self, name: str) -> list[str]:
        return self.columns[name]

    def numbers(self, name: str) -> Array:
        """One number a row, NaN where the cell is empty."""
        return np.array([float(cell) if cell else np.nan for cell in self.columns[name]])

    def points(self, x: str, y: str) -> tuple[Array, Array]:
        """The rows in which `y` has a number."""
        across, up = self.numbers(x), self.numbers(y)
        there = ~np.isnan(up)
        return across[there], up[there]

    def matrix(self) -> Array:
        """The columns beside the first as numbers, one row a row."""
        return np.array([self.numbers(name) for name in list(self.columns)[1:]]).T


@dataclass(frozen=True)
class Figure:
    """A figure: its names for screen readers, its data, and how these are drawn.

    Without `data` it has no CSV (a diagram of boxes and arrows), and `draw` gets an empty table.
    """

    name: str
    title: str
    description: str
    draw: Callable[[Table], Picture]
    data: Callable[[], tuple[Sequence[str], Iterable[Sequence[Cell]]]] | None = None


def curves(x: str, columns: Mapping[str, Sequence[float]]) -> tuple[list[str], list[list[Cell]]]:
    """A CSV of curves over 0, 1, 2, ...; a cell is empty where a curve has ended."""
    longest = max(map(len, columns.values()))
    rows: list[list[Cell]] = [
        [i, *(one[i] if i < len(one) else None for one in columns.values())] for i in range(longest)
    ]
    return [x, *columns], rows


def apart(rows: Iterable[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Rows of single points: an empty row after each keeps a plot from joining them to a line."""
    out: list[Sequence[Cell]] = []
    for row in rows:
        out += [row, [row[0], *(None for _ in row[1:])]]
    return out[:-1]


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([text_of(cell) for cell in row])


def text_of(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return str(cell) if isinstance(cell, int) else f"{cell:.5g}"


def read_csv(path: Path) -> Table:
    with path.open(newline="", encoding="utf-8") as stream:
        header, *rows = csv.reader(stream)
    return Table({name: [row[i] for row in rows] for i, name in enumerate(header)})


def panels(
    rows: int = 1, columns: int = 1, size: tuple[float, float] = (4.8, 3.0), **options: Any
) -> tuple[Picture, list[Axes]]:
    picture, axes = plt.subplots(
        rows, columns, figsize=size, layout="constrained", squeeze=False, **options
    )
    for axis in axes.flat:
        axis.tick_params(which="both", bottom=False, left=False)
    return picture, list(axes.flat)


def dots(axis: Axes, x: Iterable[float], y: Iterable[float], colour: str, size: float = 4) -> None:
    """Points as round ends of lines without length: markers would need links inside the SVG."""
    across = [value for one in x for value in (one, one, np.nan)]
    up = [value for one in y for value in (one, one, np.nan)]
    (line,) = axis.plot(
        across, up, color=colour, linewidth=size, solid_capstyle="round", clip_on=False
    )
    line.get_path().should_simplify = False  # points are not to be merged


def histogram(axis: Axes, centres: Array, counts: Array, colour: str, label: str = "") -> None:
    """The outline of a histogram with bins of one width, lightly filled."""
    half = (centres[1] - centres[0]) / 2
    filled = np.flatnonzero(counts)
    kept = slice(filled[0], filled[-1] + 1)
    centres, counts = centres[kept], counts[kept]
    x = np.repeat(np.append(centres - half, centres[-1] + half), 2)
    y = np.concatenate([[0], np.repeat(counts, 2), [0]])
    inside = to_rgba(colour, 0.3)
    axis.fill(x, y, facecolor=inside, edgecolor=colour, linewidth=1.3, label=label)


def cells(axis: Axes, values: Array, colour: str, top: float | None = None) -> None:
    """A heat map of squares, row 0 at the top; the larger the value the fuller the colour."""
    rows, columns = values.shape
    full = float(values.max()) if top is None else top
    for row in range(rows):
        for column in range(columns):
            share = min(1.0, float(values[row, column]) / full)
            if share > 0.02:
                corner = (column - 0.5, row - 0.5)
                inside = to_rgba(colour, round(share, 2))
                axis.add_patch(
                    Rectangle(corner, 1, 1, facecolor=inside, linewidth=0, clip_on=False)
                )
    axis.set_xlim(-0.5, columns - 0.5)
    axis.set_ylim(rows - 0.5, -0.5)
    axis.set_aspect("equal")
    axis.grid(visible=False)
    for spine in axis.spines.values():
        spine.set_visible(True)


def tidy(svg: str, figure: Figure) -> str:
    """Drop what a page does not need, and name the picture for screen readers.

    Ids are the figure's own and no style sheet is left, so that a page can hold several
    figures inline.
    """
    for needless in (
        r"<!DOCTYPE.*?>\s*",
        r"\s*<metadata>.*?</metadata>",
        r"\s*<!--.*?-->",
        r"\s*<defs>\s*<style.*?</style>\s*</defs>",
        r' xmlns:xlink="[^"]*"',
        r'(?<=<g) id="[^"]*"',
    ):
        svg = re.sub(needless, "", svg, flags=re.DOTALL)
    assert not re.search("xlink|<script", svg), "the figure must stand alone"
    svg = re.sub(r'(<clipPath id="|url\(#)', rf"\g<1>{figure.name}-", svg)
    svg = re.sub(r"font-family: [^;]*;", "font-family: sans-serif;", svg)
    svg = re.sub(r"\d+\.\d{3,}", lambda m: f"{float(m[0]):.2f}", svg)
    names = {"title": figure.title, "desc": figure.description}
    inner = "".join(
        f'\n <{tag} id="{figure.name}-{tag}">{html.escape(text)}</{tag}>'
        for tag, text in names.items()
    )
    labels = " ".join(f"{figure.name}-{tag}" for tag in names)
    opened = f'<svg role="img" aria-labelledby="{labels}" stroke-linejoin="round"'
    return re.sub(r"<svg(\b[^>]*>)", lambda m: opened + m[1] + inner, svg, count=1)


def write_figure(out: Path, figure: Figure, png: Path | None) -> None:
    table = Table({})
    if figure.data:
        write_csv(out / f"{figure.name}.csv", *figure.data())
        table = read_csv(out / f"{figure.name}.csv")
    picture = figure.draw(table)
    path = out / f"{figure.name}.svg"
    picture.savefig(path, transparent=True, metadata={"Date": None})
    if png:
        for suffix, page in PAGES.items():
            picture.savefig(png / f"{figure.name}{suffix}.png", dpi=110, facecolor=page)
    plt.close(picture)
    path.write_text(tidy(path.read_text(encoding="utf-8"), figure), encoding="utf-8")


def run(figures: Iterable[Figure], doc: str | None, arguments: Iterable[str] | None = None) -> None:
    """Write the figures, as the options on the command line say."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=(doc or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=root / "questions" / "figures")
    parser.add_argument("--png", type=Path, help="a folder for previews")
    options = parser.parse_args(None if arguments is None else list(arguments))
    for folder in filter(None, (options.out, options.png)):
        folder.mkdir(parents=True, exist_ok=True)
    with plt.rc_context(STYLE):
        for figure in figures:
            write_figure(options.out, figure, options.png)
