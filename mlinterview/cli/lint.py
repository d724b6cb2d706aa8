"""``mlinterview lint``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import PROBLEMS, Stop, print_json


@click.command("lint", epilog="Example: mlinterview lint my-bank --profile exam")
@click.argument("bank", type=click.Path(path_type=Path), required=False)
@click.option(
    "--profile",
    type=click.Choice(["published", "exam"]),
    help="How strictly to look (default: what bank.yaml says).",
)
@click.option(
    "--fix",
    "mend",
    is_flag=True,
    help="First mend what needs no judgement: the order of numbers that are not shuffled, end"
    " punctuation of options, space at line ends.",
)
@click.option("--explain", metavar="RULE", help="Say why a rule is there and how to keep it.")
@shared.bank_option
@shared.json_option
def command(
    bank: Path | None,
    profile: str | None,
    mend: bool,
    explain: str | None,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """List faults and warnings of a bank, a line each; exit 1 if there are errors."""
    from mlinterview.lint import lint
    from mlinterview.lint.fixing import fix

    if explain is not None:
        _explain(explain.upper(), as_json)
        return
    if bank is not None and bank_dir is not None:
        raise click.UsageError("a bank as argument and one by --bank; name one")
    if mend and bank is None and bank_dir is None:
        raise click.UsageError("--fix changes files: name the bank")
    fixes = fix(bank or bank_dir or Path()) if mend else []
    for each in fixes:
        if not as_json:
            click.echo(str(each))
    found = lint(shared.open_bank(bank or bank_dir, quiet=True), profile=profile)
    counted = [problem for problem in found if problem.waived is None]
    levels = {
        level: sum(problem.level == level for problem in counted)
        for level in ("error", "warning", "hint")
    }
    if as_json:
        print_json(
            {
                "problems": [problem.as_json() for problem in found],
                "errors": levels["error"],
                "warnings": levels["warning"],
                "hints": levels["hint"],
                **({"fixes": [asdict(each) for each in fixes]} if mend else {}),
            }
        )
    else:
        for problem in found:
            click.echo(f"{'waived' if problem.waived is not None else problem.level}: {problem}")
        waived = len(found) - len(counted)
        click.echo(
            f"{levels['error']} errors, {levels['warning']} warnings, {levels['hint']} hints,"
            f" {waived} waived"
        )
    if levels["error"]:
        raise Stop(PROBLEMS)


def _explain(name: str, as_json: bool) -> None:
    from mlinterview.lint.registry import RULES

    if name not in RULES:
        raise click.UsageError(f"no rule named {name!r}; one of {', '.join(RULES)} expected")
    rule = RULES[name]
    if as_json:
        fields = ("id", "level", "reason", "how_to_fix")
        print_json({field: getattr(rule, field) for field in fields})
    else:
        click.echo(f"{rule.id} ({rule.level}): {rule.reason}\nHow to fix: {rule.how_to_fix}")
