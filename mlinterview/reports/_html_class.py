"""The class on the HTML page."""

from __future__ import annotations

from mlinterview.reports import _lines
from mlinterview.reports._html_figures import analysis_section, heat_picture, score_picture
from mlinterview.reports._html_picture import picture
from mlinterview.reports._html_roles import class_roles
from mlinterview.reports._html_tags import esc, identity, listing, table, title
from mlinterview.reports._model import ClassSummary, ExamineeReport, Misconception, Report
from mlinterview.reports._wording import interval, number, percent

__all__ = ["class_section", "misconception_list"]


def class_section(report: Report, summary: ClassSummary) -> str:
    """Figures, picture, people, tables of means, hardest items, what needs a person."""
    lines = _lines.class_lines(summary, report.pass_share)
    kind = "area" if summary.by.get("area") else next(iter(summary.by), "area")
    parts = [
        '<section><div class="top"><div>',
        f'<p class="total">{esc(lines[0])}</p>',
        "".join(f"<p>{esc(line)}</p>" for line in lines[1:]),
        f'<p class="soft">{esc(_lines.counts_line(report.summary))}</p>',
        listing((esc(note) for note in report.notes), "notes"),
    ]
    lists = _lines.attention_lists(summary)
    if lists:
        parts.append("<h2>Needs attention</h2>")
    for name, entries in lists:
        parts.append(f"<h3>{esc(name)}</h3>{listing(esc(entry) for entry in entries)}")
    parts.append(score_picture(report))
    parts += ["</div>", picture(kind, summary.by.get(kind, ()), 0), "</div>"]
    parts.append(heat_picture(report))
    parts += ["<h2>People</h2>", _people(report), class_roles(report.examinees)]
    parts += ["<h2>Hardest items</h2>", _hardest(summary)]
    parts.append(analysis_section(summary.analysis))
    parts.append(misconception_list(summary.misconceptions))
    for name, rows in summary.by.items():
        cells = [
            (
                esc(row.title),
                str(row.items),
                str(row.n),
                percent(row.share),
                interval(row.interval, "–") if row.interval is not None else "",
                _lines.too_few_word(row),
            )
            for row in rows
        ]
        head = ("", "items", "people", "mean", "interval", "")
        parts.append(table(f"Class by {name}", head, cells) if cells else "")
        notes = summary.table_notes.get(name, ()) if cells else ()
        parts += [f'<p class="legend">{esc(note)}</p>' for note in notes]
    return "".join([*parts, "</section>"])


def _people(report: Report) -> str:
    rows = [
        (
            f'<a href="#person{place}">{esc(person.name)}</a>',
            f"{number(person.points)}/{number(person.max_points)}",
            "" if person.share is None else percent(person.share, 1),
            _range(person),
            esc(_lines.result_word(person)),
        )
        for place, person in enumerate(report.examinees)
    ]
    return table("Totals", ("", "points", "share", "range", "result"), rows)


def _range(person: ExamineeReport) -> str:
    low, high = person.points_range
    return f"{number(low)}–{number(high)}" if high > low + 1e-9 else ""


def _hardest(summary: ClassSummary) -> str:
    rows = [
        (
            f"{title(item)} {identity(item.item_id)}",
            str(item.n),
            percent(item.facility),
            interval(item.interval, "–"),
            str(item.unanswered),
            _lines.too_few_word(item),
        )
        for item in summary.hardest
    ]
    head = ("", "people", "mean", "interval", "blank", "")
    return table("Lowest mean share first", head, rows)


def misconception_list(met: tuple[Misconception, ...]) -> str:
    """Misconceptions with how often they were met, and where."""
    if not met:
        return ""
    entries = (
        f"{esc(_lines.misconception_name(found.id))}: {found.count}"
        f" {identity(', '.join(found.items))}"
        for found in met
    )
    return f"<h2>Misconceptions met</h2>{listing(entries)}"
