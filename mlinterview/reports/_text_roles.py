"""Readiness for roles on a terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mlinterview.reports import _lines
from mlinterview.reports import _role_lines as words
from mlinterview.reports._model import ExamineeReport, RoleReadiness
from mlinterview.reports._wording import bar, count, interval, percent

if TYPE_CHECKING:
    from mlinterview.reports.text import Page

__all__ = ["render_class_roles", "render_roles"]

_CELLS = 10


def render_roles(page: Page, roles: Sequence[RoleReadiness]) -> None:
    """All roles in one table, then the bars of each where they are few."""
    if not roles:
        return
    if len(roles) > 1:
        page.console.print()
        _table(page, "Readiness by role", [(role.title, role) for role in roles])
    if len(roles) <= words.DETAILED:
        for role in roles:
            _role(page, role)
    else:
        page.line(f"The bars of one role: report with --role {_first(roles)}")
    page.console.print()
    page.line(words.ROLE_LEGEND)


def render_class_roles(page: Page, people: Sequence[ExamineeReport]) -> None:
    """A table of people for every role that was asked for."""
    roles = people[0].roles if people else ()
    if not roles:
        return
    if len(roles) <= words.DETAILED:
        for place, role in enumerate(roles):
            page.console.print()
            rows = [(person.name, person.roles[place]) for person in people]
            _table(page, f"Readiness: {role.title}", rows)
    else:
        _means(page, people)
        page.line(f"Person by person: report with --role {_first(roles)}, or --to html")
    page.console.print()
    page.line(words.ROLE_LEGEND)


def _means(page: Page, people: Sequence[ExamineeReport]) -> None:
    """A line for every role: the mean over the people of whom anything was asked."""
    page.console.print()
    table = page.grid()
    table.show_header = True
    table.add_column("Readiness by role", ratio=1, overflow="fold")
    for name in ("people", "asked", "", "mean share"):
        table.add_column(name, justify="right", no_wrap=True)
    for place, role in enumerate(people[0].roles):
        rows = [person.roles[place] for person in people]
        shares = [row.share for row in rows if row.share is not None]
        mean = math.fsum(shares) / len(shares) if shares else None
        asked = math.fsum(row.asked_share for row in rows) / len(rows)
        cells = ("", "not asked") if mean is None else (bar(mean), percent(mean))
        page.row(table, role.title, str(len(shares)), percent(asked), *cells)
    page.console.print(table)


def _first(roles: Sequence[RoleReadiness]) -> str:
    """The role whose map was asked most."""
    return max(roles, key=lambda role: role.asked_share).id


def _table(page: Page, head: str, rows: Sequence[tuple[str, RoleReadiness]]) -> None:
    table = page.grid()
    table.show_header = True
    table.add_column(head, ratio=1, overflow="fold")
    names = ["asked", "share"] if page.narrow else ["asked", "", "share", "interval"]
    for name in names:
        table.add_column(name, justify="right", no_wrap=True)
    if not page.narrow:
        table.add_column("bars", no_wrap=True)
    for name, role in rows:
        ends = "" if role.interval is None else interval(role.interval, "-")
        cells = [percent(role.asked_share), words.share_word(role)]
        if not page.narrow:
            picture = "" if role.share is None else bar(role.share)
            few = "too few" if role.too_few and role.share is not None else words.bars_short(role)
            cells = [cells[0], picture, cells[1], ends, "" if role.share is None else few]
        page.row(table, name, *cells)
    page.console.print(table)


def _role(page: Page, role: RoleReadiness) -> None:
    page.section(f"Readiness: {role.title}")
    for line in words.role_lines(role):
        page.line(line)
    if role.bars and role.items:
        _bars(page, role)
    for name, areas in (("Strongest areas", role.strongest), ("Weakest areas", role.weakest)):
        if areas:
            page.line(f"{name}: {words.area_list(areas)}")
    shown = words.study_shown(role)
    if shown:
        page.line("To study next for this role:")
    for place, item in enumerate(shown, 1):
        page.item(f"{_lines.plain_title(item)} ({words.gain_word(item)})", mark=f"{place}.")
        for reference in item.references:
            page.line(_lines.reference_line(reference), indent=3, style="dim")
    if len(role.study) > len(shown):
        page.line(f"and {count(len(role.study) - len(shown), 'item')} more")
    if role.unasked:
        topics = "; ".join(topic.title for topic in role.unasked)
        page.line(f"Heaviest topics not asked: {topics}")


def _bars(page: Page, role: RoleReadiness) -> None:
    if page.narrow:
        for found in role.bars:
            page.item(words.bar_sentence(found))
        return
    table = page.grid()
    table.show_header = True
    table.add_column("Bar", ratio=1, overflow="fold")
    for name in ("items", "share", "", "interval", "least"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for found in role.bars:
        page.row(
            table,
            found.title,
            str(found.items),
            "" if found.share is None else percent(found.share),
            _gauge(found.share, found.minimum),
            "" if found.interval is None else interval(found.interval, "-"),
            percent(found.minimum),
            words.bar_word(found),
        )
    page.console.print(table)


def _gauge(share: float | None, minimum: float) -> str:
    """A bar of plain characters with ``|`` where the minimum is.

    >>> _gauge(0.5, 0.7), _gauge(None, 0.65)
    ('#####--|--', '......|...')
    """
    full = 0 if share is None else round(min(1.0, max(0.0, share)) * _CELLS)
    cells = ["#"] * full + ["." if share is None else "-"] * (_CELLS - full)
    cells[min(_CELLS - 1, math.floor(minimum * _CELLS + 1e-9))] = "|"
    return "".join(cells)
