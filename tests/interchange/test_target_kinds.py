"""What single targets are given: GIFT, tables, JSON, Anki, and Moodle where it differs."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import moodle_model as moodle
from exported import choice, content, item, losses
from moodle_gift import read_gift

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.interchange import TARGETS
from mlinterview.model.item import Placement, Stimulus
from mlinterview.model.true_false import TrueFalse


def test_gift_lines_are_questions() -> None:
    """A comment with id and tags before each, a blank line after, and nothing blank inside."""
    text = content(
        "gift",
        choice("a\n\nb", "`//`", stem="// no comment\n\ntext", topics=["ps-metric-choice"]),
        item(id="two", format="ordering", steps=[{"id": n, "text": f"//{n}{{}}"} for n in "ab"]),
        item(id="three", format="short_answer", accept=["x -> y", "z"]),
    )
    one, two, three = read_gift(text)
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
    number, word, picked = read_gift(exported.content.decode())
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
