"""QTI 2.1, 2.2 and 3.0 as other systems write it: formats, keys and policies that are read."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.interchange._imported import Imported, Reading
from mlinterview.interchange._qti_reader import read

V21 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'


def document(declarations: str, body: str, processing: str = MATCH, space: str = V21) -> str:
    """An item file of 2.1."""
    return (
        f'<assessmentItem xmlns="{space}" identifier="i1" title="A title" adaptive="false"'
        f' timeDependent="false">{declarations}{SCORE}<itemBody>{body}</itemBody>{processing}'
        "</assessmentItem>"
    )


def response(cardinality: str, base: str, *correct: str, mapping: str = "") -> str:
    """A response declaration."""
    values = "".join(f"<value>{one}</value>" for one in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}"'
        f' baseType="{base}">{right}{mapping}</responseDeclaration>'
    )


def mapping(bounds: str = "", **entries: float) -> str:
    """A mapping."""
    lines = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in entries.items())
    return f'<mapping defaultValue="0" {bounds}>{lines}</mapping>'


def choices(tag: str, *names: str, more: str = "") -> str:
    """An interaction with options ``a``, ``b`` ... and a prompt."""
    inner = "".join(f'<simpleChoice identifier="{n}">Text {n}</simpleChoice>' for n in names)
    return f'<{tag} responseIdentifier="RESPONSE" {more}><prompt>Which?</prompt>{inner}</{tag}>'


def one(xml: str) -> Imported:
    """The only question of a file."""
    reading = read(xml.encode(), "file.xml")
    assert reading.skipped == ()
    (found,) = reading.items
    mli.make_item({"id": "x", **found.source})
    return found


def skipped(xml: str) -> str:
    """Why a file's only question is left out."""
    reading = read(xml.encode(), "file.xml")
    assert reading.items == ()
    return reading.skipped[0].reason


def correct(found: Imported) -> list[str]:
    """Texts of the right options."""
    return [option["text"] for option in found.source["options"] if option.get("correct")]


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


def entry_body(before: str = "Value:", after: str = "") -> str:
    """A field in a line of text."""
    return f'<p>{before} <textEntryInteraction responseIdentifier="RESPONSE"/>{after}</p>'


def processing(condition: str, worth: str = "1") -> str:
    """Rules with one condition."""
    return (
        f"<responseProcessing><responseCondition><responseIf>{condition}"
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">'
        f"{worth}</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )


VARIABLE = '<variable identifier="RESPONSE"/>'


def number(text: str) -> str:
    """A constant."""
    return f'<baseValue baseType="float">{text}</baseValue>'


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
