"""Wide tables: letters and their orders, lists that part in two ways, columns of options."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from wide_tables import Write, response

from mlinterview.bank.bank import Bank
from mlinterview.model.content import letter
from mlinterview.model.form import Form, variant_seed
from mlinterview.store import ResponseFile, read_responses


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
