"""``mlinterview rubric words``."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json

if TYPE_CHECKING:
    from mlinterview.rubrics.words import Holder


@click.command("words", epilog="Example: mlinterview rubric words shrinks '<unseen>'")
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option("--item", "item_id", metavar="ID", help="The concepts of this item's rubric too.")
@shared.bank_option
@shared.json_option
def command(
    words: tuple[str, ...], item_id: str | None, bank_dir: Path | None, as_json: bool
) -> None:
    """Show which classes, poles, terms and concepts hold a word.

    WORD in angle brackets, such as '<unseen>', is a name: its words are shown.
    """
    from mlinterview.rubrics.words import holders, named

    bank = shared.open_bank(bank_dir)
    rubric = None if item_id is None else shared.free_text_item(bank, item_id).rubric
    found: dict[str, list[Holder]] = {}
    for word in words:
        if word.startswith("<") and word.endswith(">"):
            found[word] = [named(word[1:-1], bank.lexicon, rubric)]
        else:
            found[word] = holders(word, bank.lexicon, rubric)
    if as_json:
        records = [
            {"word": word, "found": [asdict(each) for each in held]} for word, held in found.items()
        ]
        print_json({"words": records})
        return
    for word, held in found.items():
        click.echo(word if held else f"{word}: in no class, pole, term or concept")
        for each in held:
            click.echo(_line(each))


def _line(holder: Holder) -> str:
    against = f" (opposite: {', '.join(holder.opposite)})" if holder.opposite else ""
    words = f": {', '.join(holder.words)}" if holder.words else ""
    text = f"{holder.kind} {holder.name}{against}{words}"
    width = shared.width()
    return textwrap.fill(
        text, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )
