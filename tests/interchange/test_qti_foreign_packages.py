"""Feedback, packages, and what has no equal here: noted or left out, with a reason."""

from __future__ import annotations

import io
import zipfile

import pytest
from foreign_qti import (
    MAP,
    MATCH,
    SCORE,
    V21,
    VARIABLE,
    choices,
    correct,
    document,
    entry_body,
    number,
    one,
    processing,
    response,
    skipped,
)

from mlinterview.interchange._imported import Reading
from mlinterview.interchange._qti_reader import read


def test_feedback_and_explanation() -> None:
    """Feedback shown on one choice is that option's; shown always, the explanation."""
    outcome = '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'
    modal = (
        '<modalFeedback outcomeIdentifier="F" identifier="a" showHide="show">Too <b>low</b>.</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="zz" showHide="hide">Because.</modalFeedback>'
    )
    rules = (
        f'<responseProcessing><responseCondition><responseIf><match>{VARIABLE}<correct identifier="RESPONSE"/>'
        '</match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
        f'</responseIf></responseCondition><setOutcomeValue identifier="F">{VARIABLE}</setOutcomeValue></responseProcessing>'
    )
    body = choices("choiceInteraction", "a", "b", more='maxChoices="1"')
    xml = document(response("single", "identifier", "b") + outcome, body, rules + modal)
    found = one(xml)
    assert [option.get("feedback") for option in found.source["options"]] == ["Too **low**.", None]
    assert found.source["explanation"] == "Because."


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<p>Read this.</p>", "a text that asks nothing"),
        ('<hotspotInteraction responseIdentifier="RESPONSE"/>', "a place on a picture"),
        ('<uploadInteraction responseIdentifier="RESPONSE"/>', "a file to be handed in"),
        ('<p><choiceInteraction responseIdentifier="NONE" maxChoices="1"/></p>', "is not declared"),
    ],
)
def test_what_is_left_out_has_a_reason(body: str, reason: str) -> None:
    """Interactions that we have no format for are listed with what they are."""
    assert reason in skipped(document(response("single", "identifier", "a"), body))


def test_templates_are_left_out() -> None:
    """Numbers that are drawn anew are no item of ours."""
    body = "<templateProcessing/>" + choices("choiceInteraction", "a", "b")
    xml = document(response("single", "identifier", "a"), body).replace(
        "<itemBody><templateProcessing/>", "<templateProcessing/><itemBody>"
    )
    assert skipped(xml) == "its numbers are drawn by a template"


def test_unknown_rules_leave_the_key() -> None:
    """Where scoring cannot be computed the declared key stands, and the note says so."""
    rules = processing("<customOperator class='x'/>")
    body = choices("choiceInteraction", "a", "b", more='maxChoices="1"')
    found = one(document(response("single", "identifier", "b"), body, rules))
    assert correct(found) == ["Text b"]
    assert "its scoring is not read" in found.notes[0]


def test_version_3_with_a_shared_text_and_a_picture() -> None:
    """Names in kebab-case, a stimulus beside the item, pictures of the package, TeX of MathML."""
    picture = b"\x89PNG\r\n\x1a\n" + b"0" * 40
    item = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="k3"'
        ' title="Three" adaptive="false" time-dependent="false"><qti-response-declaration'
        ' identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response>'
        "<qti-value>B</qti-value></qti-correct-response></qti-response-declaration>"
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'
        '<qti-assessment-stimulus-ref identifier="s" href="../stimuli/s.xml"/><qti-item-body>'
        '<p>See <img src="../img/a.png" alt="a curve"/> and <math xmlns="http://www.w3.org/1998/Math/MathML">'
        '<semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>.</p>'
        '<qti-choice-interaction response-identifier="RESPONSE" max-choices="1" shuffle="true">'
        '<qti-simple-choice identifier="A">one</qti-simple-choice><qti-simple-choice identifier="B">two'
        "</qti-simple-choice></qti-choice-interaction></qti-item-body><qti-response-processing"
        ' template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>'
        "</qti-assessment-item>"
    )
    stimulus = (
        '<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s"'
        ' title="A story"><qti-stimulus-body><p>Once.</p></qti-stimulus-body></qti-assessment-stimulus>'
    )
    reading = package({"items/k.xml": item, "stimuli/s.xml": stimulus, "img/a.png": picture})
    found = reading.items[0]
    assert found.source["id"] == "k3"
    assert found.source["stem"].startswith("Once.")
    assert "$x^2$" in found.source["stem"]
    assert found.source["figures"] == [{"file": "figures/a.png", "alt": "a curve"}]
    assert reading.files == {"figures/a.png": picture}
    assert any("A story" in note for note in found.notes)


def package(files: dict[str, str | bytes]) -> Reading:
    """What a zip of these files gives."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return read(made.getvalue(), "package.zip")


def test_a_package_is_read_in_the_order_of_its_test() -> None:
    """The test's order and weights hold; what the manifest names and is not there is listed."""
    item = document(response("single", "identifier", "a"), choices("choiceInteraction", "a", "b"))
    refs = "".join(
        f'<assessmentItemRef identifier="{n}" href="{n}.xml"><weight identifier="W" value="{w}"/></assessmentItemRef>'
        for n, w in (("two", 3), ("one", 1), ("gone", 1))
    )
    test = f'<assessmentTest xmlns="{V21}" identifier="t" title="T"><testPart><assessmentSection>{refs}</assessmentSection></testPart></assessmentTest>'
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
        '<resource type="imsqti_item_xmlv2p1" href="one.xml"/>'
        '<resource type="imsqti_item_xmlv2p1" href="lost.xml"/></resources></manifest>'
    )
    files = {
        "imsmanifest.xml": manifest,
        "one.xml": item.replace('"i1"', '"one"'),
        "two.xml": item.replace('"i1"', '"two"'),
        "test.xml": test,
    }
    reading = package(files)
    assert [each.source["id"] for each in reading.items] == ["two", "one"]
    assert [each.source.get("points", 1) for each in reading.items] == [3, 1]
    assert {each.place for each in reading.skipped} == {"lost.xml", "gone.xml"}


def band(low: str, high: str, worth: str) -> str:
    """A branch that pays for a number within bounds."""
    return (
        f"<and><gte>{VARIABLE}{number(low)}</gte><lte>{VARIABLE}{number(high)}</lte></and>"
        f'<setOutcomeValue identifier="SCORE">{number(worth)}</setOutcomeValue>'
    )


def test_bands_around_a_number() -> None:
    """Wider bounds with less credit are bands; credit elsewhere is noted."""
    rules = (
        f"<responseProcessing><responseCondition><responseIf>{band('9', '11', '2')}</responseIf>"
        f"<responseElseIf>{band('8', '12', '1')}</responseElseIf></responseCondition></responseProcessing>"
    )
    found = one(document(response("single", "float", "10"), entry_body(), rules))
    assert found.source["tolerance"] == {"absolute": 1}
    assert found.source["bands"] == [{"absolute": 2, "share": 0.5}]
    lopsided = rules.replace(number("8"), number("5"))
    found = one(document(response("single", "float", "10"), entry_body(), lopsided))
    assert "bands" not in found.source
    assert "some numbers earned 0.5" in found.notes[0]


def test_numbers_that_cannot_be_asked() -> None:
    """Unknown rules leave the declared number; without one, the reason is given."""
    rules = processing("<customOperator/>")
    found = one(document(response("single", "float", "4"), entry_body(), rules))
    assert found.source["answer"] == 4
    assert "its scoring is not read" in found.notes[0]
    reason = skipped(document(response("single", "float"), entry_body(), rules))
    assert reason == "nothing tells which number is right"


def test_a_pattern_and_unknown_rules_for_texts() -> None:
    """A pattern alone is one here; unknown rules leave the declared text."""
    rules = processing(f'<patternMatch pattern="[Rr]ecalls?">{VARIABLE}</patternMatch>')
    found = one(document(response("single", "string"), entry_body(), rules))
    assert found.source["accept_pattern"] == "[Rr]ecalls?"
    unknown = processing("<customOperator/>")
    found = one(document(response("single", "string", "recall"), entry_body(), unknown))
    assert found.source["accept"] == ["recall"]


def test_several_choices_with_unknown_rules() -> None:
    """The declared key stands; without one nothing tells what is right."""
    body = choices("choiceInteraction", "a", "b", "c", more='maxChoices="0"')
    rules = processing("<customOperator/>")
    found = one(document(response("multiple", "identifier", "a", "c"), body, rules))
    assert correct(found) == ["Text a", "Text c"]
    assert "not read" in found.notes[0]
    assert "nothing tells" in skipped(document(response("multiple", "identifier"), body, rules))


def test_a_slider_is_a_number() -> None:
    """Whatever it is moved by."""
    body = '<p>Where?</p><sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="9"/>'
    found = one(document(response("single", "integer", "4"), body))
    assert (found.source["format"], found.source["answer"]) == ("numeric", 4)


GAPS = (
    '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="w" matchMax="1">'
    'winter</gapText><gapText identifier="s" matchMax="1">summer</gapText><gapText identifier="a"'
    ' matchMax="1">autumn</gapText><p>Now is the <gap identifier="g1"/> made <gap'
    ' identifier="g2"/>.</p></gapMatchInteraction>'
)


@pytest.mark.parametrize(
    ("mapped", "rules", "weights", "said"),
    [
        ('<mapping defaultValue="0">{}</mapping>', MAP, [1, 2], None),
        ('<mapping defaultValue="-1" lowerBound="0">{}</mapping>', MAP, [1, 2], "took points away"),
        ("", MATCH, [None, None], "only where all blanks are right"),
        ("", "", [None, None], "scoring is not read"),
    ],
)
def test_gaps_count_as_they_do_there(
    mapped: str, rules: str, weights: list[int | None], said: str | None
) -> None:
    """What a gap is worth becomes its weight; what no weight says is noted."""
    entries = '<mapEntry mapKey="w g1" mappedValue="1"/><mapEntry mapKey="s g2" mappedValue="2"/>'
    declared = response("multiple", "directedPair", "w g1", "s g2", mapping=mapped.format(entries))
    found = one(document(declared, GAPS, rules))
    assert [blank.get("weight") for blank in found.source["blanks"].values()] == weights
    notes = [note for note in found.notes if "so many gaps" not in note]
    assert (said is None and not notes) or (said is not None and said in notes[0])


def test_a_score_looked_up_in_a_table() -> None:
    """A raw score becomes points by the table of the outcome."""
    raw = '<outcomeDeclaration identifier="RAW" cardinality="single" baseType="integer"/>'
    table = "".join(
        f'<interpolationTableEntry sourceValue="{source}" targetValue="{target}"/>'
        for source, target in ((1, 8), (0, 0))
    )
    scored = SCORE.replace("/>", f"><interpolationTable>{table}</interpolationTable></outcomeDeclaration>")  # fmt: skip
    rules = (
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></match><setOutcomeValue identifier="RAW"><baseValue'
        ' baseType="integer">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
        '<lookupOutcomeValue identifier="SCORE"><variable identifier="RAW"/></lookupOutcomeValue>'
        "</responseProcessing>"
    )
    body = choices("choiceInteraction", "a", "b")
    xml = document(response("single", "identifier", "b") + raw, body, rules).replace(SCORE, scored)
    found = one(xml)
    assert found.source["points"] == 8
    assert found.notes == ()
    matched = xml.replace("interpolationTable", "matchTable")
    assert one(matched).source["points"] == 8
    without = one(xml.replace(scored, SCORE))
    assert "scoring is not read" in without.notes[0]


def test_a_picture_says_its_text_without_tags() -> None:
    """What an object holds for those who do not see it is plain text here."""
    body = '<div><object type="image/png" data="a.png"><p>A <b>red</b> box</p></object></div>'
    found = one(document(response("single", "identifier", "b"), body + choices("choiceInteraction", "a", "b")))  # fmt: skip
    assert found.source["stem"].startswith("[picture: A red box]")


def test_feedback_on_an_option_is_kept_and_not_said_to_be_lost() -> None:
    """``feedbackInline`` within an option becomes its feedback."""
    told = '<feedbackInline outcomeIdentifier="F" identifier="a" showHide="show">No.</feedbackInline>'  # fmt: skip
    body = choices("choiceInteraction", "a", "b", "c").replace("Text a", f"Text a{told}")
    found = one(document(response("single", "identifier", "b"), body))
    assert found.source["options"][0]["feedback"] == "No."
    assert found.notes == ()


def test_options_that_a_mapping_does_not_name() -> None:
    """They earn its default, which becomes their weight."""
    entries = '<mapEntry mapKey="a" mappedValue="1"/><mapEntry mapKey="b" mappedValue="1"/><mapEntry mapKey="c" mappedValue="-1"/>'
    given = f'<mapping defaultValue="-2" lowerBound="0" upperBound="2">{entries}</mapping>'
    declared = response("multiple", "identifier", "a", "b", mapping=given)
    body = choices("choiceInteraction", "a", "b", "c", "d", more='maxChoices="0"')
    found = one(document(declared, body, MAP))
    assert [option.get("weight") for option in found.source["options"]] == [0.5, 0.5, -0.5, -1]
    assert found.notes == ("scored as there by a scheme with multi_select: {policy: weighted}",)


def test_weights_that_are_none_of_ours_are_not_said_to_be() -> None:
    """Points on an option that is not right: no policy has that, and the note says so."""
    given = '<mapping defaultValue="0"><mapEntry mapKey="a" mappedValue="1"/><mapEntry mapKey="b" mappedValue="0.5"/></mapping>'
    declared = response("multiple", "identifier", "a", mapping=given)
    found = one(
        document(declared, choices("choiceInteraction", "a", "b", "c", more='maxChoices="0"'), MAP)
    )
    assert [option.get("weight") for option in found.source["options"]] == [None] * 3
    assert "no policy of multi_select has" in found.notes[-1]


def test_prompts_among_several_interactions_stay() -> None:
    """A choice and a field in one item: what the choice asks stands before its blank."""
    declared = "".join(
        f'<responseDeclaration identifier="R{n}" cardinality="single" baseType="{base}">'
        f"<correctResponse><value>{value}</value></correctResponse></responseDeclaration>"
        for n, base, value in ((1, "identifier", "a"), (2, "string", "x"))
    )
    body = (
        choices("choiceInteraction", "a", "b").replace('"RESPONSE"', '"R1"')
        + '<p>And then <textEntryInteraction responseIdentifier="R2"/></p>'
    )
    rules = "".join(
        f'<responseCondition><responseIf><match><variable identifier="{r}"/><correct identifier="{r}"/></match>'
        '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">1'
        "</baseValue></sum></setOutcomeValue></responseIf></responseCondition>"
        for r in ("R1", "R2")
    )
    found = one(document(declared, body, f"<responseProcessing>{rules}</responseProcessing>"))
    assert found.source["stem"] == "Which?\n\n{{r1}}\n\nAnd then {{r2}}"
