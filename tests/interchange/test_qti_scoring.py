"""QTI 2.1 and 3.0: an engine that knows nothing of the library scores what is written as we do."""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from effort import THOROUGH
from hypothesis import given, settings
from hypothesis import strategies as st
from qti_engine import Engine, as_qti, attribute, find_all, half_right, name_of, unpacked, wrong
from strategies import items, marking_schemes, responses

import mlinterview as mli
from mlinterview.interchange import export

VERSIONS = ("qti21", "qti30")
NEAR = 1e-5
#: every so many questions of the bundled bank are written: the two differ in names alone
STEPS = {"qti21": 1 if THOROUGH else 5, "qti30": 1}


@cache
def part(version: str) -> mli.Bank:
    """The questions of the bundled bank that are written."""
    bank = mli.load_bank()
    names = list(bank)[:: STEPS[version]]
    return mli.Bank({name: bank[name] for name in names}, scheme=bank.scheme)


@cache
def exported(version: str) -> tuple[dict[str, bytes], dict[tuple[str, str], Any]]:
    """The files of them, and its losses by item and aspect."""
    made = export(part(version), to=version)
    return unpacked(made.content), {(loss.item, loss.aspect): loss for loss in made.losses}


def one(item: mli.Item, scheme: mli.Scheme, version: str) -> tuple[bytes, dict[str, Any]]:
    """The file of a single item, and its losses by aspect."""
    kept = item.model_copy(update={"status": "reviewed"})
    made = export(mli.Bank({item.id: kept}), to=version, scheme=scheme)
    losses = {loss.aspect: loss for loss in made.losses}
    return unpacked(made.content)[f"items/{item.id}.xml"], losses


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_bank_scores_the_same_in_an_engine(version: str) -> None:
    """Key, blank, one wrong and half right earn our points wherever scoring is said to be kept."""
    files, losses = exported(version)
    bank = part(version)
    differing, compared = [], 0
    for item_id, bare in bank.items():
        item = bare.variant(0)
        if losses[item_id, "scoring"].outcome == "dropped":
            continue
        engine = Engine(files[f"items/{item_id}.xml"])
        given = [item.key_response(), None, wrong(item), half_right(item)]
        if losses[item_id, "scoring"].outcome == "approximated":
            given = [item.key_response(), None]  # what is typed as written, and nothing
        for response in given:
            ours = mli.grade(item, response, scheme=bank.scheme).points
            if item.format == "short_answer" and response is not None and not item.accept:
                continue
            compared += 1
            if abs(engine.score(as_qti(item, response)) - (ours or 0)) > NEAR:
                differing.append((item_id, response))
    assert differing == []
    assert compared > 2000 / STEPS[version]


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=15)
@given(data=st.data())
def test_what_is_kept_is_kept(version: str, data: st.DataObject) -> None:
    """Whatever the policy: where the loss report says kept, every response earns the same."""
    formats = ("single_choice", "multi_select", "true_false", "matching", "ordering")
    item = data.draw(items(*formats))
    scheme = data.draw(marking_schemes)
    content, losses = one(item, scheme, version)
    if losses["scoring"].outcome != "kept":
        return
    engine = Engine(content)
    for response in [
        None,
        item.key_response(),
        data.draw(responses(item)),
        data.draw(responses(item)),
    ]:
        ours = mli.grade(item, response, scheme=scheme).points
        assert engine.score(as_qti(item, response)) == pytest.approx(ours, abs=NEAR * item.points)


@settings(max_examples=15)
@given(data=st.data())
def test_numbers_that_are_kept(data: st.DataObject) -> None:
    """Bounds, bands and ranges: numbers on and around them earn the same."""
    item = data.draw(items("numeric", "cloze"))
    scheme = data.draw(marking_schemes)
    content, losses = one(item, scheme, "qti30")
    if losses["scoring"].outcome != "kept":
        return
    engine = Engine(content)
    for response in (None, item.key_response(), data.draw(responses(item))):
        if isinstance(response, str) or any(
            isinstance(value, str) and item.blanks[name].format == "numeric"
            for name, value in (response.items() if isinstance(response, dict) else ())
        ):
            continue
        ours = mli.grade(item, response, scheme=scheme).points
        assert engine.score(as_qti(item, response)) == pytest.approx(ours, abs=NEAR * item.points)


@pytest.mark.parametrize("policy", mli.model.scheme.MultiSelectPolicy.__args__)
def test_every_multi_select_policy_is_written_exactly(policy: str) -> None:
    """All answers but the empty one earn the policy's points; the empty one is unanswered there."""
    options = [
        {"id": name, "text": name, "correct": name in "ab", "weight": weight}
        for name, weight in (("a", 0.75), ("b", 0.25), ("c", -0.5), ("d", 0), ("e", -1))
    ]
    item = mli.make_item({"id": "x", "format": "multi_select", "stem": "?", "options": options})
    formats = {"multi_select": {"policy": policy, "floor": -1}}
    scheme = mli.Scheme.model_validate({"name": "drawn", "formats": formats})
    engine = Engine(one(item, scheme, "qti21")[0])
    for bits in range(1, 32):
        response = [name for place, name in enumerate("abcde") if bits >> place & 1]
        ours = mli.grade(item, response, scheme=scheme).points
        assert engine.score(as_qti(item, response)) == pytest.approx(ours, abs=NEAR)


@pytest.mark.parametrize("before", [None, [["a", "b"], ["a", "c"], ["b", "d"], ["c", "d"]]])
@pytest.mark.parametrize("policy", mli.model.scheme.OrderingPolicy.__args__)
def test_every_ordering_policy(policy: str, before: Any) -> None:
    """All orders earn the policy's points, for a partial order where the report says so."""
    from itertools import permutations

    steps = [{"id": name, "text": name} for name in "abcd"]
    source = {"id": "x", "format": "ordering", "stem": "?", "steps": steps}
    item = mli.make_item(source | ({"before": before} if before else {}))
    scheme = mli.Scheme.model_validate(
        {"name": "drawn", "formats": {"ordering": {"policy": policy}}}
    )
    content, losses = one(item, scheme, "qti30")
    engine = Engine(content)
    same = all(
        abs(
            engine.score(as_qti(item, order))
            - (mli.grade(item, list(order), scheme=scheme).points or 0)
        )
        < NEAR
        for order in permutations("abcd")
    )
    assert same == (losses["scoring"].outcome == "kept")
    pairs = policy in ("all_or_nothing", "kendall", "kendall_net")
    assert same or (before is not None and not pairs)


@pytest.mark.parametrize("version", VERSIONS)
def test_items_are_well_formed_and_whole(version: str) -> None:
    """Identifiers are unique, every response and feedback is declared, the manifest names all."""
    files, _ = exported(version)
    assert any(name.startswith("media/") for name in files)
    manifest = ET.fromstring(files["imsmanifest.xml"])
    named = {
        node.get("href") for node in manifest.iter() if node.tag.rpartition("}")[2] == "resource"
    }
    assert {name for name in files if name != "imsmanifest.xml"} == named
    for name, content in files.items():
        if not name.startswith("items/"):
            continue
        root = ET.fromstring(content)
        declared = {
            attribute(node, "identifier")
            for node in root
            if name_of(node) in ("responsedeclaration", "outcomedeclaration")
        }
        asked = {attribute(node, "responseIdentifier") for node in root.iter()} - {""}
        shown = {attribute(node, "outcomeIdentifier") for node in root.iter()} - {""}
        assert asked | shown <= declared, name
        for wanted in ("simplechoice", "simpleassociablechoice"):
            ids = [attribute(node, "identifier") for node in find_all(root, wanted)]
            assert len(ids) == len(set(ids)), name
        for image in find_all(root, "img"):
            assert attribute(image, "src").replace("../", "", 1) in files


def test_the_same_bank_gives_the_same_bytes() -> None:
    """Nothing in a package depends on the day or the machine."""
    bank = mli.load_bank().select(category="ml_debugging", topics=["db-learning-curves"])
    assert len(bank) > 3
    for target in ("qti12", *VERSIONS):
        assert export(bank, to=target).content == export(bank, to=target).content


def test_a_form_has_its_points_order_and_sections() -> None:
    """The test of a form refers to its items in its sections; items are worth the form's points."""
    bank = mli.load_bank()
    form = mli.Form.model_validate(
        {
            "id": "final",
            "title": "Final",
            "minutes": 30,
            "sections": [
                {"title": "One", "items": [{"id": "loss-for-task", "points": 4}]},
                {
                    "title": "Two",
                    "items": [{"id": "single-batch-loss-oscillates", "points": 2.5, "seed": 3}],
                },
            ],
        }
    )
    files = unpacked(export(bank, to="qti21", form=form).content)
    test = ET.fromstring(files["test.xml"])
    titles = [attribute(node, "title") for node in find_all(test, "assessmentSection")]
    assert titles == ["One", "Two"]
    assert attribute(find_all(test, "timeLimits")[0], "maxTime") == "1800.0"
    item = bank["loss-for-task"]
    engine = Engine(files["items/loss-for-task.xml"])
    assert engine.score(as_qti(item, item.key_response())) == pytest.approx(4)
    choices = find_all(
        ET.fromstring(files["items/single-batch-loss-oscillates.xml"]), "simpleChoice"
    )
    shown = [
        option["id"]
        for option in mli.present(bank["single-batch-loss-oscillates"], seed=3)["options"]
    ]
    assert [attribute(choice, "identifier") for choice in choices] == shown
