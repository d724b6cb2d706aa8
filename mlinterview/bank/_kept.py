"""Banks by way of the cache: read from YAML once, and again when any of it has changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from pydantic import VERSION

from mlinterview._resources import bundled_root
from mlinterview.bank._cache import Fingerprint, keep, recall
from mlinterview.bank._content import RefusedError, read_content
from mlinterview.bank.bank import Bank
from mlinterview.model.lexicon import Lexicon

__all__ = ["kept_bank", "kept_lexicon"]

#: raised when the text of a compiled bank changes
_FORMAT = "3"
#: smaller banks are read as quickly from YAML
_FEWEST = 20
#: what of ``graders/`` a bank takes in; the rest is read where it is used
_GRADERS = ("schemes", "lexicon", "roles")
#: what a text raises that this version of the library did not write
_UNFIT = (ValueError, KeyError, TypeError, IndexError, AttributeError)


def kept_bank(path: str | Path | None) -> Bank:
    """The bank, from the cache where its files have not changed.

    Raises:
        BankError: the directory is no bank.
    """
    from mlinterview.bank._compiled import compile_bank, revive_bank

    root = Path(path) if path is not None else bundled_root()
    own = path is not None
    name = f"bank {os.path.realpath(root)} {own}"
    try:
        key = _fingerprint(root, own)
    except (RefusedError, OSError, RecursionError):
        key = None  # the loader says what is wrong
    text = recall(name, key) if key is not None else None
    if text is not None:
        with suppress(*_UNFIT):
            return revive_bank(text, root)
    from mlinterview.bank._loading import Loading

    bank = Loading(root, own=own).load()
    if key is not None and len(bank) >= _FEWEST:
        text = compile_bank(bank)
        if text is not None:
            keep(name, key, text)
    return bank


def kept_lexicon(root: Path, read: Callable[[], Lexicon]) -> Lexicon:
    """The lexicon of the library's own bank; ``read`` reads it from YAML."""
    from mlinterview.bank._compiled import compile_lexicon, revive_lexicon

    key = Fingerprint(*_versions())
    _add(key, root, _yaml_files(root / "graders" / "lexicon"))
    name = f"lexicon {os.path.realpath(root)}"
    text = recall(name, key.text())
    if text is not None:
        with suppress(*_UNFIT):
            return revive_lexicon(text)
    lexicon = read()
    keep(name, key.text(), compile_lexicon(lexicon))
    return lexicon


def _fingerprint(root: Path, own: bool) -> str:
    """The hash of all that a loaded bank depends on."""
    key = Fingerprint(*_versions())
    if own:
        key.add("bundled", _bundled().encode())
    _add(key, root, _beside(root))
    questions = root / "questions"
    if questions.is_symlink():
        raise RefusedError("questions: a link to a directory")
    if questions.is_dir():
        _add_folder(key, str(questions), "questions")
    return key.text()


@cache
def _bundled() -> str:
    """The hash of what lies under banks of one's own."""
    root = bundled_root()
    key = Fingerprint()
    _add(key, root, [root / "questions" / "taxonomy.yaml", *_beside(root)])
    return key.text()


@cache
def _versions() -> tuple[str, ...]:
    """What says how files are read: versions, and in a checkout the code as it stands."""
    from mlinterview import __version__

    package = Path(__file__).parents[1]
    code = [
        f"{path.name} {status.st_size} {status.st_mtime_ns}"
        for folder in ("bank", "model")
        for path in sorted((package / folder).glob("*.py"))
        for status in (path.stat(),)
    ]
    return _FORMAT, __version__, VERSION, *code


def _add(key: Fingerprint, root: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        key.add(path.relative_to(root).as_posix(), read_content(path, root=root))


def _add_folder(key: Fingerprint, folder: str, shown: str) -> None:
    """Take in all YAML below a folder; a link may change unseen, and is refused."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        name = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _add_folder(key, entry.path, name)
        elif entry.name.endswith((".yaml", ".yml")) or entry.is_dir():
            if not entry.is_file(follow_symlinks=False):
                raise RefusedError(f"{name}: a regular file expected")
            key.add(name, read_content(Path(entry.path)))


def _beside(root: Path) -> Iterator[Path]:
    for folder in _GRADERS:
        yield from _yaml_files(root / "graders" / folder)
    for file in (root / "bank.yaml", root / "graders" / "confidence.yaml"):
        if file.exists():
            yield file


def _yaml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".yml")]
