"""Two files of marks compared, for ``mlinterview review --compare``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._marking import count
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.marking import DoubleMarking
    from mlinterview.model.records import Mark
    from mlinterview.store import ScoreFile

__all__ = ["compare_marks"]


def compare_marks(
    files: tuple[Path, Path],
    scores: ScoreFile | None,
    items: Sequence[str],
    bank: Bank,
    as_json: bool,
) -> None:
    """Print the agreement of two files of marks; exit 3 if lines of them could not be read."""
    from dataclasses import asdict

    from mlinterview.marking import double_marking
    from mlinterview.store import read_marks

    texts: dict[tuple[str | None, str, int], Any] = {}
    if scores is not None:
        texts = {(s.examinee_id, s.item_id, s.attempt): s.response for s in scores}
    sides = []
    faults = 0
    for path in files:
        read = read_marks(path, bank=bank)
        for problem in read.problems:
            say(str(problem))
        faults += len(read.problems)
        sides.append([_with_text(m, texts) for m in read if not items or m.item in items])
    found = double_marking(*sides, bank=bank)
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(_agreement_text(found))
    if faults:
        raise Stop(UNGRADED)


def _with_text(mark: Mark, texts: dict[tuple[str | None, str, int], Any]) -> Mark:
    if mark.response is not None:
        return mark
    text = texts.get((mark.examinee, mark.item, mark.attempt or 1))
    return mark.model_copy(update={"response": text})


def _agreement_text(found: DoubleMarking) -> str:
    from textwrap import fill

    width = shared.width()
    alone = f"{found.only_one} by the first alone, {found.only_other} by the second alone"
    agreed = f"{found.agreed} of {found.judgements} judgements agree"
    lines = [
        f"{count(found.answers, 'answer')} marked by both ({alone})",
        f"All criteria: kappa {_kappa(found.kappa)}, {agreed}",
    ]
    for item in found.items:
        lines.append(
            f"  {item.item_id}: kappa {_kappa(item.kappa)}, {item.agreed} of {item.judgements},"
            f" {count(item.answers, 'answer')}"
        )
    for difference in found.differences:
        times = f" ({difference.count} answers)" if difference.count > 1 else ""
        lines += ["", f"{difference.item_id}{times}"]
        text = " ".join(str(difference.response or "(no text)").split())
        lines.append(fill(_printable(text), width, initial_indent="  ", subsequent_indent="  "))
        for name, (one, other) in difference.criteria.items():
            lines.append(f"  {name}: {_shown(one)} / {_shown(other)}")
    return "\n".join(lines)


def _printable(text: str) -> str:
    from mlinterview.rendering.terminal import printable

    return printable(text)


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _kappa(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"
