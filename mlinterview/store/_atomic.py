"""Writing a file so that nobody ever sees half of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO, cast

from mlinterview.errors import RecordsError

__all__ = ["replacing", "replacing_bytes"]

_TEXT: dict[str, Any] = {"mode": "w", "encoding": "utf-8", "newline": "\n"}
_BYTES: dict[str, Any] = {"mode": "wb"}


@contextmanager
def replacing(path: str | Path) -> Iterator[TextIO]:
    """A text file that takes the place of ``path`` when the block ends well.

    Until then it lies beside it under another name; after an exception, Ctrl-C too, it is gone and
    what was at ``path`` is as it was. Devices and pipes are written to directly.

    Raises:
        RecordsError: it cannot be written.
    """
    with _replacing(path, _TEXT) as file:
        yield cast(TextIO, file)


@contextmanager
def replacing_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """As `replacing`, for what is no text."""
    with _replacing(path, _BYTES) as file:
        yield cast(BinaryIO, file)


@contextmanager
def _replacing(path: str | Path, how: dict[str, Any]) -> Iterator[IO[Any]]:
    # the file that a link leads to is replaced, not the link
    target = Path(os.path.realpath(path))
    direct = target.exists() and not target.is_file()
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}.tmp")
    try:
        if target.is_dir():
            raise RecordsError(f"{path}: a directory; a file expected")
        if direct:
            with target.open(**how) as file:
                yield file
            return
        with beside.open(**{**how, "mode": how["mode"].replace("w", "x")}) as file:
            yield file
        if target.exists():
            with suppress(OSError):
                beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except OSError as error:
        reason = error.strerror or error
        raise RecordsError(f"{path}: the file cannot be written: {reason}") from None
    finally:
        if not direct:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
