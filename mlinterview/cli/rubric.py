"""``mlinterview rubric``: rubrics tried, checked and measured, and what marks teach them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import PROBLEMS, Stop, print_json, say
from mlinterview.cli.rubric_teach import command as teach
from mlinterview.cli.rubric_try import command as try_
from mlinterview.cli.rubric_words import command as words

if TYPE_CHECKING:
    from mlinterview.rubrics import RubricReport


@click.group("rubric", epilog="Example: mlinterview rubric check residual-block-gradient")
def command() -> None:
    """Try, check and measure the rubrics of free-text items, and let marks teach them."""


@command.command("check", epilog="Example: mlinterview rubric check kv-cache-what-it-saves")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@shared.bank_option
@shared.json_option
def check(ids: tuple[str, ...], bank_dir: Path | None, as_json: bool) -> None:
    """Check rubrics against their judged answers, harmless changes and attacks.

    Without ID every rubric that the engine grades by is checked. Exit 1 if something does not hold.
    """
    from mlinterview.rubrics import check_rubrics
    from mlinterview.rubrics._findings import CUT

    bank = shared.open_bank(bank_dir)
    found = []
    names = ids or tuple(_graded(bank))
    with _progress(len(names), "rubrics") as done:
        for name in names:
            found += check_rubrics(bank, [name])
            done(1)
    errors = sum(problem.level == "error" for problem in found)
    if as_json:
        print_json(
            {
                "problems": [problem.as_json() for problem in found],
                "errors": errors,
                "warnings": len(found) - errors,
                "rubrics": len(names),
            }
        )
    else:
        for problem in found:
            click.echo(f"{problem.level}: {problem}")
        if any(problem.message.endswith(CUT) for problem in found):
            click.echo("texts that end in … are cut; --json has the whole of them")
        click.echo(f"{len(names)} rubrics, {errors} errors, {len(found) - errors} warnings")
    if errors:
        raise Stop(PROBLEMS)


@command.command("report", epilog="Example: mlinterview rubric report --json")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--write",
    is_flag=True,
    help="Write graders/confidence.yaml of the bank from what is measured.",
)
@shared.bank_option
@shared.json_option
def report(ids: tuple[str, ...], write: bool, bank_dir: Path | None, as_json: bool) -> None:
    """Measure how far the engine agrees with people on held-out answers."""
    from mlinterview.rubrics import rubric_report, write_confidence

    bank = shared.open_bank(bank_dir)
    if write and ids:
        raise click.UsageError("--write learns from all items; leave the ids out")
    count = len(ids or _graded(bank))
    with _progress(count, "rubrics") as done:
        result = rubric_report(bank, ids, progress=done)
    if write:
        say(f"wrote {write_confidence(bank, result)}")
    if as_json:
        print_json(result.as_json())
    else:
        click.echo(_text(result))


def _graded(bank: Any) -> list[str]:
    from mlinterview.rubrics import engine_graded

    return [item.id for item in engine_graded(bank)]


@contextmanager
def _progress(count: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if count < 2 or not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=count, label=label, file=sys.stderr) as bar:
        yield bar.update


#: name in the JSON document, and what it is called
_FIGURES = {
    "qwk": "quadratic weighted kappa of levels",
    "qwk_worst_area": "the same in the worst area",
    "mae": "mean absolute error (share of the scale)",
    "exact": "exact level",
    "within_one": "within one point",
    "criterion_f1": "F1 over criteria",
    "kappa": "kappa over criteria",
    "auto_share": "graded without a person",
    "auto_exact": "exact level among those",
    "ece": "calibration error of the confidence",
    "length_partial_r": "error against length, level held fixed",
}


def _text(report: RubricReport) -> str:
    figures = report.bank
    lines = [
        f"{figures['held_out']} held-out answers to {figures['items']} items",
        f"compared with {figures['compared_with']}",
        "",
    ]
    for name, title in _FIGURES.items():
        lines.append(f"{title:<44}{_figure(figures[name], figures[f'{name}_interval'])}")
    for kind, title in (
        ("attacks", "attacks below half of the points"),
        ("benign", "points lost to harmless changes"),
    ):
        lines += ["", title]
        for name, value in figures[kind].items():
            lines.append(f"  {name:<42}{_figure(value, figures[f'{kind}_interval'][name])}")
        overall = _figure(figures[f"{kind}_overall"], figures[f"{kind}_overall_interval"])
        lines.append(f"  {'all together':<42}{overall}")
    if figures["speed"]:
        lines += ["", *_speed(figures["speed"])]
    lines += ["", f"{'item':<42}{'answers':>8}{'held out':>9}{'exact':>7}{'error':>7}{'F1':>7}"]
    for item in sorted(report.items, key=lambda item: item["exact"] or 0):
        lines.append(
            f"{item['id'][:41]:<42}{item['answers']:>8}{item['held_out']:>9}"
            + "".join(
                f"{'-' if item[name] is None else format(item[name], '.2f'):>7}"
                for name in ("exact", "mae", "criterion_f1")
            )
        )
    return "\n".join(lines)


def _speed(speed: dict[str, Any]) -> list[str]:
    words, long_words = speed["words"], speed["long_words"]
    titles = {
        "answers_a_second": f"answers of {words} words a second",
        "p99_ms": "99th percentile (ms)",
        "long_ms": f"an answer of {long_words:,} words (ms)",
    }
    lines = ["speed on one core"]
    for name, title in titles.items():
        low, high = speed[f"{name}_interval"] or (None, None)
        beside = f"  ({low:g} to {high:g})" if low is not None else ""
        lines.append(f"  {title:<42}{speed[name]:7g}{beside}")
    title = f"{speed['additions']:,} additions in a loop (ms)"
    return [*lines, f"  {title:<42}{speed['additions_ms']:7g}"]


def _figure(value: float | None, interval: list[float] | None) -> str:
    if value is None:
        return "      -"
    return f"{value:7.3f}" + (f"  ({interval[0]:.3f} to {interval[1]:.3f})" if interval else "")


command.add_command(teach)
command.add_command(try_)
command.add_command(words)
