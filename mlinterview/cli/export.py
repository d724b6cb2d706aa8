"""``mlinterview export``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import PROBLEMS, Stop, print_json, say
from mlinterview.interchange.kinds import TARGETS

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.interchange import Exported, Loss
    from mlinterview.model.form import Form

_OUTCOMES = ("kept", "approximated", "dropped")
_MOST_IDS = 4


@click.command(
    "export",
    epilog="Example: mlinterview export seed --to moodle-xml --out exam.xml",
)
@click.argument("source", required=False, metavar="[FORM|BANK]")
@click.option(
    "--to", "target", required=True, type=click.Choice(list(TARGETS)), help="What to write."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write; - for standard output.",
)
@click.option("--strict", is_flag=True, help="Write nothing if any score would change.")
@click.option(
    "--losses",
    "losses_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the whole loss report to a .csv or .json file.",
)
@click.option("--drafts", is_flag=True, help="Drafts of the bank too.")
@click.option("--seed", type=int, help="Draws the parameters (default: the form's, else 0).")
@click.option("--title", help="Of the set of questions (default: the form's or the bank's).")
@shared.selection_options
@shared.scheme_option
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    source: str | None,
    target: str,
    out: Path,
    strict: bool,
    drafts: bool,
    losses_path: Path | None,
    seed: int | None,
    title: str | None,
    scheme: str | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
    **selection: Any,
) -> None:
    """Write a form or a bank as a file for another system, and say what it loses.

    Without FORM or BANK all reviewed questions of the bank are written.
    """
    from mlinterview.interchange import export

    piped = str(out) == "-"
    if piped and as_json:
        raise click.UsageError("--json and --out - both want stdout")
    if not piped:
        shared.output_path(out, force)
    if losses_path is not None:
        _check_losses_path(losses_path, force)
    bank, form = _source(source, bank_dir)
    if any(selection.values()):
        if form is not None:
            raise click.UsageError("options that select questions are for banks, not for forms")
        bank = shared.select(bank, **selection)
    made = export(bank, to=target, form=form, scheme=scheme, seed=seed, title=title, drafts=drafts)
    items = len({loss.item for loss in made.losses})
    there = items - sum(loss.aspect == "item" and loss.outcome == "dropped" for loss in made.losses)
    if not items:
        count = sum(item.status == "draft" for item in bank.values())
        hint = f" (--drafts takes the {count} drafts)" if count and not drafts else ""
        raise click.UsageError(f"no question to export{hint}")
    refused = strict and bool(made.scoring_lost)
    if losses_path is not None:
        _write_losses(losses_path, made.losses)
    if not refused:
        _write(out, made)
    if as_json:
        document: dict[str, object] = {
            "target": target,
            "file": str(out),
            "items": items,
            "written": 0 if refused else there,
            "losses": [loss.model_dump(mode="json") for loss in made.losses],
        }
        if refused:
            document["error"] = {"kind": "ScoringLost", "message": _refusal(made)}
        print_json(document)
    else:
        _report(target, made.losses)
        if refused:
            say(f"Error: {_refusal(made)}")
        elif not piped:
            click.echo(f"{out}: {there} of {items} questions")
    if refused:
        raise Stop(PROBLEMS)


def _source(source: str | None, bank_dir: Path | None) -> tuple[Bank, Form | None]:
    if source is None:
        return shared.open_bank(bank_dir), None
    if Path(source).is_dir():
        if bank_dir is not None:
            raise click.UsageError(f"{source} and --bank {bank_dir} are two banks; name one")
        return shared.open_bank(Path(source)), None
    bank = shared.open_bank(bank_dir)
    return bank, shared.open_form(source, bank)


def _check_losses_path(path: Path, force: bool) -> None:
    if path.suffix.lower() not in (".csv", ".json"):
        raise click.UsageError(f"--losses takes a .csv or .json file, found {path}")
    shared.output_path(path, force)


def _write(out: Path, made: Exported) -> None:
    from mlinterview.store._atomic import replacing_bytes

    if str(out) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
        return
    with replacing_bytes(out) as file:
        file.write(made.content)


def _write_losses(path: Path, losses: Sequence[Loss]) -> None:
    import csv
    import json

    from mlinterview.store import replacing
    from mlinterview.store._safe_cells import safe_cell

    rows = [loss.model_dump(mode="json") for loss in losses]
    with replacing(path) as file:
        if path.suffix.lower() == ".json":
            json.dump(rows, file, ensure_ascii=False, indent=2)
            file.write("\n")
            return
        writer = csv.writer(file, lineterminator="\n")
        columns = ("item", "target", "aspect", "outcome", "detail")
        writer.writerow(columns)
        writer.writerows([safe_cell(row[name]) for name in columns] for row in rows)


def _refusal(made: Exported) -> str:
    count = len({loss.item for loss in made.scoring_lost})
    questions = "1 question" if count == 1 else f"{count} questions"
    return f"{questions} would be scored in another way there; nothing was written (--strict)"


def _report(target: str, losses: Sequence[Loss]) -> None:
    """Counts by aspect, then what the scores of which questions lose, on stderr."""
    counts: Counter[tuple[str, str]] = Counter((loss.aspect, loss.outcome) for loss in losses)
    aspects: list[str] = list(dict.fromkeys(loss.aspect for loss in losses))
    say(f"What {target} keeps, by the number of questions:")
    say(f"  {'':12}{''.join(f'{outcome:>14}' for outcome in _OUTCOMES)}")
    for aspect in sorted(aspects, key=lambda name: (name not in ("item", "scoring"), name)):
        numbers = "".join(f"{counts[aspect, outcome] or '-':>14}" for outcome in _OUTCOMES)
        say(f"  {aspect:12}{numbers}")
    _say_details("Not there", [loss for loss in losses if _is(loss, "item", "dropped")])
    _say_details("Not scored there", [loss for loss in losses if _is(loss, "scoring", "dropped")])
    _say_details(
        "Scored in another way", [loss for loss in losses if _is(loss, "scoring", "approximated")]
    )


def _is(loss: Loss, aspect: str, outcome: str) -> bool:
    return loss.aspect == aspect and loss.outcome == outcome


def _say_details(heading: str, losses: Sequence[Loss]) -> None:
    if not losses:
        return
    by_reason: dict[str, list[str]] = {}
    for loss in losses:
        for reason in (loss.detail or "").split("; "):
            by_reason.setdefault(reason, []).append(loss.item)
    say(f"{heading}: {len(losses)}")
    for reason, items in sorted(by_reason.items(), key=lambda pair: -len(pair[1])):
        more = f" and {len(items) - _MOST_IDS} more" if len(items) > _MOST_IDS else ""
        say(f"  {reason}: {', '.join(items[:_MOST_IDS])}{more}")
