"""What every target gets: whole bank, escapes, forms, losses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import moodle_model as moodle
import pytest
from defusedxml import ElementTree
from exported import choice, content, item, losses
from moodle_gift import read_gift

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.model.item import Placement

OWN = ("moodle-xml", "gift", "csv", "json", "anki")


@pytest.mark.slow
@pytest.mark.parametrize("target", OWN)
def test_whole_bank_goes_to_every_target(
    target: str, whole_bank: Callable[[str], mli.Exported]
) -> None:
    """Every item is written or said to be dropped; the same input gives the same bytes."""
    bank = mli.load_bank()
    made = whole_bank(target)
    assert set(bank) == {loss.item for loss in made.losses}
    assert {target} == {loss.target for loss in made.losses}
    few = bank.with_items(list(bank)[:40])
    assert mli.export(few, to=target).content == mli.export(few, to=target).content
    if target == "moodle-xml":
        root = ElementTree.fromstring(made.content)
        assert len(bank) == len(root.findall("question[@type!='category']"))
        figures = sum(len(each.figures) for each in bank.values())
        assert figures == sum(1 for _ in root.iter("file"))


def test_text_is_escaped_everywhere() -> None:
    """What looks like markup, a script or the end of a section is text in every file."""
    nasty = "<script>alert(1)</script> ]]> & \x07 \ud7ff {a} ~ # } $x < y$"
    xml = content("moodle-xml", choice(nasty, "b", stem=nasty))
    root = ElementTree.fromstring(xml.encode())
    # a name is plain text there, all else is HTML
    names = set(root.findall(".//name/text"))
    texts = [node.text or "" for node in root.iter("text") if node not in names]
    assert not any("<script" in text for text in texts)
    assert any("&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt;" in text for text in texts)
    assert any(r"\(x &lt; y\)" in text for text in texts)
    assert "\x07" not in xml
    (read,) = read_gift(content("gift", choice(nasty, "b", stem=nasty)))
    assert "&lt;script&gt;" in read.text
    assert "~ # }" in read.text
    assert "<script" not in "".join(read.answers)


def test_math_code_tables_and_dollars() -> None:
    r"""Math is LaTeX between ``\(`` and ``\)``; code and literal delimiters are no math."""
    stem = (
        "$$\\frac{a}{b}$$ and $c$, \\$\\$5 or \\\\(x\\\\)"
        "\n\n```py\na = [1]\n```\n\n|a|b|\n|-|-|\n|1|2|"
    )
    (read,) = moodle.read_xml(content("moodle-xml", choice("a", "b", stem=stem)).encode())
    assert r"\[\frac{a}{b}\]" in read.text
    assert r"\(c\)" in read.text
    assert "$$" not in read.text
    assert r"\(x" not in read.text
    assert "<pre><code>a = [1]\n</code></pre>" in read.text
    assert "<table>" in read.text


def test_moodle_question_has_what_its_importer_asks_for() -> None:
    """Points, id, tags, feedback, shuffling and no penalty for another try."""
    made = item(
        format="multi_select",
        title="A title",
        topics=["ps-metric-choice"],
        difficulty=2,
        bloom="apply",
        points=2.5,
        explanation="*Because.*",
        references=[{"title": "Book", "locator": "p. 3", "url": "https://example.org"}],
        options=[
            {"id": "a", "text": "A", "correct": True, "feedback": "Yes."},
            {"id": "b", "text": "B", "correct": True},
            {"id": "c", "text": "C", "misconception": "m"},
            {"id": "d", "text": "D"},
            {"id": "e", "text": "E"},
        ],
    )
    xml = content("moodle-xml", made)
    node = ElementTree.fromstring(xml.encode()).find("question[@type='multichoice']")
    assert node is not None
    expected = {
        "name/text": "A title",
        "defaultgrade": "2.5000000",
        "penalty": "0.0000000",
        "idnumber": "one",
        "single": "false",
        "shuffleanswers": "true",
    }
    assert expected == {path: node.findtext(path) for path in expected}
    assert [answer.get("fraction") for answer in node.findall("answer")] == [
        "50.00000",
        "50.00000",
        "-33.33333",
        "-33.33333",
        "-33.33333",
    ]
    assert [tag.findtext("text") for tag in node.findall("tags/tag")] == [
        "ps-metric-choice",
        "difficulty:2",
        "bloom:apply",
    ]
    feedback = node.findtext("generalfeedback/text") or ""
    assert "<em>Because.</em>" in feedback
    assert '<a href="https://example.org">Book, p. 3</a>' in feedback
    assert node.findtext("answer/feedback/text") == "Yes."


def test_categories_follow_the_sections_of_a_form() -> None:
    """A form's title and sections make the categories; a slash in a name is doubled."""
    bank = mli.load_bank()
    made = mli.export(bank, to="moodle-xml", form="seed", title="A/B")
    categories = dict.fromkeys(question.category for question in moodle.read_xml(made.content))
    assert next(iter(categories)) == "$course$/top/A//B/Problem setup"
    assert len(categories) == 5


def test_form_gives_points_seeds_and_orders(tmp_path: Path) -> None:
    """A form's entry decides what an item is worth, drawn with and how its options stand."""
    bank = mli.load_bank()
    path = tmp_path / "own.form.yaml"
    path.write_text(
        "id: own\nscheme: strict\nsections:\n- items:\n"
        "  - {id: single-batch-loss-oscillates, points: 7, options: ["
        + ", ".join(reversed([o.id for o in bank["single-batch-loss-oscillates"].options]))
        + "]}\n  - {id: lora-trainable-parameters, seed: 3}\n",
        encoding="utf-8",
    )
    made = mli.export(bank, to="moodle-xml", form=mli.load_form(path))
    first, second = moodle.read_xml(made.content)
    assert first.points == 7
    assert len(first.answers) == len(bank["single-batch-loss-oscillates"].options)
    assert first.answers[0] in content("moodle-xml", bank["single-batch-loss-oscillates"])
    assert "<shuffleanswers>false</shuffleanswers>" in made.content.decode()
    drawn = bank["lora-trainable-parameters"].variant(3)
    assert second.share(str(drawn.key_response())) == 1
    told = losses(made)
    assert told["lora-trainable-parameters", "parameters"][0] == "approximated"
    assert "seed 3" in (told["lora-trainable-parameters", "parameters"][1] or "")
    # the form's scheme is all-or-nothing, which Moodle cannot do
    assert told["single-batch-loss-oscillates", "scoring"][0] == "approximated"


def test_form_with_other_options_is_refused(tmp_path: Path) -> None:
    """Options that the item does not have, and items that the bank does not have, are errors."""
    bank = mli.load_bank()
    path = tmp_path / "own.form.yaml"
    path.write_text("sections: [{items: [{id: loss-for-task, options: [a, b]}]}]\n", "utf-8")
    with pytest.raises(mli.FormError, match="loss-for-task"):
        mli.export(bank, to="gift", form=mli.load_form(path))
    path.write_text("sections: [{items: [nowhere]}]\n", "utf-8")
    with pytest.raises(mli.UnknownNameError, match="nowhere"):
        mli.export(bank, to="gift", form=mli.load_form(path))
    with pytest.raises(mli.UnknownNameError, match="target"):
        mli.export(bank, to="word")


def test_item_without_a_variant_is_said_to_be_dropped() -> None:
    """A draw that has no value leaves the item out, with the reason, and the others stay."""
    bad = item(
        format="numeric",
        id="bad",
        parameters={"n": [1, 0]},
        derive={"x": "1 / n"},
        answer="=x",
        stem="{=n}",
    )
    seed = next(s for s in range(50) if fails(bad, s))
    made = mli.export(Bank({"bad": bad, "one": choice("a", "b")}), to="gift", seed=seed)
    assert losses(made)["bad", "item"][0] == "dropped"
    assert [question.identity for question in read_gift(made.content.decode())] == ["one"]


def fails(bad: mli.Item, seed: int) -> bool:
    try:
        bad.variant(seed)
    except mli.ExpressionError:
        return True
    return False


def test_wildcards_and_braces_are_escaped() -> None:
    """A star is a star, and a brace in a cloze ends nothing."""
    short = item(format="short_answer", accept=["a*b", "c\\*d"], match="code")
    (read,) = moodle.read_xml(content("moodle-xml", short).encode())
    assert [read.share(text) for text in ("a*b", "axb", "c\\*d", "c*d")] == [1, 0, 1, 0]
    blank = item(
        format="cloze",
        stem="Fill {1:SA:=x} and {#1}: {{a}} {{b}}",
        blanks={
            "a": {"format": "short_answer", "accept": ["}~#=%50%{*\\"], "match": "code"},
            "b": {
                "format": "single_choice",
                "options": [
                    {"id": "x", "text": "f{x} ~ #1 < 2", "correct": True, "feedback": "a}b~"},
                    {"id": "y", "text": "%20% = y"},
                ],
            },
        },
    )
    (read,) = moodle.read_xml(content("moodle-xml", blank).encode())
    first, second = read.settings["parts"]
    assert first.share("}~#=%50%{*\\") == 1
    assert first.share("}~#=%50%{x\\") == 0
    assert [text for text, _ in second.answers] == ["f{x} ~ #1 &lt; 2", "%20% = y"]
    assert read.points == 2


def test_rubric_is_what_the_marker_sees() -> None:
    """An essay carries the criteria and the sample answer as notes, and its scoring is dropped."""
    made = item(
        format="free_text",
        rubric=[{"id": "c", "statement": "Says *why*.", "points": 2}],
        sample_answer="Because $x$.",
    )
    exported = mli.export(Bank({"one": made}), to="moodle-xml")
    (read,) = moodle.read_xml(exported.content)
    assert read.kind == "essay"
    assert "Says <em>why</em>. (2)" in read.settings["notes"]
    assert r"Because \(x\)." in read.settings["notes"]
    assert losses(exported)["one", "scoring"][0] == "dropped"
    assert [loss.item for loss in exported.scoring_lost] == ["one"]


def test_pattern_alone_is_marked_by_a_person() -> None:
    """Moodle matches no patterns: an essay in XML, and no question in GIFT."""
    made = item(format="short_answer", accept_pattern="<a+>")
    (read,) = moodle.read_xml(content("moodle-xml", made).encode())
    assert read.kind == "essay"
    assert "&lt;a+&gt;" in read.settings["notes"]
    exported = mli.export(Bank({"one": made}), to="gift")
    assert losses(exported)["one", "item"][0] == "dropped"


def test_penalties_are_negative_fractions(tmp_path: Path) -> None:
    """A penalty is a negative fraction of an option, and of True or False as options."""
    scheme = tmp_path / "own.yaml"
    scheme.write_text(
        "name: own\nformats:\n  single_choice: {penalty: chance}\n  true_false: {penalty: 0.5}\n",
        encoding="utf-8",
    )
    made = choice("a", "b", "c")
    (read,) = moodle.read_xml(content("moodle-xml", made, scheme=scheme).encode())
    assert [read.share(place) for place in range(3)] == [1, -0.5, -0.5]
    (read,) = read_gift(content("gift", item(format="true_false", answer=True), scheme=scheme))
    assert [read.share(place) for place in range(2)] == [1, -0.5]


def test_units_convert_and_are_said_to_count_less_there() -> None:
    """A unit may be typed and converts; what Moodle forgives is in the report."""
    made = item(
        format="numeric", answer=2, tolerance={"absolute": 0}, unit="s", units={"ms": 0.001}
    )
    exported = mli.export(Bank({"one": made}), to="moodle-xml")
    (read,) = moodle.read_xml(exported.content)
    assert [read.share(text) for text in ("2", "2 s", "2000 ms", "3 s")] == [1, 1, 1, 0]
    assert losses(exported)["one", "scoring"] == (
        "approximated",
        "a number that is right but for its unit is right there",
    )
    per_cent = item(format="numeric", answer=0.25, percent=True)
    (read,) = moodle.read_xml(content("moodle-xml", per_cent).encode())
    assert [read.share(text) for text in ("0.25", "25%", "25")] == [1, 1, 0]


def test_figures_travel_inside(tmp_path: Path) -> None:
    """Pictures are in the file, two of one name under two names; a missing one is described."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plot.svg").write_text(f"<svg>{folder}</svg>", encoding="utf-8")
    (tmp_path.parent / "outside.svg").write_text("<svg/>", encoding="utf-8")
    files = ("a/plot.svg", "b/plot.svg", "../outside.svg", "a/plot.exe", "gone.png")
    figures = [{"file": file, "alt": f"<{file}>"} for file in files]
    made = choice("a", "b", figures=figures).placed(Placement(root=tmp_path))
    exported = mli.export(Bank({"one": made}), to="moodle-xml")
    (read,) = moodle.read_xml(exported.content)
    assert list(read.settings["files"]) == ["plot.svg", "plot-2.svg"]
    assert '<img src="@@PLUGINFILE@@/plot-2.svg" alt="&lt;b/plot.svg&gt;"/>' in read.text
    assert "[Figure: &lt;../outside.svg&gt;]" in read.text
    outcome, detail = losses(exported)["one", "figures"]
    assert outcome == "dropped"
    assert "gone.png" in (detail or "")
    (read,) = read_gift(content("gift", made))
    assert '<img src="data:image/svg+xml;base64,' in read.text
