"""The bytes of a file that is untrusted: it may be anything, of any size, or not be there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

__all__ = ["MAX_BYTES", "RefusedError", "read_content"]

MAX_BYTES = 5_000_000


class RefusedError(Exception):
    """The file is not read; the message says why."""


def read_content(path: Path, *, root: Path | None = None, max_bytes: int = MAX_BYTES) -> bytes:
    """What a file holds.

    Args:
        path: the file.
        root: a directory that the file must not lie outside of, links followed.
        max_bytes: larger files are not opened.

    Raises:
        RefusedError: it is not there, no regular file, too large or outside ``root``.
    """
    try:
        real = path
        if root is not None:
            real = Path(os.path.realpath(path))
            if not real.is_relative_to(os.path.realpath(root)):
                raise RefusedError(f"the path leads out of the bank, to {str(real)!r}")
        refusal = _refusal(real.stat(), max_bytes)
        if refusal:
            raise RefusedError(refusal)
        with real.open("rb") as file:
            # the file may have grown since
            content = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise RefusedError("there is no such file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise RefusedError(f"the file cannot be read: {reason or error}") from None
    if len(content) > max_bytes:
        raise RefusedError(_too_large(len(content), max_bytes))
    return content


def _refusal(status: os.stat_result, max_bytes: int) -> str:
    """Why a file is not to be opened: reading a pipe or a device may never end."""
    kinds = {
        stat.S_IFDIR: "a directory",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    if not stat.S_ISREG(status.st_mode):
        return f"{kinds.get(stat.S_IFMT(status.st_mode), 'no regular file')}; a file expected"
    return _too_large(status.st_size, max_bytes) if status.st_size > max_bytes else ""


def _too_large(size: int, limit: int) -> str:
    million = 1_000_000
    if limit % million == 0 and size >= limit + million:
        return f"{size // million:,} MB; the limit is {limit // million:,} MB"
    return f"{size:,} bytes; the limit is {limit:,} bytes"
