"""Opening files of records: paths and standard input, with limits, faults as one line."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mlinterview.errors import RecordsError

if TYPE_CHECKING:
    from typing_extensions import Buffer

__all__ = ["MAX_BYTES", "Source", "open_source", "too_large"]

MAX_BYTES = 200_000_000
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Source:
    """An open file.

    Attributes:
        name: as it was given, for messages.
        suffix: of the name, in small letters, with its point; empty for standard input.
        head: its first bytes; ``stream`` begins with them.
        stream: all of its bytes.
        size: in bytes where known.
    """

    name: str
    suffix: str
    head: bytes
    stream: BinaryIO
    size: int | None

    def read(self, limit: int = MAX_BYTES, advice: str = "split it") -> bytes:
        """All bytes.

        Raises:
            RecordsError: there are more than ``limit``, or reading fails.
        """
        if self.size is not None and self.size > limit:
            raise too_large(self.name, limit, advice)
        try:
            content = self.stream.read(limit + 1)
        except OSError as error:
            raise _cannot_read(self.name, error) from None
        if len(content) > limit:
            raise too_large(self.name, limit, advice)
        return content


@contextmanager
def open_source(path: str | Path) -> Iterator[Source]:
    """Open a file, or standard input for ``-``, which stays open.

    Raises:
        RecordsError: there is no such file, or it is a directory or empty.
    """
    if str(path) == "-":
        standard = getattr(sys.stdin, "buffer", None)
        stream = standard or io.BytesIO(sys.stdin.read().encode("utf-8", "surrogatepass"))
        yield _begun("standard input", "", stream, None)
        return
    name = str(path)
    try:
        where = Path(path)
        if where.is_dir():
            raise RecordsError(f"{name}: a directory; a file expected")
        stream = where.open("rb")
    except FileNotFoundError:
        raise RecordsError(f"{name}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise _cannot_read(name, error) from None
    with stream:
        status = os.fstat(stream.fileno())
        # pipes and devices have no size
        yield _begun(name, where.suffix.lower(), stream, status.st_size or None)


def too_large(name: str, limit: int, advice: str) -> RecordsError:
    """The refusal of a file over its limit."""
    return RecordsError(f"{name}: over {limit // 1_000_000:,} MB, which is the limit; {advice}")


def _begun(name: str, suffix: str, stream: BinaryIO, size: int | None) -> Source:
    try:
        head = stream.read(_HEAD)
    except (OSError, ValueError) as error:
        raise _cannot_read(name, error) from None
    if not head.strip():
        raise RecordsError(f"{name}: the file is empty")
    whole = io.BufferedReader(_Pushed(head, stream), buffer_size=_HEAD)
    return Source(name, suffix, head, whole, size)


def _cannot_read(name: str, error: Exception) -> RecordsError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return RecordsError(f"{name}: the file cannot be read: {reason or error}")


class _Pushed(io.RawIOBase):
    """The bytes already read, then the rest of a stream; a pipe cannot be wound back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        buffer = memoryview(buffer)
        if self._head:
            taken = self._head[: len(buffer)]
            self._head = self._head[len(taken) :]
        else:
            taken = memoryview(self._rest.read(len(buffer)))
        buffer[: len(taken)] = taken
        return len(taken)
