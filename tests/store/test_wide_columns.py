"""Wide tables: odd rows, further columns, and maps that say what columns are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wide_tables import Write, response

from mlinterview.bank.bank import Bank
from mlinterview.errors import InvalidResponseError, RecordsError
from mlinterview.model.form import Form
from mlinterview.store import ResponseFile, read_responses


def test_a_row_that_cannot_be_placed_leaves_the_others_readable(
    wide: Callable[..., ResponseFile], bank: Bank
) -> None:
    """The response holds every row, the unreadable one as its text, and is invalid."""
    found = wide(["Name", "loss-by-task [price]", "loss-by-task [spam]"], ["ann", "MSE", "Huber"])
    assert response(found, "loss-by-task") == {"price": "mse", "spam": "Huber"}
    assert [(lost.column, lost.value) for lost in found.unplaced] == [(3, "Huber")]
    with pytest.raises(InvalidResponseError):
        bank["loss-by-task"].read_response(response(found, "loss-by-task"))


def test_the_same_question_twice(wide: Callable[..., ResponseFile], bank: Bank) -> None:
    """Of two columns the one that is filled counts; two different answers are neither's."""
    found = wide(
        ["Name", "test-set-reuse", "test-set-reuse"],
        ["ann", "true", ""],
        ["bob", "", "false"],
        ["cat", "true", "true"],
        ["dan", "true", "false"],
    )
    responses = [record.response for record in found]
    assert responses[:3] == [True, False, True]
    assert len(found) == 4
    assert [lost.examinee for lost in found.unplaced] == ["dan", "dan"]
    with pytest.raises(InvalidResponseError):
        bank["test-set-reuse"].read_response(responses[3])


def test_question_texts_beside_responses(wide: Callable[..., ResponseFile], form: Form) -> None:
    """Moodle writes "Question 1" (its text) beside "Response 1"."""
    found = wide(["Name", "Question 1", "Response 1"], ["ann", "Which loss ...", "MSE"], form=form)
    assert [column.use for column in found.mapping] == ["examinee", "ignored", "item"]


def test_attempts_and_seconds_have_columns_of_their_own(
    wide: Callable[..., ResponseFile],
) -> None:
    """What is no number there is a problem, and the answers are read."""
    found = wide(
        ["Name", "Attempt", "Seconds", "test-set-reuse"],
        ["ann", "2", "12,5", "true"], ["bob", "zero", "-1", "true"],
    )  # fmt: skip
    assert [(r.attempt, r.seconds) for r in found] == [(2, 12.5), (1, None)]
    assert [(problem.line, problem.where) for problem in found.problems] == [
        (3, "Attempt"), (3, "Seconds"),
    ]  # fmt: skip


def test_the_question_as_the_form_printed_it(
    wide: Callable[..., ResponseFile], bank: Bank, form: Form
) -> None:
    """A parametrised stem is matched with the numbers of the form, and of the bank."""
    item = bank["parametrised-product"]
    for heading in {item.variant(4).stem, item.stem}:
        found = wide(["Name", heading], ["ann", "1"], form=form)
        assert (found.mapping[1].item, found.mapping[1].by) == (item.id, "stem")


def test_further_rows_of_headings_are_nobody(wide: Callable[..., ResponseFile], form: Form) -> None:
    """Survey tools write codes, then the questions, then codes again."""
    found = wide(
        ["ResponseId", "Q3", "Q7"],
        ["Response ID", "A test set that was used for early stopping still gives an",
         "Which version string did the changelog give?"],
        ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}', '{"ImportId":"QID2"}'],
        ["R_1", "true", "1.10"],
        form=form,
    )  # fmt: skip
    assert [(r.examinee, r.response) for r in found] == [("row-4", True), ("row-4", "1.10")]
    assert found.unplaced == ()


def test_ragged_empty_and_long_rows(wide: Callable[..., ResponseFile]) -> None:
    """Short rows have empty cells, empty rows are nobody, cells past the headings are listed."""
    found = wide(
        ["Name", "test-set-reuse", "version-string"],
        ["ann"], [], ["", "", ""], ["bob", "true", "1.10", "", "stray"],
    )  # fmt: skip
    assert [(r.examinee, r.item, r.response) for r in found] == [
        ("ann", "test-set-reuse", None), ("ann", "version-string", None),
        ("bob", "test-set-reuse", True), ("bob", "version-string", "1.10"),
    ]  # fmt: skip
    assert [(lost.line, lost.value) for lost in found.unplaced] == [(5, "stray")]


MAP_YAML = """\
Loss?: {item: loss-for-prices, values: {Quadratic: mse, 7: bce, n/a: null}}
Task one: loss-by-task [price]
Task two: {item: loss-by-task, row: Tell spam from mail}
'#5': test-set-reuse
Who: examinee
Remarks: ignore
"""


MAP_CSV = """\
column;item;row;value;response
Loss?;loss-for-prices;;Quadratic;mse
Loss?;loss-for-prices;;7;bce
Loss?;loss-for-prices;;n/a;
Task one;loss-by-task;price;;
Task two;loss-by-task;2;;
#5;test-set-reuse;;;
Who;examinee;;;
Remarks;ignore;;;
"""


@pytest.mark.parametrize(("name", "text"), [("map.yaml", MAP_YAML), ("map.csv", MAP_CSV)])
def test_a_map_says_what_columns_are(
    name: str, text: str, wide: Callable[..., ResponseFile], write: Write
) -> None:
    """Headings, numbers of columns, rows and the meaning of cell texts; nothing is left over."""
    found = wide(
        ["Who", "Loss?", "Task one", "Task two", "", "Remarks"],
        ["ann", "quadratic", "MSE", "b", "true", "fine"], ["bob", "7", "", "", "", ""],
        ["cat", "n/a", "", "", "", ""], ["dan", "Hinge loss", "", "", "", ""],
        mapping=write(name, text),
    )  # fmt: skip
    assert found.problems == ()
    assert found.unplaced == ()
    by_key = {(r.examinee, r.item): r.response for r in found}
    assert by_key["ann", "loss-by-task"] == {"price": "mse", "spam": "bce"}
    assert by_key["ann", "test-set-reuse"] is True
    losses = [by_key[who, "loss-for-prices"] for who in ("ann", "bob", "cat", "dan")]
    assert losses == ["mse", "bce", None, "hinge"]


def test_a_map_that_does_not_fit(wide: Callable[..., ResponseFile]) -> None:
    """Columns that are not there and items that are not are told, and the rest is read."""
    mapping = {"Gone": "test-set-reuse", "Q": "no-such-item", "R": "loss-by-task [cake]"}
    found = wide(["Name", "Q", "R", "test-set-reuse"], ["a", "x", "y", "true"], mapping=mapping)
    assert [problem.where for problem in found.problems] == ["Gone"]
    assert [lost.heading for lost in found.unplaced] == ["Q", "R"]
    assert response(found, "test-set-reuse") is True


@pytest.mark.parametrize(
    "mapping",
    [{"Q": 3}, {"Q": {"row": "x"}}, {"Q": {"item": "a", "cell": 1}}, {"Q": ""}, "missing.yaml"],
)
def test_a_map_that_cannot_be_read(mapping: Any, wide: Callable[..., ResponseFile]) -> None:
    """One line says what is wrong."""
    with pytest.raises(RecordsError) as caught:
        wide(["Name", "Q"], ["ann", "x"], mapping=mapping)
    assert "\n" not in str(caught.value)


def test_an_excel_file_names_its_delimiter(write: Write, bank: Bank) -> None:
    """``sep=`` in the first line is no heading."""
    path = write("w.csv", "sep=|\r\nName|test-set-reuse\r\nann|true\r\n")
    assert response(read_responses(path, wide=True, bank=bank), "test-set-reuse") is True


def test_thousands_of_columns(wide: Callable[..., ResponseFile]) -> None:
    """Columns without end are listed, and those that fit are read."""
    headings = [f"unknown {index}" for index in range(5000)]
    found = wide(["Name", *headings, "test-set-reuse"], ["ann", *headings, "true"])
    assert len(found.unplaced) == 5000
    assert response(found, "test-set-reuse") is True
