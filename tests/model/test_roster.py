"""Rosters: finding people, dealing papers, and time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from mlinterview import Roster, RosterEntry

ROSTER = Roster([
    RosterEntry(examinee="s01", name="Ann Lee", variant="A"),
    RosterEntry(examinee="007", name="Bo Li", variant="001"),
    RosterEntry(examinee="s03", name="Jo"),
    RosterEntry(examinee="s04", name="jo"),
    RosterEntry(examinee="Zoë"),
    RosterEntry(examinee="zoë", name="s01"),
    RosterEntry(examinee="@dee"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("s01", "s01"),
        (" S01 ", "s01"),
        ("ann  LEE", "s01"),
        ("7", "007"),
        ("bo li", "007"),
        ("Jo", None),
        ("Zoë", "Zoë"),
        ("zoë", "zoë"),
        ("ZOË", None),
        ("'@dee", "@dee"),
        ("", None),
        ("0", None),
        ("nobody", None),
    ],
)
def test_people_are_found_by_id_then_by_name(who: str, found: str | None) -> None:
    """The id as written wins; spellings and names count where they fit one person only."""
    entry = ROSTER.find(who)
    assert (entry.examinee if entry else None) == found


@pytest.mark.parametrize(
    ("typed", "code"), [("a", "A"), ("A", "A"), ("1", "001"), ("01", "001"), ("B", "B"), ("", "")]
)
def test_codes_are_spelled_as_on_the_roster(typed: str, code: str) -> None:
    """``a`` and ``A`` would be different papers, and nobody prints both."""
    assert ROSTER.code(typed) == code


def test_nobody_is_on_it_twice() -> None:
    """One id, one person."""
    with pytest.raises(ValueError, match="'ann' is on the roster twice"):
        Roster([RosterEntry(examinee="ann"), RosterEntry(examinee="ann")])


@given(
    given_codes=st.lists(st.sampled_from([None, "A", "B", "X"]), max_size=30), n=st.integers(1, 5)
)
def test_papers_are_dealt_in_turn(given_codes: list[str | None], n: int) -> None:
    """Given codes stay, the others differ in number by one, and a longer list starts alike."""
    people = [RosterEntry(examinee=f"p{i}", variant=code) for i, code in enumerate(given_codes)]
    codes = "ABCDE"[:n]
    dealt = [entry.variant for entry in Roster(people).dealt(codes)]
    assert all(old in (None, new) for old, new in zip(given_codes, dealt, strict=True))
    fresh = [new for old, new in zip(given_codes, dealt, strict=True) if old is None]
    assert set(fresh) <= set(codes)
    counts = [fresh.count(code) for code in codes]
    assert max(counts) - min(counts) <= 1
    longer = Roster([*people, RosterEntry(examinee="late")]).dealt(codes)
    assert [entry.variant for entry in longer][:-1] == dealt


def test_dealing_takes_codes() -> None:
    """Without any there is nothing to deal."""
    with pytest.raises(ValueError, match="at least one variant code"):
        ROSTER.dealt([])


@pytest.mark.parametrize(
    "fields", [{"examinee": " "}, {"time_factor": 0.5}, {"time_factor": 9}, {"x": 1}]
)
def test_faulty_people_are_refused(fields: dict[str, object]) -> None:
    """An id is needed, a factor is from 1 to 4, and fields are those there are."""
    with pytest.raises(ValidationError):
        RosterEntry.model_validate({"examinee": "ann", **fields})


def test_it_is_a_sequence() -> None:
    """Length, index, slice, order."""
    assert len(ROSTER) == 7
    assert ROSTER[0].examinee == "s01"
    assert ROSTER[1:3] == ROSTER.entries[1:3]
    assert repr(ROSTER) == "<Roster: 7 people>"
