"""Choices, orders and pairs of other programs in QTI become items."""

from __future__ import annotations

import pytest
from foreign_qti import MAP, choices, correct, document, mapping, one, response

import mlinterview as mli


def test_one_choice() -> None:
    """A prompt belongs to the stem; options that are not shuffled there are not here."""
    body = "<p>Look:</p>" + choices("choiceInteraction", "a", "b", "c", more='maxChoices="1"')
    found = one(document(response("single", "identifier", "b"), body))
    assert found.source["format"] == "single_choice"
    assert found.source["stem"] == "Look:\n\nWhich?"
    assert correct(found) == ["Text b"]
    assert found.source["shuffle"] is False
    assert found.notes == ()


def test_several_choices_all_or_nothing() -> None:
    """``match_correct`` is all or nothing, which the note says."""
    body = choices("choiceInteraction", "a", "b", "c", more='maxChoices="0" shuffle="true"')
    found = one(document(response("multiple", "identifier", "a", "c"), body))
    assert found.source["format"] == "multi_select"
    assert correct(found) == ["Text a", "Text c"]
    assert found.notes == (
        "scored as there by a scheme with multi_select: {policy: all_or_nothing}",
    )


@pytest.mark.parametrize(
    ("entries", "bounds", "said"),
    [
        ({"a": 1, "b": 1, "c": -1, "d": -1}, 'lowerBound="0"', None),
        ({"a": 1, "b": 1, "c": -2, "d": -2}, 'lowerBound="0"', "exams_all"),
        ({"a": 1, "b": 1}, "", "exams_none"),
        ({"a": 1.5, "b": 0.5, "c": -1}, 'lowerBound="0" upperBound="2"', "weighted"),
    ],
)
def test_mappings_are_policies(entries: dict[str, float], bounds: str, said: str | None) -> None:
    """A mapping that a policy of ours equals is named so, unless it is the usual one."""
    table = mapping(bounds, **entries)
    body = choices("choiceInteraction", "a", "b", "c", "d", more='maxChoices="0"')
    found = one(document(response("multiple", "identifier", "a", "b", mapping=table), body, MAP))
    assert found.source["points"] == 2
    if said is None:
        assert found.notes == ()
    else:
        assert f"{{policy: {said}}}" in found.notes[0]
    scheme = mli.Scheme.model_validate(
        {"name": "s", "formats": {"multi_select": {"policy": said or "balanced"}}}
    )
    item = mli.make_item({"id": "x", **found.source})
    ids = [option.id for option in item.options]
    for bits in range(16):
        chosen = [name for place, name in enumerate("abcd") if bits >> place & 1]
        total = sum(entries.get(name, 0) for name in chosen)
        due = min(2.0, max(0.0, total))
        ours = mli.grade(item, [ids["abcd".index(name)] for name in chosen], scheme=scheme).points
        assert ours == pytest.approx(due, abs=1e-6)


def test_part_credit_on_one_choice_is_noted() -> None:
    """An option worth half is wrong here, and the note names it."""
    table = mapping(a=1, b=0.5)
    body = choices("choiceInteraction", "a", "b", "c", more='maxChoices="1"')
    found = one(document(response("single", "identifier", "a", mapping=table), body, MAP))
    assert correct(found) == ["Text a"]
    assert "Text b (0.5)" in found.notes[0]


def test_true_and_false() -> None:
    """Two options that say true and false are a judgement."""
    body = (
        '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Is it?</prompt>'
        '<simpleChoice identifier="t">True</simpleChoice>'
        '<simpleChoice identifier="f">False</simpleChoice></choiceInteraction>'
    )
    found = one(document(response("single", "identifier", "f"), body))
    assert (found.source["format"], found.source["answer"]) == ("true_false", False)


def test_an_order() -> None:
    """The right order is the bank's; how it was scored is noted."""
    body = choices("orderInteraction", "c", "a", "b")
    found = one(document(response("ordered", "identifier", "a", "b", "c"), body))
    assert [step["text"] for step in found.source["steps"]] == ["Text a", "Text b", "Text c"]
    assert "ordering: {policy: all_or_nothing}" in found.notes[0]


def match_body(many: str = "1") -> str:
    """Two sets to match."""
    sets = [
        "".join(
            f'<simpleAssociableChoice identifier="{n}" matchMax="{most}">{n}!</simpleAssociableChoice>'
            for n in names
        )
        for names, most in ((("r1", "r2"), many), (("o1", "o2", "o3"), "2"))
    ]
    inner = "".join(f"<simpleMatchSet>{one_set}</simpleMatchSet>" for one_set in sets)
    return (
        '<matchInteraction responseIdentifier="RESPONSE" maxAssociations="4"><prompt>Pair.</prompt>'
        f"{inner}</matchInteraction>"
    )


def test_matching_row_by_row() -> None:
    """Pairs of equal worth are rows of equal worth; an option may serve none."""
    table = '<mapping><mapEntry mapKey="r1 o2" mappedValue="1"/><mapEntry mapKey="r2 o1" mappedValue="1"/></mapping>'
    declared = response("multiple", "directedPair", "r1 o2", "r2 o1", mapping=table)
    found = one(document(declared, match_body(), MAP))
    options = {option["id"]: option["text"] for option in found.source["options"]}
    pairs = [(row["text"], options[row["match"]]) for row in found.source["rows"]]
    assert pairs == [("r1!", "o2!"), ("r2!", "o1!")]
    assert len(options) == 3
    assert found.notes == ()


def test_matching_turned_round() -> None:
    """Where a row of the first set takes several, the second set holds the rows."""
    declared = response("multiple", "directedPair", "r1 o1", "r1 o2", "r2 o3")
    found = one(document(declared, match_body("3")))
    assert [row["text"] for row in found.source["rows"]] == ["o1!", "o2!", "o3!"]
    assert "all_or_nothing" in found.notes[0]
