"""`drop` and `full_credit`: worked totals, people without a record, forms, open answers."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.regrading._forms import form_without


def choice(name: str, points: float = 1, version: int = 1, key: str = "a") -> mli.Item:
    """An item with options a, b, c."""
    options = [{"id": o, "text": o.upper(), "correct": o == key} for o in "abc"]
    fields = {"id": name, "format": "single_choice", "stem": "?", "options": options}
    return mli.make_item({**fields, "points": points, "version": version})


TERM = mli.make_item(
    {"id": "term", "format": "short_answer", "stem": "?", "accept": ["momentum"], "points": 2}
)
BANK = mli.Bank({i.id: i for i in (choice("one"), choice("two"), choice("big", 4), TERM)})
SCHEME = mli.Scheme.model_validate(
    {"name": "s", "total": {"pass": 0.5, "bands": {"A": 0.9, "B": 0.7}}}
)


def answers(**people: str) -> list[dict[str, Any]]:
    """``ann="aab"``: responses to one, two, big; ``-`` is blank, a space no record."""
    names = ("one", "two", "big")
    return [
        {"examinee": who, "item": item, "response": None if sign == "-" else sign}
        for who, signs in people.items()
        for item, sign in zip(names, signs, strict=False)
        if sign != " "
    ]


def regrade(records: list[dict[str, Any]], *decisions: dict[str, Any], **more: Any) -> Any:
    """With the scheme above unless told otherwise."""
    return mli.regrade(BANK, records, decisions=decisions, **{"scheme": SCHEME, **more})


DROP = {"item": "big", "action": "drop"}


def test_a_dropped_item_s_points_go_to_the_others() -> None:
    """6 points stay 6: what is left, 2, counts 6/2 = 3 times as much."""
    found = regrade(answers(ann="aab", bob="baa", cy="bbb", di="aaa"), DROP)
    after = {person.name: person.after for person in found.people}
    assert {name: (side.points, side.max_points) for name, side in after.items()} == {
        "ann": (6, 6),
        "bob": (3, 6),
        "cy": (0, 6),
        "di": (6, 6),
    }
    assert [person.difference for person in found.people] == [4, -2, 0, 0]
    assert [person.pass_change for person in found.people] == ["gained", None, None, None]
    assert [person.before.passed for person in found.people] == [False, True, False, True]
    assert {score.item_id for score in found.scores} == {"one", "two"}
    assert {score.max_points for score in found.scores} == {3}


def test_keep_max_leaves_the_maximum_and_the_others() -> None:
    """The item's 4 points stay in the maximum of 6, and nobody has them."""
    found = regrade(answers(ann="aab", bob="baa"), {**DROP, "keep_max": True})
    assert [(p.after.points, p.after.max_points) for p in found.people] == [(2, 6), (1, 6)]
    assert [score.points for score in found.scores if score.item_id == "big"] == [0, 0]


def test_both_ways_of_dropping_at_once() -> None:
    """Rescaling spreads one item's points over all others, the kept one included."""
    decisions = [{"item": "two", "action": "drop", "keep_max": True}, DROP]
    found = regrade(answers(ann="aab"), *decisions)
    # what is left is one (1) and two (1, earns nothing), each three times as large
    assert (found.people[0].after.points, found.people[0].after.max_points) == (3, 6)


def test_several_drops_together() -> None:
    """The factor is the maximum over all that is left."""
    found = regrade(answers(ann="aba", bob="baa"), DROP, {"item": "two", "action": "drop"})
    assert [(p.after.points, p.after.max_points) for p in found.people] == [(6, 6), (0, 6)]


def test_nothing_left() -> None:
    """Who had nothing but dropped items has no share, and a note says so."""
    found = regrade([{"examinee": "ann", "item": "big", "response": "a"}], DROP)
    after = found.people[0].after
    assert (after.points, after.max_points, after.share, after.passed) == (0, 0, None, None)
    assert "1 examinee had nothing but dropped items." in found.notes


def test_full_credit_is_for_everybody() -> None:
    """Wrong, blank, unreadable, and no record at all: full points for whom the item was due."""
    records = answers(ann="aab", bob="aa-", cy="aa ")
    records += [{"examinee": "di", "item": "big", "response": ["no", "list"]}]
    found = regrade(records, {"item": "big", "action": "full_credit"})
    assert {person.name: person.after.points for person in found.people} == {
        "ann": 6,
        "bob": 6,
        "cy": 6,
        "di": 4,
    }
    big = {s.examinee_id: (s.status, s.points) for s in found.scores if s.item_id == "big"}
    assert big == dict.fromkeys(("ann", "bob", "cy", "di"), ("graded", 4))
    assert {s.grader.name for s in found.scores if s.item_id == "big" and s.grader} == {
        "full_credit"
    }


def test_full_credit_wins_over_a_mark() -> None:
    """Everybody means everybody."""
    mark = {"examinee": "ann", "item": "big", "marks": 1, "by": "Kim"}
    found = regrade(answers(ann="aab"), {"item": "big", "action": "full_credit"}, marks=[mark])
    assert (found.people[0].before.points, found.people[0].after.points) == (3, 6)


@pytest.mark.parametrize("action", ["drop", "full_credit"])
def test_attempts(action: str) -> None:
    """The highest attempt counts before and after."""
    records = [
        {"examinee": "ann", "item": "one", "response": "a"},
        {"examinee": "ann", "item": "big", "response": "a", "attempt": 1},
        {"examinee": "ann", "item": "big", "response": "b", "attempt": 2},
    ]
    found = regrade(records, {"item": "big", "action": action}).people[0]
    assert (found.before.points, found.after.points) == (1, 5)


def test_a_second_record_stays_invalid() -> None:
    """Of two records with the same attempt the first counts, on both sides."""
    records = [*answers(ann="aab"), *answers(ann="aaa")]
    found = regrade(records, {"item": "big", "action": "full_credit"})
    assert [s.status for s in found.scores] == ["graded"] * 3 + ["invalid"] * 3
    assert found.people[0].after.points == 6


FORMS = [
    mli.Form.model_validate(
        {"id": "red", "sections": [{"items": [{"id": "one", "points": 2}, "two", "big"]}]}
    ),
    mli.Form.model_validate({"id": "blue", "sections": [{"items": ["one", "two"]}]}),
]


def test_forms() -> None:
    """Each form keeps its own maximum; items due without a record count."""
    records = [{**r, "form": "red"} for r in answers(ann="ab ")]
    records += [{**r, "form": "blue"} for r in answers(bob="ab")]
    found = regrade(records, {"item": "two", "action": "drop"}, form=FORMS)
    sides = [(p.before.points, p.before.max_points, p.after.points) for p in found.people]
    assert sides == [(2, 7, pytest.approx(2 * 7 / 6)), (1, 2, 2)]
    assert [p.after.max_points for p in found.people] == [pytest.approx(7), 2]


def test_a_report_of_the_scores_gives_the_new_totals() -> None:
    """Without a form as they are; with one by the form without the item."""
    records = [{**r, "form": "red"} for r in answers(ann="ab ", bob="aaa", cy="baa")]
    decisions = [{"item": "two", "action": "drop"}]
    found = regrade(records, *decisions, form=FORMS[0])
    form = form_without(FORMS[0], BANK, {"two": False})
    made = mli.report(found.scores, bank=BANK, scheme=SCHEME, form=form)
    assert [p.points for p in made.examinees] == pytest.approx(
        [p.after.points for p in found.people]
    )
    assert [entry.points for entry in form.entries()] == pytest.approx([2 * 7 / 6, 4 * 7 / 6])
    free = regrade(answers(ann="abb", bob="aaa"), *decisions)
    made = mli.report(free.scores, bank=BANK, scheme=SCHEME)
    assert [(p.points, p.max_points, p.band) for p in made.examinees] == [
        (pytest.approx(p.after.points), pytest.approx(p.after.max_points), p.after.band)
        for p in free.people
    ]


def test_a_form_that_keeps_its_items() -> None:
    """Nothing rescaled, nothing changed; all dropped is refused."""
    assert form_without(FORMS[0], BANK, {"two": True, "else": False}) is FORMS[0]
    with pytest.raises(mli.FormError, match="all its items are dropped"):
        form_without(FORMS[1], BANK, {"one": False, "two": False})


def test_no_loss_keeps_the_earlier_total() -> None:
    """Who had the dropped item right falls else: named, with the earlier total."""
    records = answers(ann="aab", bob="bba")
    found = regrade(records, DROP, no_loss=True)
    ann, bob = found.people
    assert (ann.protected, ann.after.points) == (False, 6)
    assert (bob.protected, bob.after, bob.difference) == (True, bob.before, 0)
    assert (bob.after.passed, bob.pass_change) == (True, None)
    assert found.summary.protected == 1
    assert any("would fall" in note for note in found.notes)


def test_no_loss_without_drops_keeps_the_earlier_scores() -> None:
    """A key that changed: who was right before keeps the records of before."""
    new = mli.Bank({**BANK.items_by_id, "big": choice("big", 4, version=2, key="b")})
    records = answers(ann="aaa", bob="aab")
    found = mli.regrade(new, records, old_bank=BANK, scheme=SCHEME, no_loss=True)
    assert [p.after.points for p in found.people] == [6, 6]
    assert [p.protected for p in found.people] == [True, False]
    made = mli.report(found.scores, bank=new, scheme=SCHEME)
    assert [p.points for p in made.examinees] == [6, 6]
    item = found.items[0]
    assert (item.change, item.raised, item.lowered) == ("key", 1, 1)
    assert (item.version_before, item.version_after) == (1, 2)


def test_no_loss_goes_by_shares_where_maxima_differ() -> None:
    """3 of 3 before stay all of 6 after."""
    old = mli.Bank({"one": choice("one"), "two": choice("two", 2)})
    new = mli.Bank({"one": choice("one"), "two": choice("two", 5, key="b")})
    found = mli.regrade(new, answers(ann="aa"), old_bank=old, scheme=SCHEME, no_loss=True)
    side = found.people[0].after
    assert (side.points, side.max_points, side.band) == (6, 6, "A")


def test_ranges_while_answers_are_open() -> None:
    """An open answer can move a person across a line, and the regrading says so."""
    records = [
        {"examinee": "ann", "item": "one", "response": "a"},
        {"examinee": "ann", "item": "term", "response": "momentun"},
    ]
    found = regrade(records, {"item": "one", "action": "full_credit"})
    person = found.people[0]
    assert (person.after.points, person.after.points_range) == (1, (1, 3))
    assert (person.pass_open, person.band_open, found.summary.pass_open) == (True, True, 1)
    assert "does not pass so far, but 1 to 3 points" in found.to_markdown()


def test_open_answers_under_no_loss() -> None:
    """Each end is the higher of before and after."""
    records = [
        {"examinee": "ann", "item": "one", "response": "a"},
        {"examinee": "ann", "item": "term", "response": "momentun"},
    ]
    found = regrade(records, {"item": "one", "action": "drop"}, no_loss=True)
    # before 1 to 3 of 3; after 0 to 2 of 2, which is 0 to 3 of 3
    assert found.people[0].after.points_range == (1, 3)
    assert (found.people[0].after.points, found.people[0].protected) == (1, True)


def test_an_item_that_the_new_bank_has_lost() -> None:
    """It can be dropped; without that its answers cannot be read."""
    new = mli.Bank({name: item for name, item in BANK.items_by_id.items() if name != "big"})
    records = answers(ann="aab")
    found = mli.regrade(new, records, old_bank=BANK, decisions=[DROP], scheme=SCHEME)
    assert (found.people[0].before.points, found.people[0].after.points) == (2, 2)
    assert [score.item_id for score in found.scores] == ["one", "two"]
    lost = mli.regrade(new, records, old_bank=BANK, scheme=SCHEME)
    assert lost.summary.unread == 1


def test_another_scheme() -> None:
    """Penalties of a new scheme change everybody's points, by key."""
    harsh = mli.Scheme.model_validate(
        {"name": "harsh", "formats": {"single_choice": {"penalty": "chance"}}}
    )
    found = regrade(answers(ann="aab"), scheme=harsh, old_scheme=SCHEME)
    assert (found.scheme_before, found.scheme_after) == ("s", "harsh")
    assert (found.people[0].before.points, found.people[0].after.points) == (2, 0)
    assert [change.change for change in found.people[0].items] == ["key"]
    assert "Scheme s before, harsh after." in found.to_text()


def test_decisions_about_items_that_nobody_had() -> None:
    """They do nothing, and a note names them."""
    found = regrade(answers(ann="a"), DROP)
    assert found.notes == ("Nobody had these items, so their decisions do nothing: big.",)
    assert found.people[0].difference == 0


def test_records_that_name_nobody() -> None:
    """One person without a name is a person; a record of nothing among people is none."""
    records = [{"item": "one", "response": "b"}]
    found = regrade(records, {"item": "one", "action": "accept", "response": "b"})
    assert [(p.name, p.difference) for p in found.people] == [("Examinee", 1)]
    broken: Any = [*answers(ann="a"), "nonsense"]
    found = regrade(broken)
    assert [p.name for p in found.people] == ["ann"]
    assert found.summary.unread == 1


def test_nothing_that_goes_in_is_changed(tmp_path: Path) -> None:
    """Responses and bank are as they were."""
    records = answers(ann="aab")
    before = json.dumps(records)
    regrade(records, DROP)
    assert json.dumps(records) == before
    assert BANK["big"] == choice("big", 4)


def test_json_holds_all() -> None:
    """The document has scores, people, items, decisions and counts, and is plain JSON."""
    found = regrade(answers(ann="aab"), {**DROP, "by": "Kim", "date": "2026-11-27"})
    document = json.loads(json.dumps(found.model_dump(mode="json"), allow_nan=False))
    assert list(document) == [
        "scores", "people", "items", "decisions", "summary", "no_loss", "scheme_before",
        "scheme_after", "pass_share", "notes",
    ]  # fmt: skip
    assert document["decisions"][0]["date"] == "2026-11-27"
    assert mli.Regrading.model_validate(document) == found


def test_from_scores() -> None:
    """What was published is what was before: bank and scheme of that time are not needed."""
    old = mli.Bank({"one": choice("one", key="b"), "two": choice("two")})
    records = answers(ann="aa", bob="bb")
    published = list(mli.grade_all(old, records, scheme=SCHEME))
    new = mli.Bank({"one": choice("one", version=2), "two": choice("two")})
    found = mli.regrade(new, published, scheme=SCHEME)
    assert [p.difference for p in found.people] == [1, -1]
    same = mli.regrade(new, records, old_bank=old, scheme=SCHEME)
    assert found.people == same.people


def test_marks_in_scores() -> None:
    """A person's score stays while the item is the same, and is told of when it is not."""
    mark = {"examinee": "ann", "item": "one", "marks": 0.5, "by": "Kim"}
    scores = list(mli.grade_all(BANK, answers(ann="ba"), marks=[mark]))
    found = mli.regrade(BANK, scores, decisions=[])
    assert list(found.scores) == scores
    new = mli.Bank({**BANK.items_by_id, "one": choice("one", version=2)})
    found = mli.regrade(new, scores)
    assert found.scores[0].points == 0
    assert found.scores[0].problem is not None
    assert found.scores[0].problem.kind == "StaleMark"
    assert found.notes == ("1 mark was not used; the scores say why.",)
    again = {**mark, "marks": 1}
    assert mli.regrade(new, scores, marks=[again]).scores[0].points == 1


def test_points_of_forms_that_nobody_has() -> None:
    """A form that is not at hand set points; scores remember them."""
    records = [{**r, "form": "red"} for r in answers(ann="bb")]
    scores = list(mli.grade_all(BANK, records, forms=FORMS))
    found = mli.regrade(
        BANK, scores, decisions=[{"item": "one", "action": "accept", "response": "b"}]
    )
    assert [(s.points, s.max_points) for s in found.scores] == [(2, 2), (0, 1)]


def test_scores_without_responses_are_refused() -> None:
    """There is nothing to grade again."""
    out = io.StringIO()
    mli.write_scores(out, mli.grade_all(BANK, answers(ann="ab")), responses=False)
    scores = [mli.ItemScore.model_validate_json(line) for line in out.getvalue().splitlines()]
    with pytest.raises(mli.RecordsError, match="responses of 2 of 2 scores were left out"):
        mli.regrade(BANK, scores)
    mixed: Any = [*answers(ann="ab"), *mli.grade_all(BANK, answers(bob="ab"))]
    with pytest.raises(mli.RecordsError, match="found both"):
        mli.regrade(BANK, mixed)
