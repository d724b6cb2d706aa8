"""Which papers go to which files, and writing them: with threads where the work is typst's."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mlinterview.cli import _options as shared
from mlinterview.rendering.formats import WRITERS

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.model.form import Form
    from mlinterview.model.roster import RosterEntry
    from mlinterview.rendering.paper import PageSetup, Written

__all__ = ["FORMATS", "Copy", "Outcome", "Target", "check_targets", "targets_for", "write_all"]

FORMATS = tuple(WRITERS)
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """One paper to be printed: a variant, maybe a person's."""

    variant: str | None = None
    person: RosterEntry | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A file with the papers that it holds; ``-`` is standard output."""

    path: Path
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written beside the papers, and what could not be printed."""

    figures: tuple[Path, ...]
    notes: tuple[str, ...]


def targets_for(
    form_id: str, copies: Sequence[Copy], to: str, out: Path | None, *, key: bool, one_file: bool
) -> list[Target]:
    """The files: one where ``out`` is the name of one, else one for each paper in a directory."""
    stem = f"{form_id}-key" if key else form_id
    if out is None or str(out) == "-":
        return [Target(Path("-"), tuple(copies))]
    named = not out.is_dir() and (
        out.suffix.lower() == f".{to}" or (len(copies) == 1 and bool(out.suffix))
    )
    if named:
        return [Target(out, tuple(copies))]
    if len(copies) == 1 or one_file:
        return [Target(out / f"{stem}.{to}", tuple(copies))]
    targets, taken = [], set[str]()
    for copy in copies:
        name = _name(stem, copy)
        number = 2
        unique = name
        while unique.casefold() in taken:  # file systems fold case
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique.casefold())
        targets.append(Target(out / f"{unique}.{to}", (copy,)))
    return targets


def _name(stem: str, copy: Copy) -> str:
    """``seed-B``, or ``seed-s01-B`` for a person; no sign that a path could be made of."""
    parts = [stem]
    if copy.person is not None:
        parts.append(copy.person.examinee)
    if copy.variant:
        parts.append(copy.variant)
    return _UNSAFE.sub("_", "-".join(parts))[:100].strip(".")


def check_targets(targets: Sequence[Target], force: bool) -> None:
    """Refuse to overwrite unless forced; make the directory that several papers go to.

    Raises:
        click.UsageError: a file is there, or no file can be.
    """
    folder = targets[0].path.parent
    if not folder.exists() and folder.parent.is_dir():
        folder.mkdir()
    for target in targets:
        shared.output_path(target.path, force)


def write_all(
    targets: Sequence[Target],
    form: Form,
    bank: Bank,
    setup: PageSetup,
    *,
    to: str,
    force: bool,
    **options: Any,
) -> Outcome:
    """Write every file, with a progress bar on a terminal.

    Args:
        options: of `mlinterview.rendering.paper.paper`.
    """
    from mlinterview.rendering.paper import paper, write

    alone = len(targets) == 1
    figures: dict[Path, bytes] = {}
    notes: dict[str, None] = {}

    def one(target: Target) -> Written:
        folder = f"{target.path.stem}-figures" if alone else "figures"
        papers = [
            paper(form, bank, variant=copy.variant, person=copy.person, **options)
            for copy in target.copies
        ]
        made = write(papers, to, replace(setup, folder=folder))
        if str(target.path) != "-":
            _write(target.path, made.content)
        return made

    with _progress(len(targets)) as done:
        for target, made in zip(targets, _made(one, targets, to), strict=True):
            if str(target.path) == "-":
                click.echo(made.content, nl=False)
            for name, content in made.files.items():
                _beside(target.path.parent / name, content, figures, force)
            notes |= dict.fromkeys(made.notes)
            done(1)
    return Outcome(tuple(figures), tuple(notes))


def _write(path: Path, content: bytes) -> None:
    from mlinterview.store import replacing_bytes

    with replacing_bytes(path) as file:
        file.write(content)


def _beside(path: Path, content: bytes, written: dict[Path, bytes], force: bool) -> None:
    """A figure beside the papers, once; one that is there already may stay if it is the same."""
    if path in written:
        return
    written[path] = content
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    shared.output_path(path, force)
    _write(path, content)


def _made(
    one: Callable[[Target], Written], targets: Sequence[Target], to: str
) -> Iterator[Written]:
    """``map``, by threads for PDF: typst works outside Python's lock."""
    if to != "pdf" or len(targets) < 2:
        yield from map(one, targets)
        return
    pool = ThreadPoolExecutor(min(8, os.cpu_count() or 1))
    try:
        yield from pool.map(one, targets)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _progress(count: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if count < 2 or not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=count, label="papers", file=sys.stderr) as bar:
        yield bar.update
