"""The user's cache directory: compiled texts, each kept with the hash of what it was made from.

A text counts only where that hash and its own checksum are right. It can be deleted at any time;
where it cannot be written, everything works as before, but slower. Two processes may write at
once: each writes a file of its own and moves it into place as a whole.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

__all__ = ["VARIABLE", "Fingerprint", "keep", "recall"]

#: a directory to use instead, or ``off``
VARIABLE = "MLINTERVIEW_CACHE"
#: the oldest go where there are more
_MOST_FILES = 24
_MOST_BYTES = 200_000_000


class Fingerprint:
    """The hash of named pieces of content, in the order in which they are added."""

    def __init__(self, *versions: str) -> None:
        self._hash = sha256()
        for version in versions:
            self.add("", version.encode())

    def add(self, name: str, content: bytes) -> None:
        """Take in a piece; lengths go along, so that no two sequences give the same bytes."""
        self._hash.update(f"{len(name)}:{len(content)}:{name}".encode())
        self._hash.update(content)

    def text(self) -> str:
        """The hash so far."""
        return self._hash.hexdigest()


def recall(name: str, key: str) -> bytes | None:
    """The text kept under the name, if it was made from what has this hash."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / _file_name(name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == _head(key, body) else None


def keep(name: str, key: str, body: bytes) -> None:
    """Keep a text; nothing happens where the directory cannot be written."""
    folder = _folder()
    if folder is None or len(body) > _MOST_BYTES:
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(_head(key, body) + b"\n" + body)
                file.close()
                temporary.replace(folder / _file_name(name))
            except BaseException:
                file.close()
                temporary.unlink(missing_ok=True)
                raise
        _prune(folder)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {sha256(body).hexdigest()}".encode()


def _file_name(name: str) -> str:
    return f"{sha256(name.encode()).hexdigest()[:24]}.compiled"


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("mlinterview", appauthor=False)
    except (OSError, RuntimeError):  # no home directory
        return None


def _prune(folder: Path) -> None:
    def age(path: Path) -> float:
        with suppress(OSError):
            return path.stat().st_mtime
        return 0.0

    kept = sorted(folder.glob("*.compiled"), key=age)
    for path in kept[:-_MOST_FILES]:
        with suppress(OSError):
            path.unlink()
