"""``mlinterview grade``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._marking import marks_under_ids
from mlinterview.cli._run import PROBLEMS, UNGRADED, Stop, print_json, say
from mlinterview.cli._unread import fault_lines, tell_unread

if TYPE_CHECKING:
    from mlinterview.model.records import Mark
    from mlinterview.model.roster import Roster
    from mlinterview.model.score import ItemScore
    from mlinterview.store import Attendance
    from mlinterview.store.responses import ResponseFile


@click.command(
    "grade", epilog="Example: mlinterview grade answers.csv --form exam.form.yaml --wide"
)
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--form", "forms", multiple=True, metavar="FORM", help="The form; may be repeated.")
@shared.scheme_option
@click.option(
    "--marks",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Marks given by people; they win over any grader.",
)
@click.option(
    "--roster",
    "roster_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Who should have sat the exam: lists who is absent, unknown, there twice.",
)
@click.option(
    "--variants",
    type=click.IntRange(min=1, max=10_000),
    metavar="N",
    help="Deal so many variants to the people of --roster without one, as exam render does.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the scores as JSON Lines.")
@click.option("--no-responses", is_flag=True, help="Leave the responses out of --out.")
@click.option("--wide", is_flag=True, help="FILE is a table with one row a person.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Which column is which item, for --wide.",
)
@click.option("--examinee-column", metavar="NAME", help="The column that names the person.")
@click.option("--check", is_flag=True, help="Print how the file is read; grade nothing.")
@click.option("--by", help="Comma-separated: category, area, topic, task, skill, role ...")
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    file: Path,
    forms: tuple[str, ...],
    scheme: str | None,
    marks: Path | None,
    roster_file: Path | None,
    variants: int | None,
    out: Path | None,
    no_responses: bool,
    wide: bool,
    map_file: Path | None,
    examinee_column: str | None,
    check: bool,
    by: str | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Grade the responses in FILE; print a summary and the report.

    FILE holds records (YAML, JSON, JSON Lines, CSV, XLSX) or, with --wide, one row a person as form
    tools and spreadsheets export. Exit 3 if some records could not be graded.

    With --roster, answers without a variant are read by that of the roster, and absent people are
    listed, not scored.
    """
    from mlinterview.errors import RecordsError
    from mlinterview.grading.stream import grade_all
    from mlinterview.reports import report
    from mlinterview.store import (
        attendance,
        mark_duplicates,
        read_marks,
        read_responses,
        write_scores,
    )

    if as_json and out is not None and str(out) == "-":
        raise click.UsageError("--json and --out - both want stdout")
    if out is not None and str(out) != "-":
        shared.output_path(out, force)
    if variants is not None and roster_file is None:
        raise click.UsageError("--variants deals papers to the people of a --roster")
    if not wide and (map_file is not None or examinee_column is not None):
        raise click.UsageError("--map and --examinee-column are for tables read with --wide")
    kinds = shared.kinds(by)
    bank = shared.open_bank(bank_dir)
    opened = [shared.open_form(name, bank) for name in forms]
    if wide and len(opened) > 1:
        raise click.UsageError("--wide takes one --form")
    roster: Roster | None = None
    roster_problems: list[str] = []
    if roster_file is not None:
        roster, roster_problems = shared.open_roster(roster_file, variants)
    responses = read_responses(
        file,
        wide=wide,
        form=opened[0] if len(opened) == 1 else None,
        bank=bank,
        examinee_column=examinee_column,
        mapping=map_file,
        roster=roster,
    )
    seats = None if roster is None else attendance(roster, responses)
    problems = [*map(str, responses.problems), *roster_problems]
    if check:
        _check(responses, seats, problems, as_json)
        return
    decisions: Sequence[Mark] = ()
    if marks is not None:
        found = read_marks(marks, bank=bank)
        problems += map(str, found.problems)
        decisions = found if roster is None else marks_under_ids(found, roster)
    for line in (*problems, *responses.notes, *(seats.lines() if seats is not None else ())):
        say(line)
    named = scheme or next((form.scheme for form in opened if form.scheme), None) or bank.scheme
    forms_known = opened or list(bank.forms.values())
    if not responses:
        raise RecordsError(f"{file}: no record that could be read")
    graded = grade_all(bank, responses, scheme=named, marks=decisions, forms=forms_known)
    scores = list(_progress(_told_apart(graded, mark_duplicates(responses)), len(responses)))
    if out is not None:
        write_scores(sys.stdout if str(out) == "-" else out, scores, responses=not no_responses)
    result = report(scores, bank=bank, by=kinds, scheme=named, form=opened or None)
    unread = sum(score.status in ("invalid", "failed") for score in scores)
    for line in _idle_marks(decisions, scores):
        say(line)
        unread += 1
    named_forms = {record.form for record in responses if record.form} - {f.id for f in opened}
    if named_forms and not opened:
        say(f"the records name a form; its maximum counts with --form {sorted(named_forms)[0]}")
    if as_json:
        document = {
            "scores": [score.model_dump(mode="json") for score in scores],
            "summary": result.summary.model_dump(mode="json"),
            "report": result.model_dump(mode="json"),
            "problems": problems,
        }
        print_json(document if seats is None else {**document, "roster": seats.as_json()})
    else:
        tell_unread(scores)
        if out is None or str(out) != "-":
            click.echo(result.to_text(width=shared.width(), color=shared.color()))
            if out is not None:
                again = shared.report_words(out, bank_dir, forms)
                click.echo(f"\nScores: {out} ({again} prints them again)")
    if unread or problems:
        raise Stop(UNGRADED)


def _told_apart(
    scores: Iterable[ItemScore], records: Iterable[tuple[Any, bool]]
) -> Iterator[ItemScore]:
    """The scores, with a second record of the same examinee, item and attempt made invalid."""
    from mlinterview.grading.stream import duplicate

    for score, (_, seen) in zip(scores, records, strict=True):
        yield duplicate(score) if seen else score


def _idle_marks(marks: Sequence[Mark], scores: Sequence[ItemScore]) -> Iterator[str]:
    """Marks for a person or item without a response here, a line each."""
    from mlinterview.errors import UnknownNameError

    items_of: dict[str, set[str]] = {}
    for score in scores:
        items_of.setdefault(score.examinee_id or "", set()).add(score.item_id)
    for mark in marks:
        who = mark.examinee or ""
        if mark.item in items_of.get(who, set()):
            continue
        kind, name, known = (
            ("item", mark.item, sorted(items_of[who]))
            if who in items_of
            else ("examinee", who, sorted(items_of))
        )
        reason = UnknownNameError(kind, name, known).message
        yield f"{who}: {mark.item}: mark by {mark.by} not used: {reason} among the responses"


def _progress(scores: Iterator[ItemScore], count: int) -> Iterator[ItemScore]:
    if count < 2000 or not sys.stderr.isatty():
        yield from scores
        return
    with click.progressbar(scores, length=count, label="grading", file=sys.stderr) as bar:
        yield from bar


def _check(
    responses: ResponseFile, seats: Attendance | None, problems: Sequence[str], as_json: bool
) -> None:
    """Print how a file is read; exit 1 if a column, value or line could not be placed."""
    from mlinterview.store import mark_duplicates

    unplaced = [str(found) for found in responses.unplaced]
    problems = [
        *problems,
        *fault_lines(
            (
                record.examinee or "the examinee",
                record.item,
                f"a second record for attempt {record.attempt}; the first one counts",
            )
            for record, seen in mark_duplicates(responses)
            if seen
        ),
    ]
    people = {record.examinee for record in responses}
    items = {record.item for record in responses}
    for line in responses.notes:
        say(line)
    if as_json:
        document = {
            "mapping": [column.as_json() for column in responses.mapping],
            "unplaced": unplaced,
            "problems": problems,
            "records": len(responses),
            "examinees": len(people),
            "items": len(items),
        }
        print_json(document if seats is None else {**document, "roster": seats.as_json()})
    else:
        for column in responses.mapping:
            click.echo(str(column))
        for line in seats.lines() if seats is not None else ():
            click.echo(line)
        for line in [*unplaced, *problems]:
            click.echo(f"not placed: {line}" if line in unplaced else line)
        click.echo(
            f"{len(responses)} records, {len(people)} examinees, {len(items)} items;"
            f" {len(unplaced)} not placed, {len(problems)} problems"
        )
    if unplaced or problems:
        raise Stop(PROBLEMS)
