"""Wide tables: headings, who it was, and cells that become responses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wide_tables import response

from mlinterview.bank.bank import Bank
from mlinterview.errors import InvalidResponseError, RecordsError
from mlinterview.model.form import Form
from mlinterview.store import ResponseFile

HEADINGS = {
    "loss-for-prices": ("loss-for-prices", None, "id"),
    " Loss-For-Prices ": ("loss-for-prices", None, "id"),
    "1": ("loss-for-prices", None, "position"),
    "Q2": ("overfitting-cures", None, "position"),
    "Q. 02": ("overfitting-cures", None, "position"),
    "Question 3": ("test-set-reuse", None, "position"),
    "Frage 3:": ("test-set-reuse", None, "position"),
    "Response 10": ("parametrised-product", None, "position"),
    "The loss for prices": ("loss-for-prices", None, "title"),
    "Which loss suits predicting the *sale price* of a house, in `euros`?": (
        "loss-for-prices", None, "stem",
    ),
    "WHICH LOSS suits predicting the sale price  of a house, in euros": (
        "loss-for-prices", None, "stem",
    ),
    "3. Match each task with a loss.": ("loss-by-task", None, "stem"),
    "Question 4: Match each task with a loss. (2 points) *": ("loss-by-task", None, "stem"),
    "Which of these make overfitting less...": ("overfitting-cures", None, "start of the stem"),
    "4. Which of these make overfitting less lik…": (
        "overfitting-cures", None, "start of the stem",
    ),
    "Adam keeps ____ moments and divides by the ... of the second; use __.": (
        "adam-gaps", None, "stem",
    ),
    "loss-by-task [price]": ("loss-by-task", "price", "id"),
    "loss-by-task.spam": ("loss-by-task", "spam", "id"),
    "Match each task with a loss. [Predict a price, in euros]": ("loss-by-task", "price", "stem"),
    "Match each task with a loss [Read digits [0 to 9]]": ("loss-by-task", "digits", "stem"),
    "Q4 [2]": ("loss-by-task", "spam", "position"),
    "Q8 [root]": ("adam-gaps", "root", "position"),
    "Put the steps of a training pipeline in order. [Train]": ("pipeline-order", "train", "stem"),
    "pipeline-order [Rank 2]": ("pipeline-order", "#2", "id"),
    "overfitting-cures [Dropout]": ("overfitting-cures", "dropout", "id"),
}  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_name_items(heading: str, wide: Callable[..., ResponseFile], form: Form) -> None:
    """A heading is matched by id, position on the form, question text, its start, or title."""
    found = wide(["Name", heading], ["ann", "x"], form=form)
    item, part, by = HEADINGS[heading]
    column = found.mapping[1]
    assert (column.use, column.item, column.part, column.by) == ("item", item, part, by)


UNPLACED = {
    "What is your favourite colour?": "no item",
    "Which of these make": "no item",
    "11": "10 items",
    "letters-as-texts": "not on the form",
    "loss-by-task [Bake a cake]": "no row",
    "W": "no item",
}


@pytest.mark.parametrize("heading", UNPLACED)
def test_columns_that_mean_nothing_are_listed(
    heading: str, wide: Callable[..., ResponseFile], form: Form
) -> None:
    """A column with values that nobody can place is unplaced, with the reason."""
    found = wide(["Name", heading], ["ann", "x"], form=form)
    assert found.mapping[1].use == "unplaced"
    assert len(found.unplaced) == 1
    assert UNPLACED[heading] in str(found.unplaced[0])
    assert list(found) == []


def test_positions_take_a_form(wide: Callable[..., ResponseFile]) -> None:
    """Without a form the third item of a bank is not question 3."""
    found = wide(["Name", "Q3"], ["ann", "true"])
    assert [column.use for column in found.mapping] == ["examinee", "unplaced"]
    assert "form" in found.unplaced[0].reason


@pytest.mark.parametrize(
    "heading",
    ["Timestamp", "Zeitstempel", "Start time", "Total score", "Grade/10.00", "IP address", "",
     "loss-for-prices [Score]", "Put the steps of a training pipeline in order. [Feedback]",
     "Points - Match each task with a loss."],
)  # fmt: skip
def test_what_form_tools_add_is_ignored(heading: str, wide: Callable[..., ResponseFile]) -> None:
    """Columns of the tool's own are no answers, and no fault; nor are empty ones."""
    found = wide(["Name", heading, "test-set-reuse"], ["ann", "1" if heading else "", "true"])
    assert [column.use for column in found.mapping] == ["examinee", "ignored", "item"]
    assert found.unplaced == ()
    assert response(found, "test-set-reuse") is True


EXAMINEES = {
    "by name": (["Name", "Timestamp"], [["ann", "1"], ["bob", "2"]], ["ann", "bob"]),
    "by e-mail": (["E-Mail Address *", "Group"], [["a@b.c", "1"], ["b@b.c", "1"]],
                  ["a@b.c", "b@b.c"]),
    "anonymous is nobody": (["ID", "Email", "Name"],
                            [["1", "anonymous", "Ann"], ["2", "anonymous", "Bob"]],
                            ["Ann", "Bob"]),
    "two of one name": (["Name", "Email"], [["Ann", "a@b.c"], ["Ann", "b@b.c"]],
                        ["a@b.c", "b@b.c"]),
    "first and last name": (["Nachname", "Vorname"], [["Ito", "Ann"], ["Ito", "Bob"]],
                            ["Ito Ann", "Ito Bob"]),
    "no name at all": (["Timestamp", "Group"], [["1", "x"], ["2", "x"]], ["row-2", "row-3"]),
    "a name left out": (["Name", "Group"], [["ann", "x"], ["", "y"]], ["ann", "row-3"]),
}  # fmt: skip


@pytest.mark.parametrize("case", EXAMINEES)
def test_who_it_was(case: str, wide: Callable[..., ResponseFile]) -> None:
    """The column that tells people apart says who; without one the row does."""
    headings, people, expected = EXAMINEES[case]
    rows = [[*person, "true"] for person in people]
    found = wide([*headings, "test-set-reuse"], *rows)
    assert [record.examinee for record in found] == expected
    assert found.unplaced == ()


@pytest.mark.parametrize("wanted", ["Seat number", "seat NUMBER", "2"])
def test_the_examinee_column_can_be_named(wanted: str, wide: Callable[..., ResponseFile]) -> None:
    """By its heading or its number, and then no other column says who."""
    rows = ["Name", "Seat number", "test-set-reuse"], ["Ann", "17", "true"]
    found = wide(*rows, examinee_column=wanted)
    assert [record.examinee for record in found] == ["17"]
    assert [column.use for column in found.mapping] == ["ignored", "examinee", "item"]


def test_an_examinee_column_that_is_not_there(wide: Callable[..., ResponseFile]) -> None:
    """The message names the headings that are."""
    with pytest.raises(RecordsError, match=r"no column 'Seat'.*Name, test-set-reuse"):
        wide(["Name", "test-set-reuse"], ["Ann", "true"], examinee_column="Seat")


CELLS = {
    ("loss-for-prices", "Mean squared error, L2"): "mse",
    ("loss-for-prices", "  mean squared  ERROR, l2."): "mse",
    ("loss-for-prices", "CTC; the sequence loss"): "ctc",
    ("loss-for-prices", "Hinge loss"): "hinge",
    ("loss-for-prices", "**Hinge** loss"): "hinge",
    ("loss-for-prices", "hinge"): "hinge",
    ("loss-for-prices", "B"): "bce",
    ("loss-for-prices", "(b)"): "bce",
    ("loss-for-prices", "b) Binary cross-entropy"): "bce",
    ("loss-for-prices", ""): None,
    ("overfitting-cures", "More data, of the same kind, Dropout"): ["more-data", "dropout"],
    ("overfitting-cures", "Dropout;A bigger model, trained longer;"): ["dropout", "bigger"],
    ("overfitting-cures", "Dropout\nWeight decay (L2)"): ["dropout", "weight-decay"],
    ("overfitting-cures", "a, d"): ["more-data", "weight-decay"],
    ("overfitting-cures", "a;dropout"): ["more-data", "dropout"],
    ("overfitting-cures", "dropout, dropout"): ["dropout"],
    ("overfitting-cures", "-"): [],
    ("overfitting-cures", "[]"): [],
    ("overfitting-cures", '["bigger"]'): ["bigger"],
    ("test-set-reuse", "WAHR"): True,
    ("test-set-reuse", "f"): False,
    ("loss-by-task", "1=a; 2=Binary cross-entropy"): {"price": "mse", "spam": "bce"},
    ("loss-by-task", '{"price": "ce"}'): {"price": "ce"},
    ("pipeline-order", "Split the data, by group, Fit the scaler, Train, Evaluate"): [
        "split", "fit", "train", "test",
    ],
    ("pipeline-order", "train -> split -> fit -> test"): ["train", "split", "fit", "test"],
    ("precision-value", " 75% "): "75%",
    ("precision-value", "0,75"): "0,75",
    ("version-string", "null"): "null",
    ("explain-leakage", " a,\nb; c"): " a,\nb; c",
    ("adam-gaps", "2; square root; 1.10"): {"count": "2", "root": "sqrt", "word": "1.10"},
}  # fmt: skip


@pytest.mark.parametrize(("item", "cell"), CELLS)
def test_cells_become_responses(item: str, cell: str, wide: Callable[..., ResponseFile]) -> None:
    """By option text, printed letter or id; lists at ``;`` or, where all parts fit, at ``,``."""
    found = wide(["Name", item], ["ann", cell])
    assert response(found, item) == CELLS[item, cell]
    assert found.unplaced == ()


LOST = {
    ("loss-for-prices", "Huber"),
    ("loss-for-prices", "e"),
    ("loss-for-prices", "mse; bce"),
    ("overfitting-cures", "Dropout, Luck"),
    ("overfitting-cures", "a;;z"),
    ("test-set-reuse", "maybe"),
    ("loss-by-task", "price: mse"),
    ("pipeline-order", "Train, Evaluate"),
    ("precision-value", "about a half"),
    ("precision-value", "3 apples"),
    ("adam-gaps", "2; cube root; 1.10"),
}


@pytest.mark.parametrize(("item", "cell"), sorted(LOST))
def test_what_cannot_be_placed_is_listed_and_grades_as_invalid(
    item: str, cell: str, wide: Callable[..., ResponseFile], bank: Bank
) -> None:
    """Never a zero: the record is there, holds the text, and no grader takes it for an answer."""
    found = wide(["Name", "test-set-reuse", item], ["ann", "", cell])
    records = [record for record in found if record.item == item and record.response is not None]
    assert len(records) == 1
    assert cell.strip() in str(records[0].response)
    assert len(found.unplaced) == 1
    lost = found.unplaced[0]
    assert (lost.line, lost.column, lost.item, lost.examinee) == (2, 3, item, "ann")
    assert repr(cell) in str(lost)
    if bank[item].format != "numeric":  # whose text is read by its grader
        with pytest.raises(InvalidResponseError):
            bank[item].read_response(records[0].response)
