"""``mlinterview review``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._double_marking import compare_marks
from mlinterview.cli._marking import count, earlier_marks, marker_name, tell_marks
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.marking import ReviewGroup
    from mlinterview.model.records import Mark
    from mlinterview.store import ScoreFile

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("review", epilog="Example: mlinterview review scores.jsonl --out marks.jsonl")
@click.argument(
    "scores",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    required=False,
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Add the marks here (default: marks.jsonl), or write the sheet here (default: stdout).",
)
@click.option("--item", "items", multiple=True, metavar="ID", help="Only this item; repeatable.")
@click.option(
    "--all", "everything", is_flag=True, help="Every answer in free text, not only the doubtful."
)
@click.option("--by", metavar="NAME", help="Who marks (default: the name of the user).")
@click.option(
    "--to",
    type=click.Choice(["terminal", "csv", "html"]),
    default="terminal",
    show_default=True,
    help="Mark here, or write a sheet to fill in.",
)
@click.option("--sheet", type=_FILE, help="Read a sheet that was filled in: CSV, or saved by HTML.")
@click.option("--marks", type=_FILE, help="What is decided already, and is left out.")
@click.option(
    "--compare", nargs=2, type=_FILE, metavar="MARKS MARKS", help="How far two markers agree."
)
@click.option("--plain", is_flag=True, help="Type decisions on lines; no single keys.")
@click.option(
    "--force", is_flag=True, help="Overwrite a sheet; ask again what the file of marks holds."
)
@shared.bank_option
@shared.json_option
def command(
    scores: Path | None,
    out: Path | None,
    items: tuple[str, ...],
    everything: bool,
    by: str | None,
    to: str,
    sheet: Path | None,
    marks: Path | None,
    compare: tuple[Path, Path] | None,
    plain: bool,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Decide what the grader was not sure of: the answers in SCORES that need review.

    They come item by item and without names; equal answers are decided once. Each decision is in
    the file of marks at once, and `mlinterview grade --marks` uses it. What the file holds already
    is not asked again, so a review can be left and gone on with.
    """
    if compare is not None:
        bank = shared.open_bank(bank_dir)
        compare_marks(compare, None if scores is None else _scores(scores), items, bank, as_json)
        return
    if scores is None:
        raise click.UsageError("a file of SCORES expected (or --compare with two files of marks)")
    if sheet is not None and to != "terminal":
        raise click.UsageError("--sheet reads a sheet, --to writes one; choose one")
    writes = to != "terminal"
    if str(scores) == "-" and not writes and sheet is None:
        raise click.UsageError("standard input is for your decisions; name the file of SCORES")
    target = Path("-" if writes else "marks.jsonl") if out is None else out
    if as_json and str(target) == "-":
        raise click.UsageError("--json wants stdout; name a file after --out")
    if str(target) == "-" and not writes:
        raise click.UsageError("marks are added to a file; name one after --out")
    if writes and str(target) != "-":
        shared.output_path(target, force)
    who = marker_name(by)
    bank = shared.open_bank(bank_dir)
    found = _scores(scores)
    for identity in items:
        bank[identity]  # an id that is not there is wrong usage
    # with --force what is there is asked again; of several marks the last one counts
    decided, faults = earlier_marks((marks, None if writes or force else target), bank)
    queue = _queue(found, bank, items, decided, everything)
    _left_out(found, bank, everything)
    if writes:
        _write(queue, to, target, who, as_json)
    elif sheet is not None:
        faults += _take_in(sheet, found, bank, queue, decided, target, who, as_json)
    else:
        _ask(queue, target, who, plain, as_json)
    if found.problems or faults:
        raise Stop(UNGRADED)


def _scores(path: Path) -> ScoreFile:
    from mlinterview.errors import RecordsError
    from mlinterview.store import read_scores

    found = read_scores(path)
    for problem in found.problems:
        say(str(problem))
    if not found:
        raise RecordsError(
            f"{path}: no score that could be read (mlinterview grade --out writes them)"
        )
    return found


def _queue(
    scores: ScoreFile,
    bank: Bank,
    items: Sequence[str],
    marks: Iterable[Mark],
    everything: bool,
) -> list[ReviewGroup]:
    from mlinterview.marking import review_queue

    wanted = (score for score in scores if not items or score.item_id in items)
    return review_queue(wanted, bank, marks=marks, everything=everything)


def _left_out(scores: ScoreFile, bank: Bank, everything: bool) -> None:
    """Say which answers wait for a person but cannot be shown here."""
    from mlinterview.marking.queue import passed_over

    reasons = Counter(
        (score.item_id, reason)
        for score in scores
        if (everything or score.status == "needs_review") and (reason := passed_over(score, bank))
    )
    for (item_id, reason), times in reasons.items():
        say(f"{item_id}: {count(times, 'answer')} left out: {reason}")


def _write(queue: Sequence[ReviewGroup], to: str, out: Path, by: str, as_json: bool) -> None:
    from mlinterview.store import replacing

    if to == "csv":
        from mlinterview.marking.sheet_csv import csv_sheet

        text = csv_sheet(queue, by=by)
    else:
        from mlinterview.marking.sheet_html import html_sheet

        text = html_sheet(queue, by=by)
    if str(out) == "-":
        sys.stdout.write(text)
        return
    with replacing(out) as file:
        file.write(text)
    counts = {"answers": len(queue), "items": len({group.item.id for group in queue})}
    if as_json:
        print_json({"file": str(out), **counts})
    else:
        click.echo(f"{out}: {count(len(queue), 'answer')} to {count(counts['items'], 'item')}")


def _take_in(
    sheet: Path,
    scores: ScoreFile,
    bank: Bank,
    due: Sequence[ReviewGroup],
    decided: Sequence[Mark],
    out: Path,
    by: str,
    as_json: bool,
) -> int:
    """Marks of a filled sheet into the file; how many lines of it could not be used."""
    from mlinterview.marking.sheet import read_sheet
    from mlinterview.store import MarkLog

    log = MarkLog(out)
    known = {group.id: group for group in _queue(scores, bank, (), (), True)}
    known |= {group.id: group for group in due}
    result = read_sheet(sheet, list(known.values()), due, by=by)
    last = {(mark.examinee, mark.item, mark.attempt): mark for mark in decided}
    fresh = [m for m in result.marks if last.get((m.examinee, m.item, m.attempt)) != m]
    if fresh:
        log.add(fresh)
    for line in (*result.problems, *result.notes):
        say(line)
    if as_json:
        print_json(
            {
                "file": str(out),
                "marks": len(fresh),
                "problems": list(result.problems),
                "notes": list(result.notes),
            }
        )
    else:
        again = len(result.marks) - len(fresh)
        were = f" ({again} stood there already)" if again else ""
        click.echo(f"{count(len(fresh), 'mark')} added to {out}{were}")
    return len(result.problems)


def _ask(queue: Sequence[ReviewGroup], out: Path, by: str, plain: bool, as_json: bool) -> None:
    from mlinterview.console.screen import open_terminal
    from mlinterview.marking.session import run_review
    from mlinterview.store import MarkLog

    log = MarkLog(out)
    made = 0

    def keep(marks: Sequence[Mark]) -> None:
        nonlocal made
        made += len(marks)
        log.add(marks)

    stdout = sys.stderr if as_json else sys.stdout  # stdout is for the one document
    with open_terminal(
        sys.stdin, stdout, plain=plain or as_json, width=None, color=shared.color() and not as_json
    ) as terminal:
        try:
            result = run_review(queue, terminal, by=by, keep=keep)
        finally:
            if made:  # after Ctrl-C too
                tell_marks(terminal, made, out)
        left = len([group for group in queue if group.id not in result.decisions])
        if not queue:
            terminal.show(["No answer waits for a person."])
        elif left:
            terminal.show([f"{count(left, 'answer')} left: the same command goes on with them."])
    if as_json:
        print_json(
            {
                "file": str(out),
                "marks": result.marks,
                "decided": len(result.decisions),
                "left": left,
                "ended": result.ended,
            }
        )
