"""``mlinterview rubric try``."""

from __future__ import annotations

from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._files import text_of
from mlinterview.cli._run import UNGRADED, Stop, print_json


@click.command(
    "try",
    epilog='Example: mlinterview rubric try kv-cache-what-it-saves "It saves recomputing keys."',
)
@click.argument("item_id", metavar="ID")
@click.argument("text", metavar="[TEXT]", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="Read the answer from this file.",
)
@click.option("--seed", type=int, help="Draw the item's parameters.")
@shared.bank_option
@shared.json_option
def command(
    item_id: str,
    text: str | None,
    file: Path | None,
    seed: int | None,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Grade one answer to a free-text item; show what each criterion found and why not.

    The answer is TEXT, or the file's; `-` is standard input. Exit 3 if it could not be graded.
    """
    from mlinterview.grading.one import grade
    from mlinterview.rendering.trial import trial_text

    if (text is None) == (file is None):
        raise click.UsageError("one answer expected: TEXT, --file FILE, or - for standard input")
    bank = shared.open_bank(bank_dir)
    item = shared.free_text_item(bank, item_id)
    if file is None and text == "-":
        file = Path("-")
    answer = text if file is None else text_of(file)
    score = grade(item, answer, scheme=bank.scheme, seed=seed, bank=bank)
    if as_json:
        print_json(score.model_dump(mode="json"))
    else:
        width, color = shared.width(), shared.color()
        click.echo(trial_text(item, score, seed=seed, width=width, color=color))
    if score.status == "failed":
        raise Stop(UNGRADED)
