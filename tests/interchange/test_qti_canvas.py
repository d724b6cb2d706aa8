"""QTI 1.2: the shapes that Canvas writes and reads, and what it makes of them."""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from canvas_model import SPACE, as_canvas, field, items_of, points
from hypothesis import given, settings
from hypothesis import strategies as st
from qti_engine import half_right, unpacked, wrong
from strategies import items, marking_schemes, responses

import mlinterview as mli
from mlinterview.interchange import export


def _quiz(files: dict[str, bytes]) -> bytes:
    return next(
        content
        for name, content in files.items()
        if name.endswith(".xml") and b"<questestinterop" in content
    )


@cache
def exported(step: int = 9) -> tuple[dict[str, bytes], dict[tuple[str, str], Any]]:
    """The files of every so many questions of the bundled bank, and losses by item and aspect."""
    bank = mli.load_bank()
    few = mli.Bank({name: bank[name] for name in list(bank)[::step]}, scheme=bank.scheme)
    made = export(few, to="qti12")
    return unpacked(made.content), {(loss.item, loss.aspect): loss for loss in made.losses}


@pytest.mark.slow
def test_the_bank_scores_the_same_in_canvas() -> None:
    """Key, blank, one wrong and half right earn our points wherever scoring is said to be kept."""
    files, losses = exported(1)
    questions, bank = items_of(_quiz(files)), mli.load_bank()
    differing, compared = [], 0
    for item_id in questions:
        item = bank[item_id].variant(0)
        if losses[item_id, "scoring"].outcome != "kept":
            continue
        for response in (item.key_response(), None, wrong(item), half_right(item)):
            ours = mli.grade(item, response, scheme=bank.scheme).points or 0
            compared += 1
            if abs(points(questions[item_id], as_canvas(item, response)) - ours) > 1e-6:
                differing.append((item_id, response))
    assert differing == []
    assert compared > 1000


@settings(max_examples=20)
@given(data=st.data())
def test_what_is_kept_is_kept(data: st.DataObject) -> None:
    """Whatever the policy: where the loss report says kept, every response earns the same."""
    item = data.draw(items("single_choice", "multi_select", "true_false", "matching", "cloze"))
    scheme = data.draw(marking_schemes)
    kept = item.model_copy(update={"status": "reviewed"})
    made = export(mli.Bank({item.id: kept}), to="qti12", scheme=scheme)
    if {loss.aspect: loss for loss in made.losses}["scoring"].outcome != "kept":
        return
    question = items_of(_quiz(unpacked(made.content)))[item.id]
    for response in (None, item.key_response(), data.draw(responses(item))):
        ours = mli.grade(item, response, scheme=scheme).points
        found = points(question, as_canvas(item, response))
        assert found == pytest.approx(ours, abs=1e-6 * item.points)


def test_types_and_shapes() -> None:
    """Every format has its type; metadata comes first, no flow, wrong options stand in ``not``."""
    files, _ = exported()
    questions, bank = items_of(_quiz(files)), mli.load_bank()
    kinds = {
        "single_choice": {"multiple_choice_question"},
        "true_false": {"true_false_question"},
        "multi_select": {"multiple_answers_question"},
        "matching": {"matching_question"},
        "ordering": {"matching_question"},
        "numeric": {"numerical_question"},
        "short_answer": {"short_answer_question"},
        "cloze": {"multiple_dropdowns_question", "fill_in_multiple_blanks_question"},
        "free_text": {"essay_question"},
    }
    for item_id, question in questions.items():
        item = bank[item_id]
        assert field(question, "question_type") in kinds[item.format]
        assert question[0].tag == f"{SPACE}itemmetadata"
        assert question[1].tag == f"{SPACE}presentation"
        assert question[1][0].tag == f"{SPACE}material"
        assert not list(question.iter(f"{SPACE}flow"))
        if item.format == "multi_select":
            in_not = {
                one.text
                for node in question.iter(f"{SPACE}not")
                for one in node.iter(f"{SPACE}varequal")
            }
            assert in_not == {option.id for option in item.options if not option.correct}


def test_typed_questions_have_no_other() -> None:
    """Readers take a text field with ``<other/>`` for an essay."""
    for question in items_of(_quiz(exported()[0])).values():
        if field(question, "question_type") in ("numerical_question", "short_answer_question"):
            assert not list(question.iter(f"{SPACE}other"))


def test_the_package_is_as_canvas_writes_it() -> None:
    """Canvas's resource types, the quiz beside its settings, files by their address."""
    files, _ = exported()
    manifest = ET.fromstring(files["imsmanifest.xml"])
    kinds: dict[str, list[str]] = {}
    for node in manifest.iter():
        if node.tag.rpartition("}")[2] == "resource":
            kinds.setdefault(node.get("type", ""), []).append(node.get("identifier", ""))
            assert all(child.get("href") in files for child in node if child.get("href"))
    assert len(kinds["imsqti_xmlv1p2"]) == 1
    assert len(kinds["associatedcontent/imscc_xmlv1p1/learning-application-resource"]) == 1
    assert any(name.endswith("/assessment_meta.xml") for name in files)
    pictures = [name for name in files if name.startswith("web_resources/media/")]
    assert pictures
    assert b"$IMS-CC-FILEBASE$/media/" in _quiz(files)


def test_points_of_the_form_and_its_minutes() -> None:
    """Points stand at each question and add up in the settings, minutes are the time limit."""
    bank = mli.load_bank()
    entries = [{"id": "loss-for-task", "points": 3}, {"id": "residual-block-gradient", "points": 2}]
    form = mli.Form.model_validate({"id": "a", "minutes": 20, "sections": [{"items": entries}]})
    files = unpacked(export(bank, to="qti12", form=form).content)
    assert field(items_of(_quiz(files))["loss-for-task"], "points_possible") == "3.0"
    settings_file = next(files[name] for name in files if name.endswith("assessment_meta.xml"))
    found = {node.tag.rpartition("}")[2]: node.text for node in ET.fromstring(settings_file)}
    assert (found["points_possible"], found["time_limit"]) == ("5.0", "20")


def test_a_pattern_alone_is_marked_by_a_person() -> None:
    """Canvas has no patterns: such a question becomes an essay, and the report says so."""
    source = {"id": "p", "format": "short_answer", "stem": "?", "accept_pattern": "a+"}
    made = export(mli.Bank({"p": mli.make_item(source)}), to="qti12")
    assert [(loss.aspect, loss.outcome) for loss in made.scoring_lost] == [("scoring", "dropped")]
    question = items_of(_quiz(unpacked(made.content)))["p"]
    assert field(question, "question_type") == "essay_question"
