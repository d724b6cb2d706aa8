"""``mlinterview demo``."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json

if TYPE_CHECKING:
    from mlinterview.model.score import ItemScore

_LINES = 3  # of a feedback; the report and ``practice`` show all of it


@click.command("demo", epilog="Example: mlinterview demo")
@shared.json_option
def command(as_json: bool) -> None:
    """The three-minute tour: grade one person's answers to the sample exam and report on them."""
    from mlinterview._resources import bundled_root
    from mlinterview.bank.loader import load_bank
    from mlinterview.grading.stream import grade_all
    from mlinterview.reports import report
    from mlinterview.store import read_responses

    bank = load_bank(strict=False)
    form = bank.form("seed")
    responses = read_responses(
        bundled_root() / "questions" / "exams" / "seed.responses.yaml", bank=bank
    )
    scores = list(grade_all(bank, responses, forms=[form]))
    made = report(scores, bank=bank, form=form, by=["category", "task"])
    if as_json:
        print_json(
            {
                "scores": [score.model_dump(mode="json") for score in scores],
                "summary": made.summary.model_dump(mode="json"),
                "report": made.model_dump(mode="json"),
            }
        )
        return
    count = sum(1 for _ in form.entries())
    click.echo(
        f"{form.title}: {count} questions, {len(responses)} answers by {responses[0].examinee}.\n"
    )
    columns = shared.width()
    answered = {score.item_id: score for score in scores}
    for entry in form.entries():
        score = answered.get(entry.id)
        title = bank[entry.id].label
        click.echo(_line(score, title, columns) if score else f"    -       {title} (no answer)")
    click.echo()
    click.echo(made.to_text(width=shared.width(), color=shared.color(), items=False).rstrip())
    click.echo(
        "\nNow you:\n"
        "  mlinterview practice --count 5      five questions, graded at once\n"
        "  mlinterview practice --form seed    this exam\n"
        "  mlinterview show loss-for-task --key --guess\n"
        "  mlinterview init my-bank            questions of your own"
    )


def _line(score: ItemScore, title: str, columns: int) -> str:
    """Points and title, and below them why points were lost."""
    from mlinterview.rendering.math import text_with_math
    from mlinterview.rendering.terminal import Look, prose, render

    points = "?" if score.points is None else f"{score.points:.2f}".rstrip("0").rstrip(".")
    review = " (until reviewed)" if score.status == "needs_review" else ""
    worth = f"{points:>5} of {score.max_points:g}  "
    hanging = " " * len(worth)
    lines = textwrap.wrap(
        text_with_math(title) + review, columns, initial_indent=worth, subsequent_indent=hanging
    )
    if score.points is None or score.points < score.max_points:
        for said in score.feedback[:2]:
            look = Look(width=columns - len(hanging))
            why = render([prose(said, look)], look).splitlines()
            if len(why) > _LINES:
                why[_LINES - 1 :] = [why[_LINES - 1][: look.width - 2].rstrip(" ,;.") + " …"]
            lines += [hanging + line for line in why]
    return "\n".join(lines)
