"""Zip packages of other systems: nothing leads out of them, and caps on count, size and ratio."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from mlinterview.errors import ExchangeError

__all__ = ["Package", "is_package"]

MAX_ENTRIES = 20_000
MAX_ENTRY = 50_000_000
MAX_TOTAL = 200_000_000
#: packed text is seldom under a hundredth; a bomb is a thousandth
MAX_RATIO = 200
_SMALL = 1_000_000
_DRIVE = re.compile("[A-Za-z]:")


def is_package(content: bytes) -> bool:
    """Whether the bytes begin as a zip file does."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


class Package:
    """The files in a zip, by their names with ``/``.

    Raises:
        ExchangeError: it is no zip, over a cap, encrypted, or holds a name that leads out of it or
            a link.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except Exception as error:  # zipfile raises half a dozen kinds for broken archives
            raise ExchangeError(
                f"{name}: no zip package that can be read ({_why(error)})"
            ) from None
        if len(entries) > MAX_ENTRIES:
            raise ExchangeError(f"{name}: over {MAX_ENTRIES:,} files in the package")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            path = self._checked(entry)
            if path is not None:
                if path in self._entries:
                    raise ExchangeError(f"{name}: the package holds {path!r} twice")
                self._entries[path] = entry
        total = sum(entry.file_size for entry in self._entries.values())
        if total > MAX_TOTAL:
            raise ExchangeError(f"{name}: unpacks to over {MAX_TOTAL // 1_000_000} MB")
        self._unpacked = 0

    def _checked(self, entry: zipfile.ZipInfo) -> str | None:
        """The name of a file that may be read; None for a directory."""
        raw = entry.filename.replace("\\", "/")
        shown = f"{self.name}: the package holds {raw[:100]!r}"
        path = PurePosixPath(raw)
        if path.is_absolute() or ".." in path.parts or _DRIVE.match(raw) or "\0" in raw:
            raise ExchangeError(f"{shown}, which leads out of it")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ExchangeError(f"{shown}, which is a link")
        if entry.is_dir() or raw.endswith("/"):
            return None
        if entry.flag_bits & 0x1:
            raise ExchangeError(f"{shown}, which is encrypted")
        if entry.file_size > MAX_ENTRY:
            raise ExchangeError(f"{shown} of over {MAX_ENTRY // 1_000_000} MB")
        if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise ExchangeError(
                f"{shown}, packed to less than 1/{MAX_RATIO} of its size: a zip bomb?"
            )
        return str(path)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def find(self, address: str, base: str = "") -> str | None:
        """The name of the file that an address within the file ``base`` means; None if none."""
        from urllib.parse import unquote

        plain = unquote(address.partition("?")[0].partition("#")[0]).replace("\\", "/")
        places = [str(PurePosixPath(base).parent / plain), plain]
        for place in places:
            parts: list[str] = []
            for part in place.split("/"):
                if part == ".." and parts:
                    parts.pop()
                elif part not in ("", ".", ".."):
                    parts.append(part)
            if "/".join(parts) in self._entries:
                return "/".join(parts)
        last = plain.rpartition("/")[2]
        alike = [path for path in self._entries if path.rpartition("/")[2] == last] if last else []
        return alike[0] if len(alike) == 1 else None

    def read(self, path: str) -> bytes:
        """The bytes of a file in the package.

        Raises:
            ExchangeError: there is none of that name, it is broken, or holds more than it says.
        """
        entry = self._entries.get(path)
        if entry is None:
            raise ExchangeError(f"{self.name}: no file {path[:100]!r} in the package")
        try:
            with self._archive.open(entry) as file:
                content = file.read(entry.file_size + 1)
        except Exception as error:  # as above
            raise ExchangeError(f"{self.name}: {path} cannot be unpacked ({_why(error)})") from None
        self._unpacked += len(content)
        if len(content) > entry.file_size or self._unpacked > 2 * MAX_TOTAL:
            raise ExchangeError(f"{self.name}: {path} unpacks to more than the package says")
        return content


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
