"""Answers are kept as they are given, in a file that only grows and that ``grade`` reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mlinterview import Bank, RecordsError, ResponseRecord, grade_all, read_responses, write_scores
from mlinterview.practice.keeper import AnswerFile, can_add_to, default_file


def _record(item: str = "a-word", **fields: object) -> ResponseRecord:
    return ResponseRecord.model_validate({"item": item, "response": "naïve “x”\n2", **fields})


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    """Records come back as they went, whatever text they hold; folders are made."""
    path = tmp_path / "new" / "answers.jsonl"
    records = [_record(seconds=1.5, seed=7), _record("so-or-not", response=None, form="short")]
    file = AnswerFile(path)
    for record in records:
        file.keep(record)
        assert path.read_text(encoding="utf-8").count("\n") == file.kept
    file.close()
    assert list(read_responses(path)) == records


def test_the_file_only_grows(tmp_path: Path) -> None:
    """Opening it again adds to it, and an item that it knows gets its next attempt."""
    path = tmp_path / "answers.jsonl"
    lines = [
        {"item": "a-word", "response": "x"},
        {"item": "a-word", "response": "y", "attempt": 2},
        {"examinee": "ann", "item": "so-or-not", "response": True},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    file = AnswerFile(path)
    assert file.attempts == {"a-word": 3}
    file.keep(_record(attempt=3))
    file.close()
    assert [record.attempt for record in read_responses(path)] == [1, 2, 1, 3]


def test_a_torn_last_line_swallows_nothing(tmp_path: Path) -> None:
    """After a line without an end the next record has a line of its own."""
    path = tmp_path / "answers.jsonl"
    path.write_text('{"item": "a-word", "resp', encoding="utf-8")
    file = AnswerFile(path)
    file.keep(_record())
    file.close()
    found = read_responses(path)
    assert list(found) == [_record()]
    assert len(found.problems) == 1


@pytest.mark.parametrize("content", ["item,response\n", "- item: a-word\n", "[{}]\n"])
def test_other_files_are_not_added_to(content: str, tmp_path: Path) -> None:
    """A table or a YAML file stays as it is."""
    path = tmp_path / "answers.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"answers\.csv.*JSON Lines"):
        AnswerFile(path)
    assert path.read_text(encoding="utf-8") == content


def test_nothing_kept_leaves_no_file(tmp_path: Path) -> None:
    """A file made for nothing is removed; one that was there stays."""
    path = tmp_path / "answers.jsonl"
    AnswerFile(path).close()
    assert not path.exists()
    path.touch()
    AnswerFile(path).close()
    assert path.exists()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What cannot be written is an error before the first question."""
    with pytest.raises(OSError, match=tmp_path.name):
        AnswerFile(tmp_path)


def test_the_usual_file_has_a_place_of_its_own() -> None:
    """Without a name answers go to a folder of the user's that is named after the program."""
    assert default_file().is_absolute()
    assert default_file().parent.name == "mlinterview"
    assert default_file().name == "answers.jsonl"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"item": "a-word", "response": "x"}\n', True),
        ('{"examinee": "ann", "item": "a-word", "response": "x"}\n', False),
        ("item,response\na-word,x\n", False),
        ("", False),
    ],
)
def test_answers_belong_to_a_file_of_ones_own(content: str, expected: bool, tmp_path: Path) -> None:
    """New answers are added to one person's answers, not to tables or other people's."""
    path = tmp_path / "answers.jsonl"
    path.write_text(content, encoding="utf-8")
    assert can_add_to(path) is expected


def test_answers_do_not_belong_to_scores(bank: Bank, tmp_path: Path) -> None:
    """A file of scores stays as it is."""
    path = tmp_path / "scores.jsonl"
    write_scores(path, grade_all(bank, [_record()]))
    assert not can_add_to(path)
