"""A report as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

from mlinterview.reports import _lines
from mlinterview.reports._markdown_roles import class_roles, person_roles
from mlinterview.reports._markup import (
    bank_cell,
    bank_inline,
    bank_quote,
    code_id,
    fenced,
    foreign,
    md_table,
    source,
)
from mlinterview.reports._model import (
    ClassSummary,
    ExamineeReport,
    HardItem,
    ItemResult,
    Misconception,
    Part,
    Report,
    Row,
    StudyItem,
)
from mlinterview.reports._wording import interval, number, percent

__all__ = ["render"]


def render(report: Report) -> str:
    """The whole report: the class if there is one, then everybody."""
    lines = [f"# {foreign(_lines.title(report))}", ""]
    if report.class_summary is not None:
        lines += _class(report, report.class_summary)
    for person in report.examinees:
        lines += _person(person, named=person.examinee_id is not None or len(report.examinees) > 1)
    if not report.examinees:
        lines += ["No scores.", ""]
    for note in report.notes if report.class_summary is None else ():
        lines += [foreign(note), ""]
    return "\n".join(lines).rstrip() + "\n"


def _list(entries: list[str]) -> list[str]:
    return [*(f"- {entry}" for entry in entries), ""] if entries else []


def _class(report: Report, summary: ClassSummary) -> list[str]:
    lines = ["## Class", ""]
    lines += _list([foreign(line) for line in _lines.class_lines(summary, report.pass_share)])
    lines += [foreign(_lines.counts_line(report.summary)), ""]
    lines += _list([foreign(note) for note in report.notes])
    people = [
        [
            foreign(person.name),
            number(person.points),
            _range(person.points_range),
            number(person.max_points),
            "" if person.share is None else percent(person.share, 1),
            foreign(_lines.result_word(person)),
        ]
        for person in report.examinees
    ]
    lines += md_table(["Person", "Points", "Range", "Maximum", "Share", "Result"], people)
    for kind, rows in summary.by.items():
        cells = [
            [
                bank_cell(row.title),
                str(row.items),
                str(row.n),
                percent(row.share),
                interval(row.interval) if row.interval is not None else "",
                _lines.too_few_word(row),
            ]
            for row in rows
        ]
        if cells:
            lines += [f"### Class by {kind}", ""]
            lines += md_table(["", "Items", "People", "Mean share", "Interval", ""], cells)
            for note in summary.table_notes.get(kind, ()):
                lines += [note, ""]
    lines += class_roles(report.examinees)
    lines += ["### Hardest items", ""]
    hardest = [
        [
            f"{_title(item, bank_cell)} ({code_id(item.item_id)})",
            str(item.n),
            percent(item.facility),
            interval(item.interval),
            str(item.unanswered),
            _lines.too_few_word(item),
        ]
        for item in summary.hardest
    ]
    lines += md_table(["Item", "People", "Mean share", "Interval", "Unanswered", ""], hardest)
    lines += _misconceptions(summary.misconceptions)
    for name, entries in _lines.attention_lists(summary):
        lines += [f"### {name}", "", *_list([foreign(entry) for entry in entries])]
    return lines


def _range(ends: tuple[float, float]) -> str:
    return f"{number(ends[0])} to {number(ends[1])}" if ends[1] > ends[0] + 1e-9 else ""


def _person(person: ExamineeReport, *, named: bool) -> list[str]:
    lines = [f"## {foreign(person.name)}", ""] if named else []
    result = _lines.result_word(person)
    lines += [f"**{_lines.headline(person)}**{f' ({foreign(result)})' if result else ''}", ""]
    lines += [_lines.counts_line(person), "", *_list([foreign(note) for note in person.notes])]
    for kind, rows in person.by.items():
        if rows:
            lines += [f"### By {kind}", "", *_rows(rows)]
            for note in person.table_notes.get(kind, ()):
                lines += [note, ""]
    if any(person.by.values()):
        lines += [_lines.LEGEND, ""]
    lines += person_roles(person.roles)
    lines += _study(person)
    lines += _misconceptions(person.misconceptions)
    if person.items:
        lines += ["### Items", ""]
        for item in person.items:
            lines += _item(item)
    return lines


def _misconceptions(met: tuple[Misconception, ...]) -> list[str]:
    if not met:
        return []
    entries = [
        f"{foreign(_lines.misconception_name(found.id))}: {found.count}"
        f" ({foreign(', '.join(found.items))})"
        for found in met
    ]
    return ["### Misconceptions met", "", *_list(entries)]


def _rows(rows: tuple[Row, ...]) -> list[str]:
    cells = []
    for row in rows:
        cells.append(_row(row, ""))
        cells += [_row(topic, "↳ ") for topic in row.topics]
    return md_table(["", "Items", "Points", "Maximum", "Share", "Interval", "Level"], cells)


def _row(row: Row, mark: str) -> list[str]:
    return [
        mark + bank_cell(row.title),
        str(row.items),
        number(row.points),
        number(row.max_points),
        percent(row.share),
        interval(row.interval),
        foreign(_lines.level_word(row)),
    ]


def _study(person: ExamineeReport) -> list[str]:
    if not person.study_next:
        return []
    lines = ["### What to study next", ""]
    for place, area in enumerate(person.study_next, 1):
        lines.append(f"{place}. **{bank_inline(_lines.study_head(area))}**")
        lines += [f"    - {bank_inline(topic)}" for topic in area.topics]
        for item in area.items:
            lines.append(f"    - missed: {_title(item)} ({percent(item.share)})")
            lines += [
                f"        - {bank_inline(_lines.reference_line(reference))}"
                for reference in item.references
            ]
    return [*lines, ""]


def _title(
    item: ItemResult | StudyItem | HardItem, shown: Callable[[str], str] = bank_inline
) -> str:
    return shown(item.title) if _lines.is_titled(item) else foreign(item.title)


def _titled(item: ItemResult) -> str:
    return f"{_title(item)} ({code_id(item.item_id)})"


def _item(item: ItemResult) -> list[str]:
    result = f"{_lines.item_points(item)}, {_lines.item_word(item)}"
    lines = [f"#### {_titled(item)}: {result}", ""]
    answer, key = _lines.compared(item)
    if answer:
        lines += ["Answer:", "", *fenced("\n".join(str(line).rstrip("\n") for line in answer)), ""]
    lines += _list([indent(source(said).strip(), "  ").lstrip() for said in item.feedback])
    if item.problem is not None:
        lines += [foreign(item.problem.message), ""]
    if item.format == "free_text":
        lines += _list([_part(part) for part in item.parts])
    if item.key is not None:
        if key:
            quoted = [bank_quote(source(line)) for line in key]
            lines += ["Key:", "", *_joined(quoted), ""]
        if item.key.explanation:
            lines += ["Why:", "", *bank_quote(item.key.explanation), ""]
        lines += _list([bank_inline(_lines.reference_line(found)) for found in item.key.references])
    return lines


def _joined(blocks: list[list[str]]) -> list[str]:
    """Quoted blocks as one quotation, a paragraph each."""
    lines: list[str] = []
    for block in blocks:
        lines += [">", *block] if lines else block
    return lines


def _part(part: Part) -> str:
    earned = f"{'?' if part.points is None else number(part.points)} of {number(part.max_points)}"
    quotes = [f'"{foreign(span.text)}" ({span.start} to {span.end})' for span in part.spans]
    evidence = "; ".join([*quotes, *([foreign(part.note)] if part.note else [])])
    name = bank_inline(part.text) if part.text else foreign(part.id)
    return f"{earned}: {name}" + (f" Evidence: {evidence}" if evidence else "")
