"""Laws of regrading, for whatever items, responses and decisions there are."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import FORMATS, items, marking_schemes, responses

import mlinterview as mli
from mlinterview.model.single_choice import SingleChoice

CLOSED = tuple(name for name in FORMATS if name != "free_text")
NEAR = 1e-9


@st.composite
def exams(draw: st.DrawFn, *formats: str, least: int = 1) -> tuple[mli.Bank, list[dict[str, Any]]]:
    """A few items, and people who answer some of them."""
    found = draw(st.lists(items(*(formats or CLOSED)), min_size=least, max_size=4))
    bank = mli.Bank({item.id: item for item in found})
    assume(len(bank) >= least)
    records = []
    for person in range(draw(st.integers(1, 4))):
        for item in bank.values():
            kind = draw(st.sampled_from(("answer", "answer", "answer", "blank", "none", "odd")))
            if kind == "none":
                continue
            response = {"blank": None, "odd": {"x": [1]}}.get(kind)
            if kind == "answer":
                response = draw(responses(item))
            records.append({"examinee": f"p{person}", "item": item.id, "response": response})
    return bank, records


@st.composite
def decisions(draw: st.DrawFn, bank: mli.Bank) -> list[dict[str, Any]]:
    """Decisions that do not contradict each other."""
    found: list[dict[str, Any]] = []
    for item in bank.values():
        action = draw(st.sampled_from(("none", "accept", "drop", "full_credit")))
        if action == "accept":
            for _ in range(draw(st.integers(1, 2))):
                response = draw(responses(item))
                try:
                    empty = item.read_response(response) is None
                    mli.grade(item, response)
                except mli.InvalidResponseError:
                    continue
                if not empty:
                    found.append({"item": item.id, "action": "accept", "response": response})
        elif action == "drop":
            found.append({"item": item.id, "action": "drop", "keep_max": draw(st.booleans())})
        elif action == "full_credit":
            found.append({"item": item.id, "action": action})
    return found


@settings(max_examples=12)
@given(exams(), marking_schemes)
def test_no_decision_changes_nothing(
    exam: tuple[mli.Bank, list[dict[str, Any]]], scheme: mli.Scheme
) -> None:
    """The scores are those of grading, and everybody stays; from scores too."""
    bank, records = exam
    graded = list(mli.grade_all(bank, records, scheme=scheme))
    found = mli.regrade(bank, records, scheme=scheme)
    assert list(found.scores) == graded
    assert all(p.before == p.after and not p.items for p in found.people)
    assert found.items == ()
    again = mli.regrade(bank, graded, scheme=scheme)
    assert (list(again.scores), again.people) == (graded, found.people)


@settings(max_examples=35)
@given(st.data(), exams(), marking_schemes)
def test_accepting_lowers_nobody(
    data: st.DataObject, exam: tuple[mli.Bank, list[dict[str, Any]]], scheme: mli.Scheme
) -> None:
    """Under every policy no score falls, neither what counts now nor what it may become; full
    credit is never less; an accepted response has full points where it is a whole one."""
    bank, records = exam
    item = data.draw(st.sampled_from(list(bank.values())))
    response = data.draw(responses(item))
    decision = {"item": item.id, "action": "accept", "response": response}
    records = [*records, {"examinee": "own", "item": item.id, "response": response}]
    try:
        found = mli.regrade(bank, records, decisions=[decision], scheme=scheme)
    except mli.DecisionError:
        assert item.read_response(response) is None or item.format in ("numeric", "cloze")
        return
    full = mli.regrade(
        bank, records, decisions=[{"item": item.id, "action": "full_credit"}], scheme=scheme
    )
    assert [p.name for p in found.people] == [p.name for p in full.people]
    for person, best in zip(found.people, full.people, strict=True):
        assert person.after.points >= person.before.points - NEAR
        assert person.after.points_range[1] >= person.before.points_range[1] - NEAR
        assert best.after.points >= person.after.points - NEAR
    before = mli.grade_all(bank, records, scheme=scheme)
    for old, new in zip(before, found.scores, strict=True):
        if old.points is None or new.points is None:
            assert (old.status, old.points) == (new.status, new.points)
            continue
        assert new.points >= old.points - NEAR
        assert new.points_range[1] >= old.points_range[1] - NEAR
        assert new.points_range[0] <= new.points <= new.points_range[1] <= new.max_points + NEAR
        assert (new.points_range[0] == new.points_range[1]) or new.status == "needs_review"
    if item.format not in ("matching", "cloze"):
        own = found.scores[-1]
        assert own.points == own.max_points


@settings(max_examples=30)
@given(st.data(), exams())
def test_dropping_keeps_maxima_and_shares(
    data: st.DataObject, exam: tuple[mli.Bank, list[dict[str, Any]]]
) -> None:
    """Rescaled, the maximum stays and shares stay from 0 to 1; a report of the scores agrees."""
    bank, records = exam
    assume(records)
    out = data.draw(st.lists(st.sampled_from(list(bank)), unique=True))
    found = mli.regrade(bank, records, decisions=[{"item": o, "action": "drop"} for o in out])
    for person in found.people:
        if person.after.share is None:
            assert person.after.max_points == 0
            continue
        assert abs(person.after.max_points - person.before.max_points) < 1e-6
        assert -NEAR <= person.after.share <= 1 + NEAR
    shown = {p.examinee_id: p for p in mli.report(found.scores, bank=bank).examinees}
    for person in found.people:
        if person.examinee_id in shown and person.after.share is not None:
            assert abs(shown[person.examinee_id].points - person.after.points) < 1e-6


@settings(max_examples=30)
@given(st.data(), exams())
def test_order_and_repetition_of_decisions_do_not_matter(
    data: st.DataObject, exam: tuple[mli.Bank, list[dict[str, Any]]]
) -> None:
    """Shuffled and doubled decisions give the same; so does regrading twice."""
    bank, records = exam
    made = data.draw(decisions(bank))
    first = mli.regrade(bank, records, decisions=made)
    shuffled = data.draw(st.permutations([*made, *made]))
    assert mli.regrade(bank, records, decisions=shuffled) == first
    if not any(one["action"] == "drop" for one in made):
        again = mli.regrade(bank, first.scores, decisions=made)
        assert [p.after for p in again.people] == [p.after for p in first.people]
        assert all(abs(p.difference) < NEAR for p in again.people)


@settings(max_examples=30)
@given(st.data(), exams())
def test_nobody_falls_under_no_loss(
    data: st.DataObject, exam: tuple[mli.Bank, list[dict[str, Any]]]
) -> None:
    """No share falls; whoever would have fallen is named, and nobody else is."""
    bank, records = exam
    made = data.draw(decisions(bank))
    free = mli.regrade(bank, records, decisions=made)
    safe = mli.regrade(bank, records, decisions=made, no_loss=True)
    for person, other in zip(safe.people, free.people, strict=True):
        if person.before.share is None or person.after.share is None:
            continue
        assert person.after.share >= person.before.share - NEAR
        assert other.after.share is not None
        assert person.protected == (other.after.share < person.before.share - NEAR)
        if not person.protected:
            assert abs(person.after.points - other.after.points) < NEAR


@settings(max_examples=30)
@given(st.data(), exams("short_answer", "single_choice", "numeric", "true_false"), marking_schemes)
def test_the_same_as_an_edited_bank(
    data: st.DataObject, exam: tuple[mli.Bank, list[dict[str, Any]]], scheme: mli.Scheme
) -> None:
    """Where a bank can say what is accepted, grading by it gives the same points: a text more to
    accept; of a choice, the better of the two keys for each response."""
    bank, records = exam
    item = data.draw(st.sampled_from(list(bank.values())))
    response = data.draw(responses(item))
    decision = {"item": item.id, "action": "accept", "response": response}
    try:
        found = mli.regrade(bank, records, decisions=[decision], scheme=scheme)
    except mli.DecisionError:
        return
    fields = item.as_written()
    if item.format == "short_answer":
        fields["accept"] = [*fields.get("accept", ()), response]
        assume(not fields.get("reject"))  # which wins over `accept`, but not over a decision
    elif item.format == "single_choice":
        for option in fields["options"]:
            option["correct"] = option["id"] == response
    elif item.format == "true_false":
        fields["answer"] = response
    else:
        assume(isinstance(response, (int, float)) and "tolerance" not in fields)
        assume("bands" not in fields and "unit" not in fields)
        fields.pop("range", None)
        fields["answer"] = response
    edited = mli.Bank({**bank.items_by_id, item.id: mli.make_item(fields)})
    old = mli.grade_all(bank, records, scheme=scheme)
    new = mli.grade_all(edited, records, scheme=scheme)
    for one, other, regraded in zip(old, new, found.scores, strict=True):
        if regraded.points is None:
            assert one.points is None
            continue
        assert one.points is not None
        assert other.points is not None
        assert abs(regraded.points - max(one.points, other.points)) < NEAR


@settings(max_examples=20)
@given(st.data(), exams("single_choice", least=2))
def test_dropping_is_a_bank_without_the_item(
    data: st.DataObject, exam: tuple[mli.Bank, list[dict[str, Any]]]
) -> None:
    """Shares are those of an exam that never had the item."""
    bank, records = exam
    out = data.draw(st.sampled_from(list(bank)))
    found = mli.regrade(bank, records, decisions=[{"item": out, "action": "drop"}])
    rest = [record for record in records if record["item"] != out]
    assume(rest)
    other = {p.name: p for p in mli.regrade(bank, rest).people}
    for person in found.people:
        if person.name in other:
            expected = other[person.name].after.share
            assert expected is not None
            assert person.after.share is not None
            assert abs(person.after.share - expected) < NEAR


def test_the_strategies_make_what_the_laws_are_about() -> None:
    """Choices are among the items drawn: laws about none would hold whatever the code does."""
    found: list[bool] = []

    @settings(max_examples=30)
    @given(exams())
    def look(exam: tuple[mli.Bank, list[dict[str, Any]]]) -> None:
        found.append(any(isinstance(item, SingleChoice) for item in exam[0].values()))

    look()
    assert any(found)
