"""Export and import again: the same scoring wherever the loss report says kept."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CONTENTS, marking_schemes, points, responses

import mlinterview as mli
from mlinterview.interchange import export, read_questions
from mlinterview.interchange._imported import Imported
from mlinterview.interchange._qti_reader import read

TARGETS = ("qti12", "qti21", "qti30")


@st.composite
def plain_items(draw: st.DrawFn, *formats: str) -> mli.Item:
    """Items whose texts tell their parts apart, so that they are found again."""
    name = draw(st.sampled_from(formats))
    source: dict[str, Any] = draw(CONTENTS[name]())
    words = (f"word {a}{b}" for a, b in itertools.product("abcdefghij", repeat=2))

    def rename(parts: list[dict[str, Any]]) -> None:
        for part in parts:
            part["text"] = next(words)

    for field in ("options", "rows", "steps"):
        rename(source.get(field, []))
    for blank in source.get("blanks", {}).values():
        rename(blank.get("options", []))
    if name == "cloze":
        source["stem"] = "Fill in: " + ", ".join(f"{{{{{blank}}}}}" for blank in source["blanks"])
        source["stem"] += " and no more."
    return mli.make_item(
        {"stem": "What is it?", **source, "id": "item-1", "format": name, "points": draw(points)}
    )


def back(item: mli.Item, scheme: mli.Scheme, target: str) -> tuple[Imported | None, str]:
    """The item as it is read again, and what the report says of its scoring."""
    made = export(mli.Bank({item.id: item}), to=target, scheme=scheme)
    said = {loss.aspect: loss.outcome for loss in made.losses}
    reading = read(made.content, "file.zip")
    assert reading.skipped == () or said["scoring"] != "kept", reading.skipped
    return (reading.items[0] if reading.items else None), said["scoring"]


def translated(item: mli.Item, again: mli.Item, response: Any) -> Any:
    """The response with the ids of the item that was read, found by the texts of the parts."""
    if response is None:
        return None

    def ids(ours: Any, theirs: Any) -> dict[str, str]:
        by_text = {part.text: part.id for part in theirs}
        return {part.id: by_text[part.text] for part in ours}

    match item.format:
        case "single_choice":
            return ids(item.options, again.options)[response]
        case "multi_select":
            names = ids(item.options, again.options)
            return [names[one] for one in response]
        case "ordering":
            names = ids(item.steps, again.steps)
            return [names[one] for one in response]
        case "matching":
            rows, options = ids(item.rows, again.rows), ids(item.options, again.options)
            return {rows[row]: options[one] for row, one in response.items()}
        case "cloze":
            names = dict(zip(item.blank_ids, again.blank_ids, strict=True))
            return {
                names[name]: ids(item.blanks[name].options, again.blanks[names[name]].options)[
                    value
                ]
                if hasattr(item.blanks[name], "options")
                else value
                for name, value in response.items()
            }
        case _:
            return response


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=15)
@given(data=st.data())
def test_the_same_scoring_comes_back(target: str, data: st.DataObject) -> None:
    """Under the same scheme, whatever its policies: every response earns the same as before."""
    formats = ("single_choice", "multi_select", "true_false", "matching", "ordering", "numeric")
    item = data.draw(plain_items(*formats, "cloze"))
    scheme = data.draw(marking_schemes)
    found, outcome = back(item, scheme, target)
    if outcome != "kept":
        return
    assert found is not None
    again = mli.make_item({"id": "again", **found.source})
    assert again.points == pytest.approx(item.points)
    for response in (
        None,
        item.key_response(),
        data.draw(responses(item)),
        data.draw(responses(item)),
    ):
        ours = mli.grade(item, response, scheme=scheme).points
        theirs = mli.grade(again, translated(item, again, response), scheme=scheme).points
        assert theirs == pytest.approx(ours, abs=1e-4 * item.points)


@pytest.mark.parametrize("target", TARGETS)
def test_texts_and_feedback_come_back(target: str) -> None:
    """Math, code, tables, feedback, explanation and references survive the way there and back."""
    source = {
        "id": "gradient-of-square",
        "format": "single_choice",
        "title": "The gradient of a square",
        "stem": "Given `w = 2`:\n\n```\nloss = w**2  # <square>\n```\n\nWhat is $\\frac{dL}{dw}$?",
        "options": [
            {"id": "four", "text": "$4$, *that is* $2w$", "correct": True, "feedback": "Yes."},
            {"id": "two", "text": "2 & less", "feedback": "Not **quite**."},
        ],
        "explanation": "Since $L = w^2 > \\text{\"block\"}$:\n\n$$L'' = 2$$",
        "points": 2,
    }
    item = mli.make_item(source)
    found, outcome = back(item, mli.Scheme(name="s"), target)
    assert outcome == "kept"
    assert found is not None
    again = mli.make_item({"id": "again", **found.source})
    assert found.source["id"] == "gradient-of-square"
    assert again.stem == item.stem
    assert [option.text for option in again.options] == ["$4$, *that is* $2w$", "2 & less"]
    assert [option.feedback for option in again.options] == ["Yes.", "Not **quite**."]
    assert again.explanation == item.explanation
    assert again.points == 2


@pytest.mark.parametrize("target", TARGETS)
def test_the_seed_exam_goes_there_and_back(target: str, tmp_path: Path) -> None:
    """Its questions come back as what they were, with their ids."""
    bank = mli.load_bank()
    form = bank.form("seed")
    file = tmp_path / "exam.zip"
    file.write_bytes(export(bank, to=target, form=form).content)
    reading = read_questions(file)
    assert reading.skipped == ()
    found = {each.source["id"]: each.source["format"] for each in reading.items}
    due = {entry.id: bank[entry.id].format for entry in form.entries()}
    if target == "qti12":  # Canvas matches positions with steps
        due = {key: "matching" if name == "ordering" else name for key, name in due.items()}
    assert found == due


def test_a_partial_order_is_found_again() -> None:
    """``before`` is inferred from the orders that earn all points."""
    steps = [{"id": name, "text": f"step {name}"} for name in "abcd"]
    before = [["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]]
    item = mli.make_item(
        {"id": "o", "format": "ordering", "stem": "?", "steps": steps, "before": before}
    )
    found, _ = back(item, mli.Scheme(name="s"), "qti30")
    assert found is not None
    named = {step["id"]: step["text"] for step in found.source["steps"]}
    pairs = [[named[a][-1], named[b][-1]] for a, b in found.source["before"]]
    assert sorted(pairs) == sorted(before)
    assert found.notes == ()


def test_pictures_come_back(tmp_path: Path) -> None:
    """A figure stands in the package, and is read as one."""
    bank = mli.load_bank()
    pictured = next(item for item in bank.values() if item.figures)
    for target in TARGETS:
        file = tmp_path / f"{target}.zip"
        file.write_bytes(export(mli.Bank({pictured.id: pictured}), to=target).content)
        reading = read_questions(file)
        figures = reading.items[0].source["figures"]
        assert [figure["alt"] for figure in figures] == [pictured.figures[0].alt]
        assert list(reading.files) == [figures[0]["file"]]
