"""An analysis for the terminal: 80 columns, plain characters, written for the instructor."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from mlinterview.analysis import _wording as words
from mlinterview.analysis._results import ItemStatistics

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from mlinterview.analysis._irt_results import IrtAnalysis, IrtPerson
    from mlinterview.analysis.analysis import Analysis

__all__ = ["render"]

_NARROWEST = 60
_PEOPLE_SHOWN = 40
_MISCONCEPTIONS_SHOWN = 15


def render(
    analysis: Analysis, *, width: int = 80, color: bool = False, options: bool = False
) -> str:
    """The analysis as lines of at most ``width`` columns; with ``options`` those of every item."""
    from rich.console import Console

    target = StringIO()
    console = Console(
        file=target,
        width=max(_NARROWEST, width),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},  # the caller decides, not the environment
    )
    page = _Page(console)
    page.line("Item analysis", style="bold")
    page.line("=============", style="bold")
    for line in words.form_lines(analysis.form):
        page.line(line)
    for note in analysis.notes:
        page.item(note)
    _items(page, analysis.items)
    _attention(page, analysis.items)
    if options:
        _options(page, analysis.items)
    if analysis.misconceptions:
        _misconceptions(page, analysis)
    if analysis.irt is not None:
        _irt(page, analysis.irt)
    _people(page, analysis)
    text = target.getvalue()
    return text if color else "\n".join(line.rstrip() for line in text.split("\n"))


class _Page:
    def __init__(self, console: Console) -> None:
        self.console = console

    def line(self, text: str, *, style: str = "") -> None:
        """Text, wrapped."""
        from rich.text import Text

        self.console.print(Text(words.clean(text), style=style, overflow="fold"))

    def section(self, text: str) -> None:
        """The heading of a part, after an empty line."""
        self.console.print()
        self.line(text, style="bold")

    def item(self, text: str) -> None:
        """A point of a list, continued lines under its text."""
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_row("-", Text(words.clean(text), overflow="fold"))
        self.console.print(table)

    def table(self, first: str, others: Sequence[str]) -> Table:
        """A table whose first column takes what the others leave."""
        from rich.table import Table

        self.console.print()
        table = Table(
            box=None,
            padding=(0, 1, 0, 0),
            pad_edge=False,
            expand=True,
            header_style="underline" if self.console.color_system else "",
        )
        table.add_column(first, ratio=1, overflow="fold")
        for name in others:
            table.add_column(name, justify="right", no_wrap=True)
        return table

    def row(self, table: Table, *cells: str, style: str = "") -> None:
        """A row of cells that hold no markup."""
        from rich.text import Text

        table.add_row(*(Text(words.clean(cell), style=style, overflow="fold") for cell in cells))


def _items(page: _Page, items: Sequence[ItemStatistics]) -> None:
    headings = ["n", "facility", "95%", "discr.", "95%", "weight", ""]
    table = page.table("Item", headings)
    for item in items:
        page.row(
            table,
            item.item_id,
            str(item.n),
            words.percent(item.facility),
            words.percents(item.facility_interval),
            words.decimal(item.discrimination),
            words.decimals(item.discrimination_interval),
            words.percent(item.effective_weight),
            words.mark(item),
            style="yellow" if item.miskey is not None else "",
        )
    page.console.print(table)
    page.line(
        "facility: mean share of the points; discr.: correlation with the other items' score;"
        " weight: share of what spreads the totals; !! the key is likely to be wrong,"
        f" ! look at the item; - too few answers ({words.FEWEST})."
    )


def _attention(page: _Page, items: Sequence[ItemStatistics]) -> None:
    lines = [(item, line) for item in items for line in words.item_lines(item)]
    if not lines:
        return
    page.section("Look at")
    for item, line in lines:
        page.item(f"{item.item_id}: {line}")


def _options(page: _Page, items: Sequence[ItemStatistics]) -> None:
    listed = []
    for item in items:
        listed += [(item.item_id, item.options)] if item.options else []
        listed += [(f"{item.item_id} [{part.id}]", part.options) for part in item.parts]
    for name, options in listed:
        table = page.table(name, ["chosen", "share", "95%", "r with rest", "95%"])
        for option in options:
            page.row(
                table,
                f"{'*' if option.key else ' '} {option.id}",
                str(option.count),
                words.percent(option.share),
                words.percents(option.interval),
                words.decimal(option.discrimination),
                words.decimals(option.discrimination_interval),
            )
        page.console.print(table)
    page.line("* is right.")


def _misconceptions(page: _Page, analysis: Analysis) -> None:
    page.section("Misconceptions met")
    for found in analysis.misconceptions[:_MISCONCEPTIONS_SHOWN]:
        page.item(words.misconception_line(found))
    more = len(analysis.misconceptions) - _MISCONCEPTIONS_SHOWN
    if more > 0:
        page.line(f"and {more} more")


def _irt(page: _Page, irt: IrtAnalysis) -> None:
    page.section(f"Item response theory ({irt.model})")
    for line in words.irt_lines(irt):
        page.line(line)
    if irt.reason is not None:
        return
    table = page.table("Item", ["slope a", "95%", "difficulty b", "95%"])
    for item in irt.items:
        page.row(
            table,
            item.item_id,
            words.decimal(item.a),
            words.decimals(item.a_interval),
            words.decimal(item.b),
            words.decimals(item.b_interval),
        )
    page.console.print(table)
    for item in irt.items:
        if item.reason is not None:
            page.item(f"{item.item_id}: {item.reason}")


def _people(page: _Page, analysis: Analysis) -> None:
    people = analysis.persons
    if len(people) > _PEOPLE_SHOWN:
        page.section(f"{len(people)} people: their totals and errors are in --json.")
        return
    theta = {}
    if analysis.irt is not None:
        theta = {person.examinee_id: person for person in analysis.irt.persons}
    headings = ["points", "error", "share", "95%", *(["ability", "error"] if theta else [])]
    table = page.table("Person", headings)
    for person in people:
        page.row(
            table,
            person.examinee_id or "(no name)",
            f"{words.number(person.points)}/{words.number(person.max_points)}",
            "-" if person.sem is None else words.number(person.sem, 1),
            words.percent(person.share),
            words.percents(person.interval),
            *(_ability(theta.get(person.examinee_id)) if theta else ()),
        )
    page.console.print(table)
    page.line(
        "error: of one person's points, by Lord's binomial formula, which gives 0 for none and"
        " for all right; the interval does not."
    )


def _ability(person: IrtPerson | None) -> tuple[str, str]:
    if person is None:
        return "-", "-"
    return words.decimal(person.theta), words.decimal(person.se)
