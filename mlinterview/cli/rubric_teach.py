"""``mlinterview rubric teach``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.rubrics.teaching import Proposal

_ALL = "all"
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    "teach", epilog="Example: mlinterview rubric teach answers.jsonl --marks marks.jsonl"
)
@click.argument("responses", type=_FILE)
@click.option("--marks", type=_FILE, required=True, help="Marks given by people.")
@click.option("--item", "ids", multiple=True, metavar="ID", help="Only this item; repeatable.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    is_flag=False,
    flag_value=_ALL,
    metavar="[ITEM:CRITERION]",
    help="Write this proposal into the bank of your own, or all of them; repeatable.",
)
@shared.bank_option
@shared.json_option
def command(
    responses: Path,
    marks: Path,
    ids: tuple[str, ...],
    accepted: tuple[str, ...],
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Propose changes of rubrics from marked answers, and what they do to all answers.

    RESPONSES holds response records, marked or not. Where marks and engine differ, phrases are
    proposed that tell the answers apart. Nothing is written without --accept, which raises the
    item's version: marks that name the old version are not used from then on.
    """
    from mlinterview.errors import RecordsError
    from mlinterview.rubrics.teaching import accept, propose_changes
    from mlinterview.store import read_marks, read_responses

    if accepted and bank_dir is None and not os.environ.get("MLINTERVIEW_BANK"):
        raise click.UsageError("the bundled bank is read-only: --accept needs --bank DIR")
    bank = shared.open_bank(bank_dir)
    records = read_responses(responses, bank=bank)
    decisions = read_marks(marks, bank=bank)
    problems = [str(problem) for problem in (*records.problems, *decisions.problems)]
    for line in problems:
        say(line)
    for file, found in ((responses, records), (marks, decisions)):
        if not found:
            raise RecordsError(f"{file}: no record that could be read")
    proposals = propose_changes(bank, records, decisions, items=ids)
    chosen = _chosen(proposals, accepted)
    # the difference is that of the bank as it is now
    difference = "" if as_json else _difference(bank, chosen or proposals)
    files = accept(bank, chosen)
    if as_json:
        print_json(
            {
                "proposals": [proposal.as_json() for proposal in proposals],
                "accepted": [f"{each.item}:{each.criterion}" for each in chosen],
                "files": [str(file) for file in files],
                "problems": problems,
            }
        )
    else:
        _print(proposals, difference)
        _tell(chosen, files)
    if problems:
        raise Stop(UNGRADED)


def _chosen(proposals: Sequence[Proposal], accepted: tuple[str, ...]) -> list[Proposal]:
    """The proposals that ``--accept`` names."""
    offered = {f"{each.item}:{each.criterion}": each for each in proposals if not each.empty}
    if _ALL in accepted:
        return list(offered.values())
    for name in accepted:
        if name not in offered:
            known = ", ".join(offered) or "nothing"
            raise click.UsageError(f"--accept {name}: not proposed (there is {known})")
    return [each for name, each in offered.items() if name in accepted]


def _difference(bank: Bank, proposals: Sequence[Proposal]) -> str:
    """What accepting all proposals changes in the bank's files."""
    from difflib import unified_diff

    from mlinterview.errors import RubricError
    from mlinterview.rubrics.teaching import proposed_text

    lines: list[str] = []
    for item_id in dict.fromkeys(each.item for each in proposals if not each.empty):
        try:
            files = proposed_text(bank, [each for each in proposals if each.item == item_id])
        except RubricError as error:  # it can be read all the same, and changed by hand
            lines.append(str(error))
            continue
        for file in files:
            before, after = file.before.splitlines(), file.after.splitlines()
            lines += unified_diff(before, after, file.shown, file.shown, lineterm="")
    return "\n".join(lines)


def _print(proposals: Sequence[Proposal], difference: str) -> None:
    if not proposals:
        click.echo("engine and marks agree on every marked answer: nothing to propose")
    if difference:
        click.echo(f"{difference}\n")
    for proposal in proposals:
        name = f"{proposal.item}:{proposal.criterion}" if proposal.criterion else proposal.item
        click.echo(name)
        for line in _lines(proposal):
            click.echo(f"  {line}")


def _lines(proposal: Proposal) -> list[str]:
    lines = []
    for sign, phrases in (
        ("new phrase", proposal.added),
        ("goes", proposal.dropped),
        ("takes it away", proposal.forbidden),
    ):
        lines += [f"{sign}: {phrase}" for phrase in phrases]
    if not proposal.empty:
        effect = proposal.effect
        lines.append(
            f"mends {proposal.mends} of {proposal.differ} marked answers that the engine decides"
            f" otherwise, breaks {proposal.breaks} of {proposal.marked}"
        )
        lines.append(
            f"changes {effect.changed} of {effect.answers} answers"
            + (
                f": {effect.points_before:g} -> {effect.points_after:g} points together"
                if effect.changed
                else ""
            )
        )
    elif proposal.differ:
        lines.append("nothing proposed")
    lines += proposal.notes
    if proposal.little and proposal.differ:
        lines.append(
            f"{proposal.marked} marked answer{'s' if proposal.marked != 1 else ''}:"
            " little to learn from"
        )
    return lines


def _tell(chosen: Sequence[Proposal], files: Sequence[Path]) -> None:
    """Where it was written, and which marks no longer hold."""
    for file in files:
        click.echo(f"wrote {file}")
    for item, version in {each.item: each.version for each in chosen}.items():
        click.echo(
            f"{item} is now version {version + 1}; marks given for version {version} are not used"
            " any more"
        )
