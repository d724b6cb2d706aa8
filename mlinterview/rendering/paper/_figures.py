"""Figures as files and as addresses that hold them."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from mlinterview.rendering.paper.model import Picture

__all__ = ["content_of", "data_address", "not_printed"]

_MOST_BYTES = 20_000_000
_KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


def content_of(picture: Picture) -> bytes | None:
    """The file's bytes; None where it is not there, too large or of no kind that is printed."""
    path = picture.path
    if path is None or path.suffix.lower() not in _KINDS:
        return None
    return _read(path)


@lru_cache(maxsize=64)  # two hundred variants print the same few figures
def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() or None if path.stat().st_size <= _MOST_BYTES else None
    except OSError:
        return None


def data_address(picture: Picture) -> str | None:
    """A ``data:`` address that holds the figure: as a picture on a page it can run no script."""
    content = content_of(picture)
    if content is None or picture.path is None:
        return None
    kind = _KINDS[picture.path.suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def not_printed(picture: Picture) -> str:
    """The note on a figure that is told in words alone."""
    return f"{picture.file}: the figure cannot be printed; its text alternative is"
