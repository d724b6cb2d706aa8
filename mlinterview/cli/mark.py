"""``mlinterview mark``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._marking import earlier_marks, marker_name, tell_marks
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from mlinterview.model.records import Mark


@click.command("mark", epilog="Example: mlinterview mark interview.form.yaml --examinee ada")
@click.argument("form_name", metavar="FORM")
@click.option("--examinee", metavar="NAME", required=True, help="Whom you interview.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("marks.jsonl"),
    show_default=True,
    help="Add the marks here.",
)
@click.option("--scores", type=click.Path(path_type=Path), help="Write the scores as JSON Lines.")
@click.option("--by", metavar="NAME", help="Who marks (default: the name of the user).")
@click.option("--plain", is_flag=True, help="Type marks on lines; no single keys.")
@shared.scheme_option
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    form_name: str,
    examinee: str,
    out: Path,
    scores: Path | None,
    by: str | None,
    plain: bool,
    scheme: str | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Mark an interview while it takes place: the score sheet of FORM, question by question.

    Tick what you hear, note red flags, go back when the talk does. Each mark is in the file at
    once; the same command goes on with an interview that was left. The report comes at the end.
    """
    from mlinterview.console.screen import open_terminal
    from mlinterview.marking.interview import run_interview
    from mlinterview.marking.live import interview_scores, interview_sheets
    from mlinterview.reports import report
    from mlinterview.store import MarkLog, write_scores

    examinee = examinee.strip()
    if not examinee:
        raise click.UsageError("--examinee: a name expected")
    if str(out) == "-":
        raise click.UsageError("marks are added to a file; name one after --out")
    if scores is not None:
        if str(scores) == "-":
            raise click.UsageError("stdout is for the report; name a file after --scores")
        shared.output_path(scores, force)
    who = marker_name(by)
    bank = shared.open_bank(bank_dir)
    form = shared.open_form(form_name, bank)
    named = scheme or form.scheme or bank.scheme
    log = MarkLog(out)
    earlier, faults = earlier_marks((out,), bank)
    sheets = interview_sheets(form, bank, examinee=examinee, by=who, marks=earlier, scheme=named)
    if not sheets:
        raise click.UsageError(f"{form_name}: the bank has none of the form's items")
    made = 0

    def keep(mark: Mark) -> None:
        nonlocal made
        made += 1
        log.add([mark])

    stdout = sys.stderr if as_json else sys.stdout  # stdout is for the one document
    with open_terminal(
        sys.stdin, stdout, plain=plain or as_json, width=None, color=shared.color() and not as_json
    ) as terminal:
        try:
            sheets = run_interview(sheets, terminal, by=who, minutes=form.minutes, keep=keep)
        finally:
            if made:  # after Ctrl-C too
                tell_marks(terminal, made, out)
    found = interview_scores(sheets, form, bank, examinee=examinee, by=who, scheme=named)
    if scores is not None:
        write_scores(scores, found)
    made_report = report(found, bank=bank, scheme=named, form=form)
    open_ = [sheet.group.item.id for sheet in sheets if not sheet.marked]
    if as_json:
        print_json(
            {
                "scores": [score.model_dump(mode="json") for score in found],
                "report": made_report.model_dump(mode="json"),
                "not_marked": open_,
                "file": str(out),
            }
        )
    else:
        click.echo(made_report.to_text(width=shared.width(), color=shared.color()))
        if scores is not None:
            again = shared.report_words(scores, bank_dir, [form_name])
            click.echo(f"\nScores: {scores} ({again} prints them again)")
    if open_:
        say(f"Not marked, and open from 0 to their points: {', '.join(open_)}")
    if faults:
        raise Stop(UNGRADED)
