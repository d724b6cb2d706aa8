"""A file of marks that is only ever added to: each decision is on the disk when it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mlinterview.errors import RecordsError
from mlinterview.model.records import Mark

__all__ = ["MarkLog", "mark_fields"]


class MarkLog:
    """Adds marks to JSON Lines that ``read_marks`` reads.

    The file is made with the first mark.

    Raises:
        RecordsError: it is there and holds something else than JSON Lines.

    >>> import tempfile
    >>> from mlinterview.store import read_marks
    >>> log = MarkLog(Path(tempfile.mkdtemp()) / "marks.jsonl")
    >>> log.add([Mark(examinee="ann", item="essay", marks={"path": True}, by="Kim")])
    >>> [mark.marks for mark in read_marks(log.path)]
    [{'path': True}]
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if self.path.is_dir():
            raise RecordsError(f"{path}: a directory; a file expected")
        if not self.path.exists() or not self.path.is_file():
            return
        start = self._bytes(64).lstrip(b"\xef\xbb\xbf \t\r\n")
        if start and not start.startswith(b"{"):
            raise RecordsError(f"{path}: marks are added to JSON Lines, found something else")

    def _bytes(self, count: int) -> bytes:
        try:
            with self.path.open("rb") as file:
                return file.read(count)
        except OSError as error:
            raise RecordsError(f"{self.path}: {error.strerror or error}") from None

    def add(self, marks: Iterable[Mark]) -> None:
        """Add marks, all in one write; they are in the file when this returns.

        Raises:
            OSError: they cannot be written.
        """
        text = "".join(_lines(marks))
        with self.path.open("a+b") as file:
            # a line that was never ended must not swallow the next one
            if file.seek(0, 2) and not _ended(file):
                text = "\n" + text
            file.write(text.encode("utf-8"))


def _ended(file: Any) -> bool:
    file.seek(-1, 2)
    return bool(file.read(1) == b"\n")


def _lines(marks: Iterable[Mark]) -> Iterator[str]:
    for mark in marks:
        yield json.dumps(mark_fields(mark), ensure_ascii=False) + "\n"


def mark_fields(mark: Mark) -> dict[str, Any]:
    """The fields of a mark as people write them, without those that hold nothing.

    >>> mark_fields(Mark(item="essay", marks={"path": True, "sum": 0.5}, by="Kim"))["marks"]
    {'path': 'met', 'sum': 0.5}
    """
    fields = mark.model_dump(mode="json", exclude_none=True)
    if isinstance(mark.marks, dict):
        words = {True: "met", False: "not met"}
        fields["marks"] = {
            name: words[value] if isinstance(value, bool) else value
            for name, value in mark.marks.items()
        }
    return fields
