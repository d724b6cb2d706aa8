"""What stands in the files: facts that the systems' readers ask for, and nothing that harms."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import moodle_model as moodle
import pytest
from defusedxml import ElementTree

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.interchange import TARGETS
from mlinterview.model.item import Placement, Stimulus
from mlinterview.model.true_false import TrueFalse

OWN = ("moodle-xml", "gift", "csv", "json", "anki")


def item(**fields: Any) -> mli.Item:
    return mli.make_item({"id": "one", "stem": "Which?", **fields})


def choice(*texts: str, **fields: Any) -> mli.Item:
    options = [
        {"id": f"o{place}", "text": text, "correct": place == 0} for place, text in enumerate(texts)
    ]
    return item(format="single_choice", options=options, **fields)


def content(target: str, *items: mli.Item, **more: Any) -> str:
    made = mli.export(Bank({each.id: each for each in items}), to=target, **more)
    return made.content.decode()


def losses(made: mli.Exported) -> dict[tuple[str, str], tuple[str, str | None]]:
    return {(loss.item, loss.aspect): (loss.outcome, loss.detail) for loss in made.losses}


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
    (read,) = moodle.read_gift(content("gift", choice(nasty, "b", stem=nasty)))
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
    assert [question.identity for question in moodle.read_gift(made.content.decode())] == ["one"]


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
    (read,) = moodle.read_gift(
        content("gift", item(format="true_false", answer=True), scheme=scheme)
    )
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
    (read,) = moodle.read_gift(content("gift", made))
    assert '<img src="data:image/svg+xml;base64,' in read.text


def test_gift_lines_are_questions() -> None:
    """A comment with id and tags before each, a blank line after, and nothing blank inside."""
    text = content(
        "gift",
        choice("a\n\nb", "`//`", stem="// no comment\n\ntext", topics=["ps-metric-choice"]),
        item(id="two", format="ordering", steps=[{"id": n, "text": f"//{n}{{}}"} for n in "ab"]),
        item(id="three", format="short_answer", accept=["x -> y", "z"]),
    )
    one, two, three = moodle.read_gift(text)
    assert (one.identity, one.tags) == ("one", ["ps-metric-choice"])
    assert "no comment" in one.text
    assert two.answers == ["&#47;/a&#123;&#125;", "&#47;/b&#123;&#125;"]
    assert ">2 ALL VERTICAL" in text
    assert three.kind == "shortanswer"
    assert three.share("z") == 1


def test_csv_neutralises_formulas() -> None:
    """No cell begins as a formula does, and an apostrophe of the text's own survives."""
    made = choice("=1+1", "'=2", "@x", "-y", stem="+cmd")
    rows = list(csv.DictReader(io.StringIO(content("csv", made).removeprefix("\ufeff"))))
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    assert [rows[0][f"option_{mark}"] for mark in "abcd"] == ["'=1+1", "''=2", "'@x", "'-y"]
    assert rows[0]["answer"] == "a"


def test_csv_answers_read_as_people_write_them() -> None:
    """Each format has its own form of answer."""
    made = [
        item(id="m", format="matching", rows=[{"id": "r", "text": "R", "match": "y"}],
             options=[{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]),
        item(id="n", format="numeric", range=[-1, 2.5]),
        item(id="p", format="numeric", answer=5, tolerance={"relative": 0.01}),
        item(id="d", format="numeric", answer=5, tolerance={"digits": 3}),
        item(id="s", format="short_answer", accept=["a", "b"]),
        item(id="t", format="true_false", answer=False),
        item(id="z", format="multi_select", options=[{"id": n, "text": n} for n in "ab"]),
    ]  # fmt: skip
    rows = csv.DictReader(io.StringIO(content("csv", *made).removeprefix("\ufeff")))
    found = {row["id"]: (row["answer"], row["tolerance"]) for row in rows}
    assert found == {
        "m": ("1=b", ""),
        "n": ("'-1..2.5", ""),
        "p": ("5", "1%"),
        "d": ("5", "3 digits"),
        "s": ("a\nb", ""),
        "t": ("false", ""),
        "z": ("none", ""),
    }


def test_json_holds_every_field() -> None:
    """Items are written with their slots, whatever the seed."""
    bank = mli.load_bank().select(category=["ml_debugging"])
    document = json.loads(mli.export(bank, to="json", seed=5).content)
    assert document["items"] == [each.as_written() for each in bank.values()]
    assert document["categories"] == {"ml_debugging": list(bank)}


def test_anki_cards(tmp_path: Path) -> None:
    """One note an item, its guid from the item's id; the key stands behind alone."""
    bank = mli.load_bank()
    made = mli.export(bank, to="anki", form="seed")
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        path = tmp_path / "collection.anki2"
        path.write_bytes(archive.read("collection.anki2"))
        media = json.loads(archive.read("media"))
    with sqlite3.connect(path) as database:
        notes = database.execute("select guid, flds, tags from notes").fetchall()
        decks = json.loads(database.execute("select decks from col").fetchone()[0])
    database.close()
    by_item = {fields.split("\x1f")[2]: (guid, fields, tags) for guid, fields, tags in notes}
    assert set(by_item) == {entry.id for entry in bank.form("seed").entries()}
    assert "The interview exam" in {deck["name"] for deck in decks.values()}
    assert all(name.startswith("mlinterview-") for name in media.values())
    _, fields, tags = by_item["single-batch-loss-oscillates"]
    front, back, _ = fields.split("\x1f")
    assert "\u2713" not in front
    assert "\u2713" in back
    assert " topic::db-overfit-batch " in tags
    # another export of the same item updates the same note
    again = mli.export(bank.select(category=["ml_debugging"]), to="anki")
    with zipfile.ZipFile(io.BytesIO(again.content)) as archive:
        path.write_bytes(archive.read("collection.anki2"))
    with sqlite3.connect(path) as database:
        guids = {row[0] for row in database.execute("select guid from notes")}
    database.close()
    assert by_item["single-batch-loss-oscillates"][0] in guids


def test_targets_are_imported_when_used() -> None:
    """Every target's module is there, and has the one function that is called."""
    from importlib import import_module

    for module in TARGETS.values():
        assert callable(import_module(f"mlinterview.interchange.{module}").write)


def test_names_are_short_and_plain() -> None:
    """A question's name is one line without markup, at most 250 characters."""
    made = choice("a", "b", title="**Bold** $\\eta$ " + "x" * 400)
    (read,) = moodle.read_xml(content("moodle-xml", made).encode())
    assert re.fullmatch(r"Bold η x{1,}", read.name)
    assert len(read.name) == 250


def test_matching_menus_hold_plain_texts_that_differ() -> None:
    """Options alike in Moodle's menu are numbered, long ones cut; three pairs at least."""
    made = item(
        format="matching",
        rows=[{"id": "r", "text": "$x$", "match": "a"}],
        options=[
            {"id": "a", "text": "same"},
            {"id": "b", "text": "**same**"},
            {"id": "c", "text": "long " * 100},
        ],
    )
    exported = mli.export(Bank({"one": made}), to="moodle-xml")
    (read,) = moodle.read_xml(exported.content)
    (row, first), *rest = read.settings["pairs"]
    assert (row, first) == (r"\(x\)", "same")
    assert {"same (2)"} < {option for _, option in rest}
    assert losses(exported)["one", "text"][0] == "approximated"


def test_gift_holds_one_blank_as_a_missing_word() -> None:
    """A number, a word or a choice in the midst of a text; two blanks are no GIFT."""
    blanks: dict[str, Any] = {
        "number": {"format": "numeric", "answer": 5, "tolerance": {"absolute": 1}},
        "word": {"format": "short_answer", "accept": ["five", "a -> b"]},
        "choice": {
            "format": "single_choice",
            "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y", "correct": True}],
        },
    }
    made = [
        item(id=name, format="cloze", stem=f"It is {{{{{name}}}}} here.", blanks={name: blank})
        for name, blank in blanks.items()
    ]
    both = item(
        id="both", format="cloze", stem="{{number}} {{word}}",
        blanks={name: blanks[name] for name in ("number", "word")},
    )  # fmt: skip
    exported = mli.export(Bank({each.id: each for each in [*made, both]}), to="gift")
    number, word, picked = moodle.read_gift(exported.content.decode())
    assert "It is _____ here." in number.text
    assert [number.share(text) for text in ("5.5", "7")] == [1, 0]
    assert [word.share(text) for text in ("Five", "a -> b")] == [1, 0]
    assert [picked.share(place) for place in (0, 1)] == [0, 1]
    told = losses(exported)
    assert told["both", "item"] == ("dropped", "GIFT holds one blank, this has 2")
    assert told["number", "scoring"][0] == "kept"
    assert "'->'" in (told["word", "scoring"][1] or "")


def test_shared_text_stands_before_the_question(tmp_path: Path) -> None:
    """Stimulus, stem and the stimulus's figures, in every target that shows text."""
    (tmp_path / "shared.png").write_bytes(b"png")
    stimulus = Stimulus.model_validate(
        {"id": "s", "title": "The *case*", "text": "A story.",
         "figures": [{"file": "shared.png", "alt": "A plot"}]}
    )  # fmt: skip
    made = choice("a", "b").placed(Placement(root=tmp_path, stimulus=stimulus))
    (read,) = moodle.read_xml(content("moodle-xml", made).encode())
    assert re.search(r"The <em>case</em>.*A story\..*shared\.png.*Which\?", read.text, re.DOTALL)
    row = next(csv.DictReader(io.StringIO(content("csv", made).removeprefix("\ufeff"))))
    assert row["question"] == "A story.\n\nWhich?"
    document = json.loads(content("json", made))
    assert document["stimuli"][0]["id"] == "s"


def test_long_orders_are_compared_by_telling_responses(tmp_path: Path) -> None:
    """Of nine steps not every order is looked at; a rule of the same name is kept all the same."""
    steps = [{"id": name, "text": name} for name in "abcdefghi"]
    made = item(format="ordering", steps=steps)
    scheme = tmp_path / "own.yaml"
    scheme.write_text("name: own\nformats:\n  ordering: {policy: kendall}\n", encoding="utf-8")
    bank = Bank({"one": made})
    kept = mli.export(bank, to="moodle-xml", scheme=scheme)
    assert losses(kept)["one", "scoring"] == ("kept", None)
    outcome, detail = losses(mli.export(bank, to="moodle-xml"))["one", "scoring"]
    assert outcome == "approximated"
    assert "RELATIVE_ALL_PREVIOUS_AND_NEXT stands in for kendall_net" in (detail or "")


def test_format_that_moodle_does_not_know_is_dropped() -> None:
    """A plug-in's format is left out by name, and the rest is written."""

    class Drawing(TrueFalse):
        """A format of somebody else's."""

    made = Drawing.model_validate(
        {"id": "drawn", "format": "true_false", "stem": "Draw.", "answer": True}
    )
    bank = Bank({"drawn": made, "one": choice("a", "b")})
    for target in ("moodle-xml", "gift"):
        told = losses(mli.export(bank, to=target))
        assert told["drawn", "item"][0] == "dropped"
        assert ("one", "item") not in told
