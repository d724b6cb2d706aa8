"""A report as one HTML page: no other file, no network, no script."""

from __future__ import annotations

from mlinterview.reports import _html_tags as tags
from mlinterview.reports import _lines
from mlinterview.reports._html_class import class_section, misconception_list
from mlinterview.reports._html_items import item_block, reference_html
from mlinterview.reports._html_picture import picture
from mlinterview.reports._html_roles import person_roles
from mlinterview.reports._html_tags import chip, esc, listing, page, table
from mlinterview.reports._model import ExamineeReport, Report, Row, StudyArea
from mlinterview.reports._wording import interval, number, percent

__all__ = ["render"]

_BESIDE = 10  # a table of at most so many rows stands beside the picture on a wide screen


def render(report: Report) -> str:
    """The whole page: the class if there is one, then everybody."""
    title = _lines.title(report)
    alone = len(report.examinees) == 1
    name = report.examinees[0].examinee_id if alone else None
    body = [f"<h1>{esc(title)}</h1>"]
    if report.class_summary is not None:
        body.append(class_section(report, report.class_summary))
        body.append("<h2>One by one</h2>")
    for place, person in enumerate(report.examinees):
        body.append(_person(person, place) if alone else _folded(person, place))
    if not report.examinees:
        body.append("<p>No scores.</p>")
    if report.class_summary is None:
        body.append(listing((esc(note) for note in report.notes), "notes"))
    return page(f"{name}: {title}" if name else title, body)


def _folded(person: ExamineeReport, place: int) -> str:
    # the anchor is inside: going to it unfolds the person
    return (
        f'<details class="person"><summary><span class="grow">{esc(person.name)}</span>'
        f'<span class="points">{esc(_lines.headline(person))}</span></summary>'
        f'<div id="person{place}">{_person(person, place, named=False)}</div></details>'
    )


def _person(person: ExamineeReport, place: int, *, named: bool = True) -> str:
    parts = ['<section><div class="top"><div>']
    if named and person.examinee_id is not None:
        parts.append(f"<h2>{esc(person.examinee_id)}</h2>")
    parts.append(f'<p class="total">{esc(_lines.headline(person))} {_chips(person)}</p>')
    parts.append(f'<p class="soft">{esc(_lines.counts_line(person))}</p>')
    parts.append(listing((esc(note) for note in person.notes), "notes"))
    kind = "area" if person.by.get("area") else next(iter(person.by), "area")
    beside = [name for name, rows in person.by.items() if name != kind and len(rows) <= _BESIDE]
    parts += [_table(person, name) for name in beside]
    parts += ["</div>", picture(kind, person.by.get(kind, ()), place + 1), "</div>"]
    parts += [_table(person, name) for name in person.by if name not in beside]
    if any(person.by.values()):
        parts.append(f'<p class="legend">{esc(_lines.LEGEND)}</p>')
    parts.append(person_roles(person.roles, place))
    parts.append(_study(person))
    parts.append(misconception_list(person.misconceptions))
    if person.items:
        parts.append("<h2>Items</h2>")
        parts += [item_block(item) for item in person.items]
    return "".join([*parts, "</section>"])


def _chips(person: ExamineeReport) -> str:
    chips = []
    if person.passed is not None:
        chips.append(chip("passed", "good") if person.passed else chip("not passed", "bad"))
    if person.band is not None:
        chips.append(chip(f"band {person.band}"))
    return " ".join(chips)


def _table(person: ExamineeReport, kind: str) -> str:
    rows = person.by[kind]
    cells = []
    for row in rows:
        cells.append(_cells(row, esc(row.title)))
        cells += [
            _cells(topic, f'<span class="sub">{esc(topic.title)}</span>') for topic in row.topics
        ]
    head = ("", "items", "points", "share", "interval", "level")
    notes = (f'<p class="legend">{esc(note)}</p>' for note in person.table_notes.get(kind, ()))
    return table(f"By {kind}", head, cells) + "".join(notes) if rows else ""


def _cells(row: Row, name: str) -> tuple[str, ...]:
    return (
        name,
        str(row.items),
        f"{number(row.points)}/{number(row.max_points)}",
        percent(row.share),
        interval(row.interval, "–"),
        esc(_lines.level_word(row)),
    )


def _study(person: ExamineeReport) -> str:
    if not person.study_next:
        return ""
    shown = person.study_next[: _lines.STUDY_SHOWN]
    rest = person.study_next[_lines.STUDY_SHOWN :]
    parts = ["<h2>What to study next</h2>", "<ol>", *map(_area, shown), "</ol>"]
    if rest:
        parts.append(
            f'<details><summary><span class="grow">{len(rest)} more</span></summary>'
            f'<div><ol start="{len(shown) + 1}">{"".join(map(_area, rest))}</ol></div></details>'
        )
    return "".join(parts)


def _area(area: StudyArea) -> str:
    topics = ", ".join(area.topics)
    missed = listing(
        f"{tags.title(item)} {tags.identity(item.item_id)} ({percent(item.share)})"
        + listing(reference_html(found) for found in item.references)
        for item in area.items
    )
    return (
        f"<li><strong>{esc(_lines.study_head(area))}</strong>"
        f'<br><span class="soft">{esc(topics)}</span>{missed}</li>'
    )
