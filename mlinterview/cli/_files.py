"""Files of responses or scores, whichever a command is handed."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

__all__ = ["holds_scores", "seekable", "text_of"]

_HEAD = 65_536


def seekable(file: Path, stack: ExitStack) -> Path:
    """The file; standard input as a file that can be looked into and then read."""
    if str(file) != "-":
        return file
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    path = Path(folder) / "standard input"
    with path.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    return path


def holds_scores(path: Path) -> bool:
    """Whether a file of records holds scores: their first fields tell."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return b'"item_id"' in head


def text_of(path: Path) -> str:
    """What a text file holds, or standard input for ``-``, whatever encoding it is in."""
    from mlinterview.store._encoding import decode

    return decode(sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()).text
