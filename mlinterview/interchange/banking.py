"""Imported questions as files of a bank: a new bank, or a file more in one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mlinterview.errors import BankError, ExchangeError
from mlinterview.interchange._ids import slug
from mlinterview.interchange._imported import Imported, Reading
from mlinterview.model.registry import make_item

__all__ = ["ids_in_use", "items_file", "write_bank"]

_TAXONOMY = """\
# Categories of this bank's own; the bundled ones hold besides.
categories:
  - {entry}
"""
_CATEGORIES = re.compile(
    r"(?m)^categories:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*(?=(?P<indent>[ \t]*)-[ \t])"
)


def items_file(out: Path, category: str, name: str) -> Path:
    """Where the questions of the file ``name`` go."""
    stem = slug(Path(name).stem) or "questions"
    return out / "questions" / category / f"{stem}.yaml"


def ids_in_use(out: Path, besides: Path | None = None) -> frozenset[str]:
    """Ids of all items of the bank at ``out``, those in the file ``besides`` left out."""
    from mlinterview.bank.loader import load_bank

    if not (out / "questions").is_dir():
        return frozenset()
    bank = load_bank(out, strict=False)
    spared = besides.relative_to(out).as_posix() if besides is not None else None
    kept = {item for item, source in bank.sources.items() if not _same(source.file, spared)}
    faulty = {p.item for p in bank.problems if p.item and not _same(p.file, spared)}
    return frozenset(kept | faulty)


def _same(file: str, spared: str | None) -> bool:
    return spared is not None and Path(file).as_posix().endswith(spared)


def write_bank(
    reading: Reading,
    out: str | Path,
    *,
    name: str = "imported",
    category: str = "imported",
    title: str | None = None,
    force: bool = False,
) -> tuple[Path, ...]:
    """Write questions as a bank of their own, or as one file more of the bank at ``out``.

    A new bank gets a ``bank.yaml`` with the profile ``exam``. A category that neither the bank nor
    the bundled one has is declared in ``questions/taxonomy.yaml``.

    Args:
        reading: what ``read_questions`` gave; its ids are new to the bank.
        out: the bank's directory.
        name: the file the questions come from; theirs is named after it.
        category: the folder below ``questions/``.
        title: of a new bank.
        force: write over a file of that name.

    Returns:
        The files that were written, ``bank.yaml`` and pictures included.

    Raises:
        ExchangeError: there is nothing to write, the file is there already, or the category cannot
            be declared.

    >>> import tempfile, pathlib
    >>> import mlinterview as mli
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "week-3.gift"
    ...     _ = file.write_text("Dropout drops units. {T}", encoding="utf-8")
    ...     written = mli.write_bank(mli.read_questions(file), folder, name=file.name)
    ...     list(mli.load_bank(folder))
    ['dropout-drops-units']
    """
    from mlinterview.bank.scaffold import HEADER
    from mlinterview.bank.writer import dump_items
    from mlinterview.store._atomic import replacing, replacing_bytes

    root = Path(out)
    if not reading.items:
        raise ExchangeError(f"{name}: no question that could be imported")
    file = items_file(root, category, name)
    if file.exists() and not force:
        raise ExchangeError(f"{file} exists; --force overwrites it")
    if (root / "questions").is_dir():
        _check_bank(root)
    texts = dict(_frame(root, category, title or slug_title(name)))
    pictures, renamed = _pictures(root / "questions", reading.files)
    items = [make_item(_with_pictures(each, renamed)) for each in reading.items]
    texts[file] = HEADER + dump_items(items)
    for path, content in pictures.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing_bytes(path) as binary:
            binary.write(content)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as stream:
            stream.write(text)
    return (*texts, *pictures)


def slug_title(name: str) -> str:
    """A title for the bank: the name of the file."""
    return Path(name).stem.replace("_", " ").replace("-", " ").strip() or "Imported questions"


def _check_bank(root: Path) -> None:
    from mlinterview.bank.loader import load_bank

    try:
        load_bank(root, strict=False)
    except BankError as error:
        raise ExchangeError(" ".join(str(error).split())) from None


def _frame(root: Path, category: str, title: str) -> Iterable[tuple[Path, str]]:
    """The files around the questions that are not there yet."""
    from mlinterview.bank.scaffold import bank_files

    wanted = {"bank.yaml", "questions/items.schema.json"}
    for name, text in bank_files(title):
        path = root.joinpath(*name.split("/"))
        if name in wanted and not path.exists():
            yield path, text
    declared = _taxonomy(root, category)
    if declared is not None:
        yield root / "questions" / "taxonomy.yaml", declared


def _taxonomy(root: Path, category: str) -> str | None:
    """The text of ``taxonomy.yaml`` with the category declared; None where it is already."""
    from mlinterview.bank.loader import load_bank

    bank = load_bank(root if (root / "questions").is_dir() else None, strict=False)
    if category in bank.taxonomy.ids("category"):
        return None
    title = category.replace("_", " ").replace("-", " ").capitalize()
    line = f'{{id: {category}, title: "{title}"}}'
    path = root / "questions" / "taxonomy.yaml"
    if not path.exists():
        return _TAXONOMY.format(entry=line)
    text = path.read_text(encoding="utf-8")
    listed = _CATEGORIES.search(text)
    if listed:
        end = listed.end()
        return f"{text[:end]}{listed['indent']}- {line}\n{text[end:]}"
    if re.search(r"(?m)^categories\s*:", text):
        raise ExchangeError(f"{path}: declare the category under 'categories' by hand: - {line}")
    return f"{text.rstrip()}\n\ncategories:\n  - {line}\n"


def _pictures(questions: Path, files: dict[str, bytes]) -> tuple[dict[Path, bytes], dict[str, str]]:
    """Where pictures go, and the new names of those whose own is taken by another one."""
    placed: dict[Path, bytes] = {}
    renamed: dict[str, str] = {}
    for name, content in files.items():
        stem, _, suffix = name.rpartition(".")
        path, number = questions / name, 2
        while path in placed or (path.exists() and path.read_bytes() != content):
            path = questions / f"{stem}-{number}.{suffix}"
            number += 1
        renamed[name] = path.relative_to(questions).as_posix()
        if not path.exists():
            placed[path] = content
    return placed, renamed


def _with_pictures(each: Imported, renamed: dict[str, str]) -> dict[str, Any]:
    source = dict(each.source)
    if source.get("figures"):
        source["figures"] = [
            {**figure, "file": renamed.get(figure["file"], figure["file"])}
            for figure in source["figures"]
        ]
    return source
