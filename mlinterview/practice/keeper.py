"""Keeps answers as they are given: one line of JSON each, in a file that ``grade`` reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from mlinterview.errors import RecordsError
from mlinterview.model.records import ResponseRecord

__all__ = ["AnswerFile", "can_add_to", "default_file", "marks_file"]


def default_file() -> Path:
    """Where answers are kept when no file is named, in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("mlinterview", appauthor=False) / "answers.jsonl"


def marks_file(answers: Path) -> Path:
    """Where the marks lie that an examinee gave their own answers: beside the answers.

    >>> marks_file(Path("mine/answers.jsonl")).name
    'answers.marks.jsonl'
    """
    return answers.with_name(f"{answers.stem or answers.name}.marks.jsonl")


def can_add_to(path: Path) -> bool:
    """Whether a file holds one person's answers as JSON Lines, so that new ones belong there.

    A file of scores, a table, and answers with an examinee's name are somebody's results.
    """
    from mlinterview.store import iter_responses, read_scores

    try:
        with path.open("rb") as file:
            if not file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return False
        if len(read_scores(path)):
            return False
        with iter_responses(path) as records:
            people = {record.examinee for record in records}
        return people == {None} and os.access(path, os.W_OK)
    except (OSError, RecordsError):
        return False


class AnswerFile:
    """A file of response records that is only ever added to.

    ``attempts`` gives the attempt for the next answer to an item that the file knows: the highest
    attempt counts when the file is graded, and two records of one attempt would be a fault.

    Raises:
        OSError: the file cannot be opened for writing.
        RecordsError: it is there and holds something else than JSON Lines.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = 0
        self.attempts: Mapping[str, int] = {}
        torn = False
        if path.exists() and path.is_file():
            self.attempts, torn = _known(path)
        self._new = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("a", encoding="utf-8", newline="\n")
        if torn:  # a line that was never ended must not swallow the next one
            self._file.write("\n")

    def keep(self, record: ResponseRecord) -> None:
        """Add a record; it is in the file when this returns.

        Raises:
            OSError: it cannot be written.
        """
        given = record.model_dump(mode="json", exclude_none=True, exclude={"item", "response"})
        if record.attempt == 1:
            given.pop("attempt")
        fields = {"item": record.item, "response": record.response, **given}
        self._file.write(json.dumps(fields, ensure_ascii=False) + "\n")
        self._file.flush()
        self.kept += 1

    def close(self) -> None:
        """Close the file; one that was made for nothing is removed."""
        self._file.close()
        if self._new and not self.kept:
            with suppress(OSError):
                self.path.unlink()


def _known(path: Path) -> tuple[dict[str, int], bool]:
    """The next attempt by item, and whether the last line has no end."""
    from mlinterview.store import iter_responses

    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
        if not start:
            return {}, False
        file.seek(-1, 2)
        torn = file.read(1) != b"\n"
    if not start.startswith(b"{"):
        raise RecordsError(f"{path}: answers are added to JSON Lines, found something else")
    attempts: dict[str, int] = {}
    with iter_responses(path) as records:
        for record in records:
            if record.examinee is None:
                attempts[record.item] = max(attempts.get(record.item, 1), record.attempt + 1)
    return attempts, torn
