"""Readiness for roles as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview.reports import _lines
from mlinterview.reports import _role_lines as words
from mlinterview.reports._markup import bank_cell, bank_inline, code_id, foreign, md_table
from mlinterview.reports._model import ExamineeReport, RoleReadiness
from mlinterview.reports._wording import interval, percent

__all__ = ["class_roles", "person_roles"]

_HEAD = ["Asked", "Share", "Interval", "Bars"]


def person_roles(roles: Sequence[RoleReadiness]) -> list[str]:
    """All roles in one table, then the bars of each that something was asked of."""
    if not roles:
        return []
    lines: list[str] = []
    if len(roles) > 1:
        rows = [[bank_cell(role.title), *_cells(role)] for role in roles]
        lines += ["### Readiness by role", "", *md_table(["Role", *_HEAD], rows)]
    for role in roles:
        lines += _role(role)
    return [*lines, words.ROLE_LEGEND, ""]


def class_roles(people: Sequence[ExamineeReport]) -> list[str]:
    """People by roles: the share of each map."""
    roles = people[0].roles if people else ()
    if not roles:
        return []
    rows = [[foreign(person.name), *map(_share, person.roles)] for person in people]
    table = md_table(["Person", *(bank_cell(role.title) for role in roles)], rows)
    return ["### Readiness by role", "", *table, words.ROLE_LEGEND, ""]


def _share(role: RoleReadiness) -> str:
    return f"{words.share_word(role)}{' (too few)' if _few(role) else ''}"


def _few(role: RoleReadiness) -> bool:
    return role.too_few and role.share is not None


def _cells(role: RoleReadiness) -> list[str]:
    bars = "too few answers" if _few(role) else words.bars_short(role)
    return [
        percent(role.asked_share),
        words.share_word(role),
        "" if role.interval is None else interval(role.interval),
        "" if role.share is None else bars,
    ]


def _role(role: RoleReadiness) -> list[str]:
    lines = [f"### Readiness: {bank_inline(role.title)}", ""]
    for line in words.role_lines(role):
        lines += [bank_inline(line), ""]
    if not role.items:
        return lines
    rows = [
        [
            bank_cell(bar.title),
            str(bar.items),
            "" if bar.share is None else percent(bar.share),
            "" if bar.interval is None else interval(bar.interval),
            percent(bar.minimum),
            words.bar_word(bar),
        ]
        for bar in role.bars
    ]
    if rows:
        lines += md_table(["Bar", "Items", "Share", "Interval", "At least", "Verdict"], rows)
    for name, areas in (("Strongest areas", role.strongest), ("Weakest areas", role.weakest)):
        if areas:
            lines += [f"{name}: {bank_inline(words.area_list(areas))}", ""]
    shown = words.study_shown(role)
    if shown:
        lines += ["To study next for this role:", ""]
    for place, item in enumerate(shown, 1):
        title = bank_inline(item.title) if _lines.is_titled(item) else foreign(item.title)
        lines.append(f"{place}. {title} ({code_id(item.item_id)}; {words.gain_word(item)})")
        lines += [
            f"    - {bank_inline(_lines.reference_line(reference))}"
            for reference in item.references
        ]
    if shown:
        lines.append("")
    if role.unasked:
        topics = "; ".join(topic.title for topic in role.unasked)
        lines += [f"Heaviest topics not asked: {bank_inline(topics)}", ""]
    return lines
