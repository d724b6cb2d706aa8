"""``mlinterview import``: the bank it writes, what it says, and its exit codes."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

import mlinterview as mli

FILES = Path(__file__).parent / "files"


@pytest.fixture
def run(capsys):
    """Runs a command line; its exit code, stdout and stderr."""
    from mlinterview.cli import main

    def call(*words):
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        out = capsys.readouterr()
        return left.value.code, out.out, out.err

    return call


def test_a_new_bank(run, tmp_path):
    """Files of a bank that loads, with its pictures; what was skipped is told; exit 3."""
    bank = tmp_path / "bank"
    code, out, err = run("import", FILES / "course.xml", "--out", bank)
    assert code == 3
    assert "10 questions imported, 3 skipped (moodle-xml)" in err
    assert "Skipped: question 13, line 70: a question of the type 'stack', which is not read" in err
    assert "mlinterview practice" in out
    loaded = mli.load_bank(bank)
    assert len(loaded) == 10
    assert {item.status for item in loaded.values()} == {"draft"}
    assert {item.category for item in loaded.values()} == {"imported"}
    assert (bank / "questions/figures/curve-one.png").read_bytes()[:4] == b"\x89PNG"
    assert yaml.safe_load((bank / "bank.yaml").read_text())["profile"] == "exam"
    assert run("lint", bank)[0] == 0
    assert run("list", "--bank", bank)[0] == 0


def test_json(run, tmp_path):
    """One document with what was written, skipped and noted."""
    code, out, _ = run("import", FILES / "course.gift", "--out", tmp_path / "b", "--json")
    document = json.loads(out)
    assert code == 3
    assert document["format"] == "gift"
    assert document["items"] == len(document["ids"]) == 14
    assert document["skipped"][0] == {
        "place": "question 11, line 43",
        "reason": "a description, which asks nothing",
    }
    assert document["notes"][0]["item"] == "bias-of-a-stump"
    assert str(tmp_path / "b" / "questions" / "imported" / "course.yaml") in document["written"]


def test_into_a_bank_that_is_there(run, tmp_path):
    """A file more; ids and pictures do not clash; the category is declared where it is missing."""
    bank = tmp_path / "bank"
    run("init", bank)
    taxonomy = bank / "questions" / "taxonomy.yaml"
    taxonomy.write_text("categories:\n  # ours\n  - {id: own, title: Own}\n", encoding="utf-8")
    (bank / "questions" / "figures").mkdir()
    (bank / "questions" / "figures" / "curve-one.png").write_bytes(b"another")
    first = bank / "questions" / "ml_theory" / "first.yaml"
    first.write_text(first.read_text().replace("my-first-item", "two-losses"), encoding="utf-8")
    shutil.rmtree(bank / "questions" / "exams")
    before = first.read_text()
    code, _, _ = run("import", FILES / "course.xml", "--out", bank)
    assert code == 3
    loaded = mli.load_bank(bank)
    assert loaded["two-losses-2"].figures[0].file == "figures/curve-one-2.png"
    assert first.read_text() == before
    assert "# ours" in taxonomy.read_text()
    assert set(loaded.taxonomy.ids("category")) >= {"own", "imported"}
    assert (bank / "questions" / "figures" / "curve-one.png").read_bytes() == b"another"


def test_nothing_is_overwritten(run, tmp_path):
    """A second import of the same file needs --force, and then keeps its ids."""
    bank = tmp_path / "bank"
    run("import", FILES / "course.gift", "--out", bank)
    code, _, err = run("import", FILES / "course.gift", "--out", bank)
    assert (code, "--force overwrites it" in err) == (2, True)
    ids = list(mli.load_bank(bank))
    assert run("import", FILES / "course.gift", "--out", bank, "--force")[0] == 3
    assert list(mli.load_bank(bank)) == ids


def test_exit_codes(run, tmp_path):
    """0 for all, 1 for none, 2 for what is not there."""
    whole, none = tmp_path / "whole.gift", tmp_path / "none.gift"
    whole.write_text("Is it?{T}", encoding="utf-8")
    none.write_text("A description alone.", encoding="utf-8")
    out = tmp_path / "bank"
    assert run("import", whole, "--out", out)[0] == 0
    assert run("import", none, "--out", tmp_path / "other")[0] == 1
    assert not (tmp_path / "other").exists()
    assert run("import", tmp_path / "missing", "--out", out)[0] == 2
    assert run("import", whole, "--out", out, "--category", "No Such!")[0] == 2
    assert run("import", whole, "--out", out, "--topic", "no-such")[0] == 2
    assert run("import", whole, "--out", out, "--map", "x")[0] == 2
    junk = tmp_path / "junk.xml"
    junk.write_text("<a", encoding="utf-8")
    code, out_text, _ = run("import", junk, "--out", out, "--json")
    assert (code, json.loads(out_text)["error"]["kind"]) == (1, "ExchangeError")


def test_topics_and_category(run, tmp_path):
    """A topic for all of them, and a folder that is a category already."""
    file, bank = tmp_path / "a quiz.gift", tmp_path / "bank"
    file.write_text("Is it?{T}", encoding="utf-8")
    words = ("--topic", "db-learning-curves", "--category", "ml_theory")
    assert run("import", file, "--out", bank, *words)[0] == 0
    item = mli.load_bank(bank)["is-it"]
    assert (item.topics, item.category) == (("db-learning-curves",), "ml_theory")
    assert not (bank / "questions" / "taxonomy.yaml").exists()
    assert (bank / "questions" / "ml_theory" / "a-quiz.yaml").is_file()


def test_columns(run, tmp_path):
    """Columns may be named on the line."""
    file, bank = tmp_path / "quiz.csv", tmp_path / "bank"
    file.write_text("Frage,Antwort\nWie viele?,3\n", encoding="utf-8")
    named = ("--map", "question=Frage", "--map", "answer=Antwort")
    assert run("import", file, "--out", bank)[0] == 1
    assert run("import", file, "--out", bank, *named)[0] == 0


def test_reports_say_no_topic(run, tmp_path):
    """Imported items are graded, and stand under 'no topic' in reports by topic."""
    bank = tmp_path / "bank"
    run("import", FILES / "pasted.txt", "--out", bank)
    loaded = mli.load_bank(bank)
    responses = [
        mli.ResponseRecord(examinee="ann", item=item.id, response=item.key_response())
        for item in loaded.values()
        if item.format != "free_text"
    ]
    scores = list(mli.grade_all(loaded, responses))
    assert [score.points == score.max_points for score in scores] == [True] * len(scores)
    report = mli.report(scores, bank=loaded, by=["topic"])
    row = report.examinees[0].by["topic"][0]
    assert (row.title, row.items) == ("no topic", len(scores))


def test_a_taxonomy_in_one_line(run, tmp_path):
    """Where the category cannot be put in, the line to add is told."""
    file, bank = tmp_path / "quiz.gift", tmp_path / "bank"
    file.write_text("Is it?{T}", encoding="utf-8")
    (bank / "questions").mkdir(parents=True)
    taxonomy = bank / "questions" / "taxonomy.yaml"
    taxonomy.write_text("categories: [{id: own, title: Own}]\n", encoding="utf-8")
    code, _, err = run("import", file, "--out", bank)
    assert (code, "declare the category under 'categories' by hand" in err) == (1, True)
    taxonomy.write_text("areas: [{id: own, title: Own}]\n", encoding="utf-8")
    assert run("import", file, "--out", bank)[0] == 0
    assert list(mli.load_bank(bank)) == ["is-it"]
