"""An item as an examinee sees it in a terminal: rich renderables, or text of a given width.

rich is imported where it prints, so that this module costs nothing to import.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = [
    "THEME",
    "Entry",
    "Look",
    "body_blocks",
    "entry_blocks",
    "figure_blocks",
    "head_blocks",
    "item_text",
    "literal",
    "printable",
    "prose",
    "render",
]

#: styles of rich that leave the terminal its own background, whatever it is
THEME = {"markdown.code": "cyan", "markdown.item.number": "none"}
_SERIES_STYLES = ("cyan", "yellow", "magenta", "green", "blue", "red", "white", "bright_black")
_MAX_PLOT_WIDTH = 76
_PLOT_ROWS = 10
_CONTROLS = dict.fromkeys(
    (*(code for code in range(32) if chr(code) not in "\t\n"), *range(127, 160))
)


@dataclass(frozen=True, slots=True)
class Look:
    """How output is to look.

    Attributes:
        width: columns that no line exceeds.
        height: rows of the screen.
        color: styles and colours; without them there are no escape codes, and the marks of emphasis
            and code stay in the text.
        alt: plots come with their text alternative, for whom the text is read out to.
    """

    width: int = 80
    height: int = 24
    color: bool = False
    alt: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a mark, a label, a Markdown text, maybe a note below it."""

    label: str
    text: str
    mark: str = ""
    note: str = ""
    style: str = "none"


def render(blocks: Iterable[RenderableType], look: Look) -> str:
    """Blocks as text, without space at the ends of lines; escape codes only with ``look.color``."""
    from rich.console import Console
    from rich.theme import Theme

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(20, look.width),
        color_system="standard" if look.color else None,
        force_terminal=look.color,
        no_color=not look.color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        theme=Theme(THEME),
    )
    for block in blocks:
        console.print(block, crop=False)
    return "".join(line.rstrip() + "\n" for line in out.getvalue().split("\n")).removesuffix("\n")


def item_text(
    shown: Mapping[str, Any],
    *,
    width: int = 80,
    color: bool = False,
    root: Path | None = None,
    title: bool = True,
) -> str:
    """What ``present`` gives as text: title, stimulus, stem, figures, options, how to answer.

    Args:
        shown: the mapping from ``mlinterview.present``.
        width: columns that no line exceeds.
        color: escape codes for a terminal; without them plain text.
        root: the folder that figures' paths start from, ``item.placement.root``; without it figures
            are described in words.

    >>> import mlinterview as mli
    >>> item = mli.load_bank()["loss-for-task"]
    >>> text = item_text(mli.present(item, seed=7), root=item.placement.root)
    >>> text.splitlines()[0]
    'A loss function for each task'
    """
    from rich.text import Text

    look = Look(width=width, color=color, alt=not color)
    blocks: list[RenderableType] = []
    if title and shown.get("title"):
        blocks += [Text(printable(shown["title"]), style="bold"), ""]
    blocks += head_blocks(shown, look, root=root)
    body = body_blocks(shown, look)
    blocks += ["", *body] if body else []
    blocks += ["", Text(shown["answer_form"], style="dim")]
    return render(blocks, look).rstrip("\n")


def prose(text: str, look: Look, style: str = "none") -> RenderableType:
    """A Markdown text as a renderable."""
    from mlinterview.rendering.markdown import QuestionText

    return QuestionText(printable(text), marks=not look.color, style=style)


def printable(text: str) -> str:
    """Text without what a terminal would obey: escape codes and other control characters."""
    return text.translate(_CONTROLS)


def literal(text: str) -> str:
    """Text that somebody typed as Markdown that shows it as it stands, on one line."""
    special = frozenset("\\`*_{}[]<>#|$~!&")
    return "".join(f"\\{char}" if char in special else char for char in " ".join(text.split()))


def head_blocks(
    shown: Mapping[str, Any],
    look: Look,
    *,
    root: Path | None,
    stimulus: bool = True,
    plot_rows: int = _PLOT_ROWS,
) -> list[RenderableType]:
    """Stimulus, stem and figures.

    Args:
        shown: the mapping from ``mlinterview.present``.
        root: the folder that figures' paths start from.
        stimulus: False leaves out a stimulus that stands above already.
        plot_rows: height of a plot.
    """
    from rich.rule import Rule
    from rich.text import Text

    blocks: list[RenderableType] = []
    shared = shown.get("stimulus") if stimulus else None
    if shared:
        if shared.get("title"):
            blocks.append(Text(printable(shared["title"]), style="bold"))
        if shared.get("text"):
            blocks.append(prose(shared["text"], look))
        blocks += figure_blocks(shared.get("figures") or (), look, root=root, rows=plot_rows)
        blocks.append(Rule(style="dim", characters="─"))
    blocks.append(prose(shown["stem"], look))
    blocks += figure_blocks(shown.get("figures") or (), look, root=root, rows=plot_rows)
    return blocks


def figure_blocks(
    figures: Sequence[Mapping[str, Any]],
    look: Look,
    *,
    root: Path | None,
    rows: int = _PLOT_ROWS,
) -> list[RenderableType]:
    """Each figure as a text plot of its data, else by its text alternative."""
    from rich.padding import Padding
    from rich.text import Text

    from mlinterview.rendering.plots import plot, read_table

    blocks: list[RenderableType] = []
    for figure in figures:
        path = _inside(root, figure.get("data"))
        table = read_table(path) if path is not None else None
        if table is None:
            words = figure.get("alt") or "no description"
            blocks += ["", Text(printable(f"[Figure {figure['file']}: {words}]"))]
            continue
        lines = plot(table, width=min(look.width - 2, _MAX_PLOT_WIDTH), height=rows)
        text = Text(no_wrap=True)
        for place, line in enumerate(lines):
            text.append("\n" if place else "")
            for run, series in line:
                text.append(run, "none" if series is None else _SERIES_STYLES[series % 8])
        blocks += ["", Padding(text, (0, 0, 0, 2))]
        if look.alt and figure.get("alt"):
            blocks.append(Padding(Text(printable(f"[{figure['alt']}]")), (0, 0, 0, 2)))
    return blocks


def _inside(root: Path | None, name: str | None) -> Path | None:
    """A path below ``root``; None where it leads out of it."""
    if root is None or not name:
        return None
    path = (root / name).resolve()
    return path if path.is_relative_to(root.resolve()) else None


def body_blocks(shown: Mapping[str, Any], look: Look) -> list[RenderableType]:
    """Options with letters, rows with numbers, steps, blanks."""
    from rich.text import Text

    blocks: list[RenderableType] = []
    if shown.get("rows"):
        rows = [Entry(f"{number}.", row["text"]) for number, row in enumerate(shown["rows"], 1)]
        blocks += [entry_blocks(rows, look), ""]
    for kind in ("options", "steps"):
        if shown.get(kind):
            entries = [Entry(f"{entry['letter']})", entry["text"]) for entry in shown[kind]]
            blocks.append(entry_blocks(entries, look))
    for blank in shown.get("blanks") or ():
        unit = f" in {blank['unit']}" if blank.get("unit") else ""
        if blocks:
            blocks.append("")
        blocks.append(Text(printable(f"[{blank['id']}]{unit}"), style="bold"))
        if blank.get("options"):
            entries = [Entry(f"{entry['letter']})", entry["text"]) for entry in blank["options"]]
            blocks.append(entry_blocks(entries, look))
    return blocks


def entry_blocks(entries: Sequence[Entry], look: Look) -> RenderableType:
    """A list with hanging lines: mark, label, text, and the note below the text."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    marked = any(entry.mark for entry in entries)
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    if marked:
        grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(ratio=1)
    for entry in entries:
        parts: list[RenderableType] = [prose(entry.text, look, entry.style)]
        if entry.note:
            parts.append(prose(entry.note, look, "dim" if entry.style == "none" else "none"))
        cells: list[RenderableType] = [Text(entry.label, style="bold"), Group(*parts)]
        grid.add_row(*([Text(entry.mark, style=entry.style)] if marked else []), *cells)
    return Padding(grid, (0, 0, 0, 2))
