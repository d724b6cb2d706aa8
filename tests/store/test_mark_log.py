"""Marks added to a file, one decision after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlinterview import Mark, RecordsError, read_marks
from mlinterview.store import MarkLog

MARKS = [
    Mark(examinee="ann", item="a", marks={"x": True, "y": False, "z": 0.5}, by="Kim", note="ü"),
    Mark(item="b", marks=2.5, by="Kim", item_version=2, response=["p", "q"], attempt=3),
]


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    """The same marks, in words that a person reads; nothing is made before the first one."""
    log = MarkLog(tmp_path / "marks.jsonl")
    assert not log.path.exists()
    for mark in MARKS:
        log.add([mark])
    text = log.path.read_text(encoding="utf-8")
    assert '"marks": {"x": "met", "y": "not met", "z": 0.5}' in text
    assert list(read_marks(log.path)) == MARKS


def test_a_line_without_an_end_swallows_nothing(tmp_path: Path) -> None:
    """A file that ends in the middle of a line gets its line end first."""
    path = tmp_path / "marks.jsonl"
    path.write_text('{"item": "c", "marks": 1, "by": "Lee"}', encoding="utf-8")
    MarkLog(path).add(MARKS)
    assert [mark.item for mark in read_marks(path)] == ["c", "a", "b"]


@pytest.mark.parametrize("content", ["- {item: a}\n", "item,points,by\n", "[]"])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: str) -> None:
    """Lines of JSON at the end of a table would spoil it."""
    path = tmp_path / "marks"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordsError, match="JSON Lines"):
        MarkLog(path)
    with pytest.raises(RecordsError, match="directory"):
        MarkLog(tmp_path)
