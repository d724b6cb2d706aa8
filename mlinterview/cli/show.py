"""``mlinterview show``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.item import Item


@click.command("show", epilog="Example: mlinterview show loss-for-task --key --guess")
@click.argument("item_id", metavar="ID")
@click.option("--key", is_flag=True, help="Show the key, explanation, feedback and references too.")
@click.option(
    "--guess", "with_guess", is_flag=True, help="What blank answers and random guessing earn."
)
@click.option("--seed", type=int, help="Draw parameters and the order of options.")
@shared.bank_option
@shared.json_option
def command(
    item_id: str,
    key: bool,
    with_guess: bool,
    seed: int | None,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Show one item; its key only with --key."""
    from mlinterview.grading.guessing import guesses
    from mlinterview.rendering.public import item_record

    bank = shared.open_bank(bank_dir)
    item = bank[item_id]
    guess = {
        policy: {"blank": value.blank, "all": value.all, "mean": value.mean}
        for policy, value in (guesses(item, bank=bank) if with_guess else {}).items()
    }
    if as_json:
        record = item_record(item, key=key, seed=seed)
        print_json({**record, **({"guess": guess} if with_guess else {})})
        return
    _print_item(bank, item, seed, key)
    if with_guess:
        click.echo(_guess_table(guess))


def _print_item(bank: Bank, item: Item, seed: int | None, key: bool) -> None:
    from mlinterview.rendering.present import present
    from mlinterview.rendering.review import key_text
    from mlinterview.rendering.terminal import item_text

    look: dict[str, Any] = {"width": shared.width(), "color": shared.color()}
    shown = present(item, seed=seed)
    click.echo(_placed(bank, item, shared.width(), key) + "\n")
    click.echo(item_text(shown, root=item.placement.root, **look))
    if key:
        click.echo("\nKey\n\n" + key_text(item, seed=seed, shown=shown, **look))


def _placed(bank: Bank, item: Item, columns: int, key: bool) -> str:
    """Id, format, points and place, wrapped; topics with the key alone, for they can hint at it."""
    import textwrap

    titles = [bank.taxonomy.title("topic", topic) for topic in item.topics]
    facts = [
        item.id,
        item.format,
        f"{item.points:g} point" + ("" if item.points == 1 else "s"),
        *([f"difficulty {item.difficulty}"] if item.difficulty else []),
        *([f"{item.minutes:g} min"] if item.minutes else []),
        *([bank.taxonomy.title("category", item.category)] if item.category else []),
        *(titles if key else []),
    ]
    return "\n".join(textwrap.wrap(" · ".join(facts), columns))


def _guess_table(guess: dict[str, dict[str, float | None]]) -> str:
    def cell(value: float | None) -> str:
        return f"{'-':>8}" if value is None else f"{value:8.4f}"

    lines = [f"\n{'share of the points for':<24}{'blank':>8}{'all':>8}{'guess':>8}"]
    for policy, values in guess.items():
        lines.append(f"{policy:<24}" + "".join(cell(value) for value in values.values()))
    return "\n".join(lines)
