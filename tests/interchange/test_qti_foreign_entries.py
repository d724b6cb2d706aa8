"""Numbers, words and blanks of other programs in QTI become items."""

from __future__ import annotations

from typing import Any

import pytest
from foreign_qti import (
    MAP,
    MATCH,
    VARIABLE,
    document,
    entry_body,
    number,
    one,
    processing,
    response,
    skipped,
)


@pytest.mark.parametrize(
    ("rules", "content"),
    [
        (MATCH, {"answer": 0.25}),
        (
            processing(f'<equal toleranceMode="absolute" tolerance="0.5 0.5">{VARIABLE}<correct identifier="RESPONSE"/></equal>'),
            {"answer": 0.25, "tolerance": {"absolute": 0.5}},
        ),
        (
            processing(f'<equal toleranceMode="relative" tolerance="10">{number("0.25")}{VARIABLE}</equal>'),
            {"answer": 0.25, "tolerance": {"absolute": 0.025}},
        ),
        (
            processing(f"<and><gte>{VARIABLE}{number('0.2')}</gte><lte>{VARIABLE}{number('0.5')}</lte></and>"),
            {"range": [0.2, 0.5]},
        ),
    ],
)  # fmt: skip
def test_numbers(rules: str, content: dict[str, Any]) -> None:
    """Tolerances of every kind and bounds are found by asking which numbers are right."""
    found = one(document(response("single", "float", "0.25"), entry_body(), rules))
    assert found.source["format"] == "numeric"
    assert {key: found.source[key] for key in content} == content
    assert found.source["stem"] == "Value:"


def test_a_number_without_an_upper_bound_is_left_out() -> None:
    """What has no end is no range."""
    rules = processing(f"<gt>{VARIABLE}{number('5')}</gt>")
    reason = skipped(document(response("single", "float"), entry_body(), rules))
    assert reason == "any number above or below a bound is right"


def test_words() -> None:
    """Texts with all points are accepted, part credit is noted, capitals are told apart if so."""
    table = (
        '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1" caseSensitive="false"/>'
        '<mapEntry mapKey="Yrk" mappedValue="0.5"/></mapping>'
    )
    found = one(document(response("single", "string", "York", mapping=table), entry_body(), MAP))
    assert (found.source["format"], found.source["accept"]) == ("short_answer", ["York"])
    assert "match" not in found.source
    assert "'Yrk' earned 0.5" in found.notes[0]


def test_a_field_within_the_text_is_a_blank() -> None:
    """Text goes on behind the field: a cloze with one blank."""
    found = one(document(response("single", "string", "recall"), entry_body("It is", " we want.")))
    assert found.source["stem"] == "It is {{response}} we want."
    assert found.source["blanks"]["response"]["accept"] == ["recall"]


def test_a_menu_and_a_number_in_one_text() -> None:
    """Several gaps are blanks, weighed by what each earns alone."""
    declared = (
        '<responseDeclaration identifier="R1" cardinality="single" baseType="identifier">'
        "<correctResponse><value>b</value></correctResponse></responseDeclaration>"
        '<responseDeclaration identifier="R2" cardinality="single" baseType="float">'
        "<correctResponse><value>3</value></correctResponse></responseDeclaration>"
    )
    body = (
        '<p>Use <inlineChoiceInteraction responseIdentifier="R1"><inlineChoice identifier="a">L1'
        '</inlineChoice><inlineChoice identifier="b">L2</inlineChoice></inlineChoiceInteraction> with'
        ' <textEntryInteraction responseIdentifier="R2"/> folds.</p>'
    )
    rules = "".join(
        f'<responseCondition><responseIf><match><variable identifier="{name}"/><correct'
        f' identifier="{name}"/></match><setOutcomeValue identifier="SCORE"><sum><variable'
        f' identifier="SCORE"/><baseValue baseType="float">{worth}</baseValue></sum>'
        "</setOutcomeValue></responseIf></responseCondition>"
        for name, worth in (("R1", 2), ("R2", 1))
    )
    found = one(document(declared, body, f"<responseProcessing>{rules}</responseProcessing>"))
    assert found.source["stem"] == "Use {{r1}} with {{r2}} folds."
    assert found.source["points"] == 3
    assert found.source["blanks"]["r1"]["weight"] == 2
    assert found.source["blanks"]["r2"] == {"format": "numeric", "answer": 3, "weight": 1}


def test_words_for_gaps() -> None:
    """``gapMatchInteraction``: each gap chooses among all words."""
    body = (
        '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="w" matchMax="1">'
        'winter</gapText><gapText identifier="s" matchMax="1">summer</gapText><p>Now is the <gap'
        ' identifier="g1"/> made <gap identifier="g2"/>.</p></gapMatchInteraction>'
    )
    found = one(document(response("multiple", "directedPair", "w g1", "s g2"), body))
    assert found.source["stem"] == "Now is the {{g1}} made {{g2}}."
    assert [len(blank["options"]) for blank in found.source["blanks"].values()] == [2, 2]


def test_an_essay() -> None:
    """What a scorer sees is the rubric's statement."""
    body = (
        '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Explain.</prompt>'
        '</extendedTextInteraction><rubricBlock view="scorer"><p>Two reasons.</p></rubricBlock>'
    )
    found = one(document(response("single", "string"), body, ""))
    assert found.source["format"] == "free_text"
    assert found.source["stem"] == "Explain."
    assert found.source["rubric"]["criteria"][0]["statement"] == "Two reasons."
