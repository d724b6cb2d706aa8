"""A roster beside the records: ids, variants, and who was there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview import ResponseRecord, Roster, RosterEntry, attendance, read_responses
from mlinterview.bank.bank import Bank
from mlinterview.model.form import Form, variant_seed

Write = Callable[[str, "str | bytes"], Path]

ROSTER = Roster([
    RosterEntry(examinee="s01", name="Ann Lee", variant="A"),
    RosterEntry(examinee="s02", name="Bo", variant="B"),
    RosterEntry(examinee="s03", name="Cy"),
    RosterEntry(examinee="s04", variant="A"),
])  # fmt: skip


def record(examinee: str | None, item: str = "one", **fields: Any) -> ResponseRecord:
    """A record of somebody."""
    return ResponseRecord(examinee=examinee, item=item, response="a", **fields)


def test_everybody_is_placed_once() -> None:
    """Absent, unknown, doubled, with another paper; the others are present without a word."""
    found = attendance(
        ROSTER,
        [
            record("s01", variant="A"),
            record("S01", "two", variant="a"),
            record("s02", variant="A"),
            record("s02", "two", variant="C"),
            record("s03", variant="A"),
            record("s03", variant="A"),
            record("eve"),
            record("eve"),
            record(None),
        ],
    )
    assert found.absent == ("s04",)
    assert found.unknown == ("eve",)
    assert found.duplicate == ("s03", "eve")
    assert [(w.examinee, w.expected, w.found) for w in found.wrong_variant] == [
        ("s02", "B", ("A", "C"))
    ]
    assert [w.unknown for w in found.wrong_variant] == [("C",)]
    assert found.present == 3
    assert found.as_json()["wrong_variant"] == ["s02"]
    assert found.as_json()["variants"] == {"s02": {"roster": "B", "found": ["A", "C"]}}
    assert list(found.lines()) == [
        "roster: absent, so not scored (1): s04",
        "roster: not on the roster (1): eve",
        "roster: there twice (2): s03, eve",
        (
            "roster: another variant than on the roster, which counts (1):"
            " s02 (A, C instead of B; no such paper on the roster)"
        ),
    ]


def test_where_all_is_well_nothing_is_said() -> None:
    """No line for a kind that nobody is of."""
    found = attendance(ROSTER, [record(entry.examinee) for entry in ROSTER])
    assert found.lines() == ()
    assert found.present == 4


@given(st.lists(st.sampled_from(["s01", "s02", "s03", "s04", "eve", "mo"]), max_size=12))
def test_every_person_is_counted(people: list[str]) -> None:
    """Present and absent make up the roster; known and unknown make up the file."""
    found = attendance(ROSTER, [record(who, f"i{at}") for at, who in enumerate(people)])
    assert found.present + len(found.absent) == len(ROSTER)
    assert set(found.unknown) == set(people) - {entry.examinee for entry in ROSTER}
    assert found.duplicate == ()


def test_records_go_by_the_rosters_ids_and_variants(write: Write, bank: Bank, form: Form) -> None:
    """Names and other spellings are known again; a code that the file does not say is added."""
    text = "examinee,item,response,variant,seed\n"
    text += "ann lee,test-set-reuse,true,,\nS02,test-set-reuse,true,b,\n"
    text += "s04,test-set-reuse,true,,7\neve,test-set-reuse,true,,\n,test-set-reuse,true,,\n"
    found = read_responses(write("r.csv", text), form=form, bank=bank, roster=ROSTER)
    assert [(r.examinee, r.variant, r.seed) for r in found] == [
        ("s01", "A", None), ("s02", "B", None), ("s04", None, 7), ("eve", None, None),
        (None, None, None),
    ]  # fmt: skip
    assert found.notes == (
        "roster: named otherwise than on it: 'ann lee' is s01, 'S02' is s02",
        "roster: no variant given, so that of the roster is taken: s01 A",
    )


@pytest.mark.parametrize(("typed", "variant"), [("", "B"), ("b", "B"), ("A", "A")])
def test_letters_are_read_by_the_rosters_variant_where_none_is_typed(
    typed: str, variant: str, write: Write, bank: Bank, form: Form
) -> None:
    """The code on the paper wins; without one the letters are those of the paper that was dealt."""
    item = bank["loss-for-prices"]
    order = item.order(variant_seed(form.id, variant, item.id), item.id)
    path = write("w.csv", f"examinee,variant,1\ns02,{typed},c\n")
    (found,) = (
        each
        for each in read_responses(path, wide=True, form=form, bank=bank, roster=ROSTER)
        if each.item == item.id
    )
    assert (found.response, found.variant) == (order[2], variant)


def test_a_second_row_of_one_person_is_theirs(write: Write, bank: Bank, form: Form) -> None:
    """Two rows with one id, whatever stands under ``name``, belong to one person."""
    path = write("w.csv", "examinee,name,1\ns01,Ann,a\ns01,,b\ns02,Bo,a\n")
    found = read_responses(path, wide=True, form=form, bank=bank)
    assert [r.examinee for r in found if r.item == "loss-for-prices"] == ["s01", "s01", "s02"]
    assert attendance(ROSTER, found).duplicate == ("s01",)


def test_without_a_roster_nothing_is_settled(write: Write, bank: Bank, form: Form) -> None:
    """Rows stay as they are, empty ones too."""
    path = write("w.csv", "examinee,1\nAnn Lee,\n")
    found = read_responses(path, wide=True, form=form, bank=bank)
    assert [(r.examinee, r.response) for r in found] == [("Ann Lee", None)]
    assert found.notes == ()
