"""``mlinterview practice``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("practice", epilog="Example: mlinterview practice --count 5 --area metrics")
@click.option("--count", type=click.IntRange(min=1), help="How many questions (default: 10).")
@click.option(
    "--minutes", type=click.FloatRange(min=0, min_open=True), help="Stop after this time."
)
@shared.selection_options
@click.option("--seed", type=int, help="Draw the same questions and options again.")
@click.option("--form", "form_name", metavar="FORM", help="Sit this exam; feedback at the end.")
@click.option(
    "--missed",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Ask again what was not fully right in this file of answers or scores.",
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Add the answers here."
)
@click.option("--plain", is_flag=True, help="Type answers on lines; no single keys, no pauses.")
@shared.scheme_option
@shared.bank_option
@shared.json_option
def command(
    count: int | None,
    minutes: float | None,
    seed: int | None,
    form_name: str | None,
    missed: Path | None,
    out: Path | None,
    plain: bool,
    scheme: str | None,
    bank_dir: Path | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Answer questions one by one; each is graded at once with the reason.

    Answers are kept as they are given, and `mlinterview grade` reads them. Ctrl-C ends with the
    report so far.
    """
    import sys

    from mlinterview.practice import pick_items, run_practice
    from mlinterview.practice.keeper import can_add_to
    from mlinterview.practice.run import new_seed
    from mlinterview.reports import report

    if out is not None and str(out) == "-":
        raise click.UsageError("stdout is for the questions; name a file after --out")
    bank = shared.open_bank(bank_dir)
    form = shared.open_form(form_name, bank) if form_name else None
    chosen = {name: value for name, value in given.items() if value}
    if form is not None and (chosen or count or missed):
        raise click.UsageError("--form asks the form's own questions; leave the selection out")
    if "difficulty" in chosen:
        chosen["difficulty"] = shared.difficulty_range(chosen["difficulty"])
    start = seed if seed is not None else new_seed()
    try:
        items = (
            []
            if form is not None
            else pick_items(bank, count=count, seed=start, missed=missed, minutes=minutes, **chosen)
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if out is None and missed is not None and can_add_to(missed):
        out = missed  # what is right now is not missed the next time
    named = scheme or (form.scheme if form is not None else None) or bank.scheme
    result = run_practice(
        bank,
        items,
        out=out,
        seed=start if form is None else seed,
        minutes=minutes,
        form=form,
        plain=plain or as_json,
        scheme=named,
        stdout=sys.stderr if as_json else None,  # stdout is for the one document
        color=shared.color() and not as_json,
    )
    if as_json:
        scores = list(result.sitting.scores)
        print_json(
            {
                "scores": [score.model_dump(mode="json") for score in scores],
                "report": report(scores, bank=bank, scheme=named, form=form).model_dump(
                    mode="json"
                ),
                "seed": result.seed,
                "file": None if result.out is None else str(result.out),
            }
        )
