"""Wide tables: what columns are taken for, and what their cells mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlinterview.bank.bank import Bank
from mlinterview.errors import InvalidResponseError, RecordsError
from mlinterview.model.content import letter
from mlinterview.model.form import Form, variant_seed
from mlinterview.store import ResponseFile, read_responses

Write = Callable[[str, "str | bytes"], Path]


def table(*rows: list[str]) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.fixture
def wide(write: Write, bank: Bank) -> Callable[..., ResponseFile]:
    """Reads rows as a wide table of the bank."""

    def read(*rows: list[str], **options: Any) -> ResponseFile:
        return read_responses(write("wide.csv", table(*rows)), wide=True, bank=bank, **options)

    return read


def response(found: ResponseFile, item: str) -> Any:
    """The one response to an item."""
    values = [record.response for record in found if record.item == item]
    assert len(values) == 1
    return values[0]


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


def test_letters_are_read_in_the_order_of_the_persons_variant(
    wide: Callable[..., ResponseFile], bank: Bank, form: Form
) -> None:
    """On every variant of the form the same letter is another option."""
    item = bank["loss-for-prices"]
    rows, expected = [], []
    for code in ("A", "B", "C", "17"):
        order = item.order(variant_seed(form.id, code, item.id), item.id)
        for index in range(4):
            rows.append([f"{code}{index}", code, letter(index).upper()])
            expected.append((f"{code}{index}", code, order[index]))
    found = wide(["student", "Variant", "Q1"], *rows, form=form)
    assert [(r.examinee, r.variant, r.response) for r in found] == expected
    assert len({response for _, _, response in expected[::4]}) > 1
    assert found.unplaced == ()
    assert {record.form for record in found} == {"midterm"}


def test_letters_follow_the_forms_own_order_and_seeds(
    wide: Callable[..., ResponseFile], bank: Bank, form: Form
) -> None:
    """``options`` of an entry are the printed order; a seed column shuffles as ``present`` does."""
    found = wide(["Name", "Q4 [price]", "Q4 [spam]"], ["ann", "a", "c"], form=form)
    assert response(found, "loss-by-task") == {"price": "ce", "spam": "bce"}
    item = bank["loss-for-prices"]
    found = wide(["Name", "seed", item.id], ["ann", "7", "a"], ["bob", "8", "a"])
    assert [(r.seed, r.response) for r in found] == [
        (seed, item.order(seed, item.id)[0]) for seed in (7, 8)
    ]


UNKNOWN_ORDERS = {
    "a variant of no form": (["variant"], ["A"]),
    "a form that is not there": (["form"], ["final"]),
    "a seed that is none": (["seed"], ["seven"]),
}


@pytest.mark.parametrize("case", UNKNOWN_ORDERS)
def test_letters_without_their_order_are_not_guessed(
    case: str, wide: Callable[..., ResponseFile]
) -> None:
    """Texts and longer ids are read all the same."""
    headings, cells = UNKNOWN_ORDERS[case]
    found = wide(
        ["Name", *headings, "loss-for-prices"],
        *(
            [who, *cells, cell]
            for who, cell in (("ann", "b"), ("bob", "bce"), ("eve", "Hinge loss"))
        ),
    )
    assert [record.response for record in found] == ["b", "bce", "hinge"]
    assert [(lost.examinee, lost.value) for lost in found.unplaced] == [("ann", "b")]


def test_a_variant_needs_the_forms_name_alone(
    wide: Callable[..., ResponseFile], bank: Bank
) -> None:
    """The seed of a variant comes from the form's id and the code."""
    item = bank["loss-for-prices"]
    found = wide(["Name", "form", "variant", item.id], ["ann", "final", "B", "c"])
    assert response(found, item.id) == item.order(variant_seed("final", "B", item.id), item.id)[2]


AMBIGUOUS = {
    # options: first "b", second "a", third "the third one"
    "nobody can tell": (["a", "b"], ["a", "b"], 2),
    "the column holds texts": (["a", "b", "the third one"], ["second", "first", "third"], 0),
    "the column holds letters": (["a", "b", "c"], ["first", "second", "third"], 0),
    "the column holds ids": (["a", "third"], ["first", "third"], 0),
    "both": (["a", "the third one", "c"], ["a", "third", "third"], 1),
}


@pytest.mark.parametrize("case", AMBIGUOUS)
def test_a_text_that_is_anothers_letter(case: str, wide: Callable[..., ResponseFile]) -> None:
    """The column as a whole tells which is meant; where it does not, the cell is not placed."""
    cells, expected, lost = AMBIGUOUS[case]
    rows = [[f"p{index}", cell] for index, cell in enumerate(cells)]
    found = wide(["Name", "letters-as-texts"], *rows)
    assert [record.response for record in found] == expected
    assert len(found.unplaced) == lost


def test_a_list_that_can_be_parted_in_two_ways(wide: Callable[..., ResponseFile]) -> None:
    """A comma within an option and one between options look the same; ``;`` tells them apart."""
    cells = ["red, blue", "red; blue", "red, blue;blue", "blue, blue"]
    found = wide(["Name", "joined-texts"], *([cell, cell] for cell in cells))
    assert [record.response for record in found] == [
        "red, blue",
        ["red", "blue"],
        ["both", "blue"],
        ["blue"],
    ]
    assert [lost.value for lost in found.unplaced] == ["red, blue"]


def test_items_with_one_question_text_are_told_apart_by_their_rows(
    wide: Callable[..., ResponseFile],
) -> None:
    """Without rows the heading fits both, and the reason names them."""
    stem = "Match each of these with its kind."
    found = wide(
        ["Name", f"{stem} [SGD]", f"{stem} [Hinge]", stem], ["ann", "optimizer", "loss", "x"]
    )
    assert response(found, "twin-one") == {"sgd": "optimizer"}
    assert response(found, "twin-two") == {"hinge": "loss"}
    assert [lost.reason for lost in found.unplaced] == ["fits several items: twin-one, twin-two"]


def test_without_a_bank_the_bundled_one_is_meant(write: Write) -> None:
    """As everywhere else."""
    path = write("w.csv", "Name,loss-for-task [house-price]\nann,mse\n")
    assert response(read_responses(path, wide=True), "loss-for-task") == {"house-price": "mse"}


def test_a_column_for_each_option(wide: Callable[..., ResponseFile]) -> None:
    """Ticks make a list, none ticked is "none of them", and nothing at all is unanswered."""
    headings = [
        f"overfitting-cures [{name}]" for name in ("More data, of the same kind", "Dropout")
    ]
    found = wide(
        ["Name", *headings],
        ["ann", "Yes", "No"], ["bob", "", "x"], ["cat", "No", "No"], ["dan", "", ""],
        ["eve", "more data, of the same kind", "dropout"], ["fay", "Yes", "perhaps"],
    )  # fmt: skip
    responses = [record.response for record in found]
    assert responses[:5] == [["more-data"], ["dropout"], [], None, ["more-data", "dropout"]]
    assert [(lost.examinee, lost.value) for lost in found.unplaced] == [("fay", "perhaps")]


def test_columns_for_the_places_of_steps(wide: Callable[..., ResponseFile]) -> None:
    """A grid of steps with places, or of places with steps, is an order."""
    steps = ["split", "fit", "train", "test"]
    by_step = wide(
        ["Name", *(f"pipeline-order [{step}]" for step in steps)],
        ["ann", "2nd", "1", "3.", "4"], ["bob", "1", "1", "2", "3"],
    )  # fmt: skip
    assert by_step[0].response == ["fit", "split", "train", "test"]
    assert {lost.examinee for lost in by_step.unplaced} == {"bob"}
    by_place = wide(
        ["Name", *(f"pipeline-order [Rank {place}]" for place in (1, 2, 3, 4))],
        ["ann", "Train", "Fit the scaler", "split", "Evaluate"],
    )
    assert [record.response for record in by_place] == [["train", "fit", "split", "test"]]


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
