"""``mlinterview exam assemble``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import PROBLEMS, Stop, print_json, say

if TYPE_CHECKING:
    from mlinterview.assembly._results import Assembly, Check
    from mlinterview.bank.bank import Bank
    from mlinterview.model.blueprint import Blueprint

#: forms that get a column of the table; of more, the least and the most are shown
_MOST_COLUMNS = 6
_LEAST_LABEL = 20


@click.command(
    "assemble",
    epilog="Example: mlinterview exam assemble general-60 --forms 2 --seed 7 --out forms",
)
@click.argument("blueprint", metavar="BLUEPRINT")
@click.option(
    "--forms", type=click.IntRange(1, 100), metavar="N", help="How many (else the blueprint's)."
)
@click.option("--seed", type=int, metavar="S", help="Which of the forms that meet the blueprint.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where to write."
)
@click.option(
    "--parameters",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Item parameters: a table item_id,a,b, or what analyze --irt --json printed.",
)
@shared.force_option
@shared.bank_option
@shared.json_option
def assemble(
    blueprint: str,
    forms: int | None,
    seed: int | None,
    out: Path,
    parameters: Path | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Make forms that meet BLUEPRINT (a file, or the id of one of the bank's).

    Writes form-1.yaml, form-1.key.yaml, form-2.yaml ... into DIR, and prints what each form holds.
    The same bank, blueprint and seed give the same files on every machine.
    """
    from mlinterview.assembly.assemble import assemble as assembled
    from mlinterview.assembly.files import assembly_files, file_names
    from mlinterview.errors import InfeasibleError
    from mlinterview.store import replacing

    bank = shared.open_bank(bank_dir)
    asked = _blueprint(blueprint, bank)
    if parameters is not None and not parameters.is_file():
        raise click.UsageError(f"no file {parameters}")
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{out} is a file; a directory expected")
    for name in file_names(forms or asked.forms):
        if (out / name).exists() and not force:
            raise click.UsageError(f"{out / name} exists; --force overwrites it")
    try:
        made = assembled(bank, asked, seed=seed, forms=forms, parameters=parameters)
    except InfeasibleError as error:
        if not as_json:
            raise
        conflict = [clash.model_dump(mode="json") for clash in error.conflict]
        told = {"kind": "InfeasibleError", "message": str(error)}
        print_json({"error": told, "conflict": conflict})
        raise Stop(PROBLEMS) from None
    for note in made.notes:
        say(f"note: {note}")
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in assembly_files(made):
        with replacing(out / name) as file:
            file.write(text)
        written.append(out / name)
    if as_json:
        print_json(_record(made, asked.id, bank, written))
        return
    for line in _table(made):
        click.echo(line)
    click.echo("")
    for path in written:
        click.echo(path)
    bank_words = f" --bank {bank_dir}" if bank_dir is not None else ""
    click.echo(f"Answer it with: mlinterview practice --form {written[0]}{bank_words}")


def _blueprint(name: str, bank: Bank) -> Blueprint:
    from mlinterview.bank.blueprints import load_blueprint

    if Path(name).is_file():
        return load_blueprint(name, bank)
    if name in bank.blueprints:
        return bank.blueprints[name]
    known = ", ".join(bank.blueprints) or "none"
    raise click.UsageError(
        f"no blueprint file {name}, and no such blueprint in the bank (it has: {known})"
    )


def _record(made: Assembly, name: str, bank: Bank, written: list[Path]) -> dict[str, Any]:
    forms = []
    for number, form in enumerate(made.forms):
        items = [bank[entry.id] for entry in form.entries()]
        forms.append(
            {
                "form": form.id,
                "file": str(written[2 * number]),
                "key": str(written[2 * number + 1]),
                "checksum": form.checksum,
                "items": len(items),
                "points": sum(item.points for item in items),
                "minutes": form.minutes,
                "ids": [item.id for item in items],
            }
        )
    return {
        "blueprint": name,
        "seed": made.seed,
        "stable": made.stable,
        "forms": forms,
        "checks": [check.model_dump(mode="json") for check in made.checks],
        "overlap": [{"forms": [a, b], "items": count} for a, b, count in made.overlap],
        "notes": list(made.notes),
    }


def _table(made: Assembly) -> Iterator[str]:
    """What each form holds of each demand, one line a demand, then what two forms share."""
    within = [check for check in made.checks if not check.between]
    few = len(made.forms) <= _MOST_COLUMNS
    heads = [f"form {n}" for n in range(1, len(made.forms) + 1)] if few else ["all forms"]
    rows = [(check.label, check.asked, _cells(check, few=few)) for check in within]
    asked = max([len("asked"), *(len(row[1]) for row in rows)])
    sizes = [
        max(len(head), *(len(row[2][at]) for row in rows)) if rows else len(head)
        for at, head in enumerate(heads)
    ]
    room = max(_LEAST_LABEL, shared.width() - asked - sum(sizes) - 2 * (len(sizes) + 1))
    room = min(room, max([len("demand"), *(len(row[0]) for row in rows)]))
    for label, bounds, cells in [("demand", "asked", heads), *rows]:
        shown = label if len(label) <= room else label[: room - 1] + "…"
        values = "  ".join(cell.rjust(size) for cell, size in zip(cells, sizes, strict=True))
        yield f"{shown.ljust(room)}  {bounds.ljust(asked)}  {values}".rstrip()
    for check in made.checks:
        if check.between:
            yield f"{check.label}: {check.asked} asked, {_number(check.found[0])} found"
    shared_items = [f"{a} and {b}: {count}" for a, b, count in made.overlap if count]
    if shared_items:
        yield f"items shared by forms {', '.join(shared_items)}"


def _cells(check: Check, *, few: bool) -> list[str]:
    if few:
        return [_number(value) for value in check.found]
    known = [value for value in check.found if value is not None]
    low, high = _number(min(known)), _number(max(known))
    return [low if low == high else f"{low} to {high}"]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
