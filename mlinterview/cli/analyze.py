"""``mlinterview analyze``."""

from __future__ import annotations

import shlex
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._files import holds_scores, seekable
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mlinterview.analysis import Analysis
    from mlinterview.store import TableFile

#: keys in doubt for which the command is printed
_SUGGESTED = 5


@click.command("analyze", epilog="Example: mlinterview analyze scores.jsonl --bank my-bank")
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--matrix", is_flag=True, help="FILE is a table of scores: a row a person.")
@click.option(
    "--max",
    "max_points",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Full marks of every item, for --matrix (else its row `max`, else the highest score).",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="FILE is a table of chosen options; KEY a table with the columns item, key.",
)
@click.option("--form", "forms", multiple=True, metavar="FORM", help="The form; may be repeated.")
@shared.scheme_option
@click.option("--wide", is_flag=True, help="FILE holds responses, a row a person.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Which column is which item, for --wide.",
)
@click.option("--examinee-column", metavar="NAME", help="The column that names the person.")
@click.option("--irt", type=click.Choice(["1pl", "2pl"]), help="Fit abilities and item curves too.")
@click.option(
    "--theta",
    type=click.Choice(["eap", "map"]),
    default="eap",
    show_default=True,
    help="How --irt estimates abilities.",
)
@click.option("--options", is_flag=True, help="List the options of every item.")
@click.option(
    "--compare",
    nargs=2,
    multiple=True,
    metavar="A B",
    help="Whether two people's scores differ reliably; may be repeated.",
)
@shared.bank_option
@shared.json_option
def command(
    file: Path,
    matrix: bool,
    max_points: float | None,
    key: Path | None,
    forms: tuple[str, ...],
    scheme: str | None,
    wide: bool,
    map_file: Path | None,
    examinee_column: str | None,
    irt: Literal["1pl", "2pl"] | None,
    theta: Literal["eap", "map"],
    options: bool,
    compare: tuple[tuple[str, str], ...],
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Analyse the items and the reliability of an exam.

    FILE holds scores that `grade --out` wrote, or responses, which are graded first; with --matrix
    or --key a table of another program. Exit 3 if some records could not be read or graded.
    """
    from mlinterview.analysis._numpy import require_numpy

    if matrix and key is not None:
        raise click.UsageError("--matrix is for scores, --key for chosen options; choose one")
    table = matrix or key is not None
    if table and (forms or scheme or wide or bank_dir is not None):
        raise click.UsageError("--bank, --form, --scheme and --wide are for scores and responses")
    if max_points is not None and not matrix:
        raise click.UsageError("--max is for tables read with --matrix")
    if not wide and (map_file is not None or examinee_column is not None):
        raise click.UsageError("--map and --examinee-column are for tables read with --wide")
    require_numpy()
    if table:
        found, unread = _of_table(_read_table(file, max_points, key), irt, theta)
    else:
        columns = {"wide": wide, "examinee_column": examinee_column, "mapping": map_file}
        found, unread = _of_records(file, forms, scheme, columns, bank_dir, irt, theta)
    pairs = [found.compare(first, second) for first, second in compare]
    if as_json:
        document = found.model_dump(mode="json")
        if found.irt is None:
            del document["irt"]
        if pairs:
            document["differences"] = [pair.model_dump(mode="json") for pair in pairs]
        print_json(document)
    else:
        from mlinterview.analysis._wording import difference_line
        from mlinterview.analysis.text import render

        text = render(found, width=shared.width(), color=shared.color(), options=options)
        click.echo(text.rstrip("\n"))
        if not table and str(file) != "-":
            words = _words(file, forms, scheme, wide, bank_dir)
            for line in _suggested(found, words):
                click.echo(line)
        for pair in pairs:
            click.echo(difference_line(pair))
    if unread:
        raise Stop(UNGRADED)


def _read_table(file: Path, max_points: float | None, key: Path | None) -> TableFile:
    from mlinterview.store import read_choice_table, read_score_table

    if key is not None:
        return read_choice_table(file, key)
    return read_score_table(file, max_points=max_points)


def _of_table(table: TableFile, irt: Any, theta: Any) -> tuple[Analysis, bool]:
    from mlinterview.reports.analyze import analyze

    for problem in table.problems:
        say(str(problem))
    return analyze(table.matrix, irt=irt, theta=theta), bool(table.problems)


def _of_records(
    file: Path,
    forms: Sequence[str],
    scheme: str | None,
    columns: dict[str, Any],
    bank_dir: Path | None,
    irt: Any,
    theta: Any,
) -> tuple[Analysis, bool]:
    """The analysis of scores, or of responses graded first; and whether something was not read."""
    from mlinterview.errors import RecordsError
    from mlinterview.reports.analyze import analyze
    from mlinterview.store import read_responses, read_scores

    bank = shared.open_bank(bank_dir)
    opened = [shared.open_form(name, bank) for name in forms]
    wide = columns["wide"]
    if wide and len(opened) > 1:
        raise click.UsageError("--wide takes one --form")
    with ExitStack() as stack:
        path = seekable(file, stack)
        if not wide and holds_scores(path):
            read = read_scores(path)
            scores, problems = list(read), [str(problem) for problem in read.problems]
            unread = False
        else:
            responses = read_responses(
                path, form=opened[0] if len(opened) == 1 else None, bank=bank, **columns
            )
            problems = [str(problem) for problem in responses.problems]
            named = scheme or next((form.scheme for form in opened if form.scheme), bank.scheme)
            scores = _graded(responses, bank, named, opened or list(bank.forms.values()))
            unread = any(score.status in ("invalid", "failed") for score in scores)
            problems += [
                f"{score.examinee_id}: {score.item_id}: {score.status}: {score.problem.message}"
                for score in scores
                if score.problem is not None and score.status in ("invalid", "failed")
            ]
    for line in problems:
        say(line)
    if not scores:
        raise RecordsError(f"{file}: no record that could be read")
    made = analyze(scores, bank=bank, scheme=scheme, form=opened or None, irt=irt, theta=theta)
    return made, bool(problems or unread)


def _graded(responses: Any, bank: Any, scheme: str, forms: Any) -> list[Any]:
    from mlinterview.grading.stream import duplicate, grade_all
    from mlinterview.store import mark_duplicates

    scores = grade_all(bank, responses, scheme=scheme, forms=forms)
    seen = mark_duplicates(responses)
    return [
        duplicate(score) if twice else score for score, (_, twice) in zip(scores, seen, strict=True)
    ]


def _words(
    file: Path, forms: Sequence[str], scheme: str | None, wide: bool, bank_dir: Path | None
) -> list[str]:
    """The command that grades the same responses again."""
    words = ["mlinterview", "regrade", str(file)]
    words += ["--wide"] if wide else []
    words += ["--bank", str(bank_dir)] if bank_dir is not None else []
    for name in forms:
        words += ["--form", name]
    return words + (["--old-scheme", scheme] if scheme is not None else [])


def _suggested(found: Analysis, words: Sequence[str]) -> Iterator[str]:
    """How to grade again where a key is likely to be wrong, the surest first."""
    suspects = [item for item in found.items if item.miskey is not None]
    suspects.sort(key=lambda item: not (item.miskey is not None and item.miskey.strong))
    if not suspects:
        return
    yield "\nIf such a key is wrong, this counts the other option too and shows what changes:"
    for item in suspects[:_SUGGESTED]:
        assert item.miskey is not None
        given = ["--accept", f"{item.item_id}={item.miskey.option}"]
        yield "  " + shlex.join([*words, *given])
