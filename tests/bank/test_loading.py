"""Loading banks: a bad item never hides the good ones, and what is left out is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import mlinterview as mli

Make = Callable[..., Path]

GOOD = """\
- id: good
  format: true_false
  stem: Is it good?
  answer: true
"""
HEAD = "- id: bad\n  stem: Which is it?\n"


def test_a_duplicate_id_leaves_the_first(make: Make) -> None:
    """In one file, across files, and where the first of the two is faulty."""
    more = GOOD.replace("Is it good?", "Again?") + "- {id: broken, format: true_false, stem: A}\n"
    root = make(GOOD + more, {"questions/problem_setup/z.yaml": GOOD + more})
    bank = mli.load_bank(root, strict=False)
    assert [(item.id, item.stem) for item in bank.values()] == [("good", "Is it good?")]
    lines = [str(problem) for problem in bank.problems]
    here, there = "questions/ml_theory/items.yaml", "questions/problem_setup/z.yaml"
    assert [
        f"{here}:5: good: id: E01 the id stands already at {here}:1; that one stays",
        f"{here}:9: broken: answer: E01 the field 'answer' is missing",
        f"{there}:1: good: id: E01 the id stands already at {here}:1; that one stays",
        f"{there}:5: good: id: E01 the id stands already at {here}:1; that one stays",
        f"{there}:9: broken: id: E01 the id stands already at {here}:9; that one stays",
        f"{there}:9: broken: answer: E01 the field 'answer' is missing",
    ] == lines


def test_an_entry_that_cannot_be_read_hides_no_other(make: Make) -> None:
    """Broken YAML in one entry: those before and after it load."""
    broken = "- id: broken\n  stem: 'open\n  format: true_false\n  answer: true\n"
    root = make(GOOD + broken + GOOD.replace("good", "later"))
    bank = mli.load_bank(root, strict=False)
    assert list(bank) == ["good", "later"]
    assert [f"{problem.file}:{problem.line}" for problem in bank.problems] == [
        "questions/ml_theory/items.yaml:6"
    ]


def test_faulty_items_do_not_count_as_missing_enemies(make: Make) -> None:
    """An enemy that stands in the bank, though faulty, is no fault of the item that names it."""
    root = make(GOOD + "  enemies: [bad]\n" + HEAD)
    bank = mli.load_bank(root, strict=False)
    assert list(bank) == ["good"]
    assert [problem.item for problem in bank.problems] == ["bad"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"questions/loose.yaml": GOOD}, "items belong into a folder named after their category"),
        ({"questions/cooking/a.yaml": GOOD}, "the folder is no category (problem_setup, "),
        ({"questions/ml_theory/a.yaml": "id: good\n"}, "a list of entries expected"),
        ({"bank.yaml": "profile: publish\n"}, "bank.yaml:1: profile: E01 expected 'published' or"),
        ({"bank.yaml": "scheme: lax\n"}, "bank.yaml: scheme: E01 no scheme named 'lax'"),
        ({"bank.yaml": "titel: Mine\n"}, "unknown field 'titel'; did you mean 'title'?"),
        (
            {"bank.yaml": "- title\n"},
            "bank.yaml:1: E01 a mapping of 'title', 'language', 'profile'",
        ),
        (
            {"questions/taxonomy.yaml": "topics:\n  - {id: mine, title: Mine, area: nowhere}\n"},
            "questions/taxonomy.yaml:2: topics.mine.area: E01 no area named 'nowhere'",
        ),
        (
            {"questions/taxonomy.yaml": "topics: [{id: a, title: A}, {id: a, title: B}]\n"},
            "the id 'a' stands twice among the topics",
        ),
        ({"questions/taxonomy.yaml": "topic: []\n"}, "unknown field 'topic'; did you mean"),
        (
            {"questions/stimuli/s.yaml": "- {id: s, text: A}\n- {id: s, text: B}\n"},
            "questions/stimuli/s.yaml:2: s: E01 the stimulus 's' stands twice; the first stays",
        ),
        ({"questions/stimuli/s.yaml": "- {id: s, txt: A}\n"}, "unknown field 'txt'"),
        (
            {"questions/exams/a.form.yaml": "sections:\n  - items:\n      - good\n      - god\n"},
            "a.form.yaml:4: sections[0].items[1]: E01 no item named 'god'; did you mean good?",
        ),
        (
            {
                "questions/exams/a.form.yaml": (
                    "sections:\n  - items:\n    - good\n    - id: pick\n      options: [x, z]\n"
                ),
                "questions/ml_theory/pick.yaml": (
                    "- {id: pick, format: multi_select, stem: Which?,"
                    " options: [{id: x, text: X, correct: true}, {id: y, text: Y}]}\n"
                ),
            },
            "a.form.yaml:5: sections[0].items[1].options: E01 each of 'x, y' once expected,",
        ),
        ({"questions/exams/a.form.yaml": "sections: []\n"}, "at least one item expected"),
        ({"questions/exams/a.form.yaml": ""}, "the field 'sections' is missing"),
        (
            {"questions/exams/a.form.yaml": "sections: [{items: [good, good]}]\n"},
            "the item 'good' stands twice on the form",
        ),
        (
            {"questions/exams/a.form.yaml": "scheme: lax\nsections: [{items: [good]}]\n"},
            "questions/exams/a.form.yaml:1: scheme: E01 no scheme named 'lax'",
        ),
        (
            {
                "questions/exams/a.form.yaml": "sections: [{items: [good]}]\n",
                "questions/exams/b.form.yaml": "id: a\nsections: [{items: [good]}]\n",
            },
            "questions/exams/b.form.yaml: id: E01 the form 'a' stands twice; the first stays",
        ),
        (
            {"graders/schemes/s.yaml": "formats: {multi_select: {policy: best}}\n"},
            "graders/schemes/s.yaml:1: formats.multi_select.policy: E01 expected 'balanced', ",
        ),
        (
            {"graders/schemes/s.yaml": "formats: {multi_selct: {policy: halves}}\n"},
            "no format named 'multi_selct'; did you mean multi_select",
        ),
        (
            {"graders/schemes/s.yaml": "name: a\n", "graders/schemes/t.yaml": "name: a\n"},
            "graders/schemes/t.yaml: name: E01 the scheme 'a' stands already in graders/schemes/s",
        ),
        ({"graders/schemes/s.yaml": "mastery: {expert: 2}\n"}, "a share from 0 to 1 expected"),
        ({"graders/schemes/s.yaml": "total: {round: -1}\n"}, "total.round: E01 expected greater"),
        ({"graders/lexicon/l.yaml": "terms: [a, b]\n"}, "terms: E01 a mapping of fields expected"),
        ({"graders/lexicon/l.yaml": "terms: {a: b}\n"}, "graders/lexicon/l.yaml:1: terms.a: E01"),
        ({"graders/lexicon/l.yaml": "confusable: [ab]\n"}, "confusable[0]: E01 a list expected"),
        ({"graders/lexicon/l.yaml": "confusable: {a: b}\n"}, "confusable: E01 a list expected"),
    ],
)
def test_faults_beside_the_items(make: Make, files: dict[str, str], message: str) -> None:
    """Bank file, taxonomy, stimuli, forms, schemes and lexicon: told alike, and the items load."""
    bank = mli.load_bank(make(GOOD, files), strict=False)
    assert "good" in bank
    assert [message in str(problem) for problem in bank.problems] == [True], bank.problems
    assert all("\n" not in str(problem) for problem in bank.problems)


def test_a_form_of_faulty_items_is_none_the_worse(make: Make) -> None:
    """What is wrong with an item is told once, not again for every form that names it."""
    form = {"questions/exams/a.form.yaml": "sections: [{items: [good, bad]}]\n"}
    bank = mli.load_bank(make(GOOD + HEAD, form), strict=False)
    assert [problem.item for problem in bank.problems] == ["bad"]
    assert list(bank.forms) == ["a"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "no such directory"), ("empty", "no 'questions' folder in it")],
)
def test_what_is_no_bank(tmp_path: Path, name: str, message: str) -> None:
    """Strict or not, there is nothing to give back."""
    (tmp_path / "empty").mkdir()
    for strict in (True, False):
        with pytest.raises(mli.BankError, match=message):
            mli.load_bank(tmp_path / name, strict=strict)


def test_an_item_needs_little(make: Make) -> None:
    """Id, format, stem and content are enough; what is left out is None or empty."""
    (item,) = mli.load_bank(make(GOOD)).values()
    assert (
        item.category, item.points, item.version, item.status, item.pool,
    ) == ("ml_theory", 1, 1, "reviewed", "both")  # fmt: skip
    for name in ("title", "difficulty", "bloom", "minutes", "explanation", "valid_as_of", "family"):
        assert getattr(item, name) is None
    for name in ("topics", "areas", "tasks", "subtasks", "skills", "roles", "enemies", "figures"):
        assert getattr(item, name) == ()
    assert item.label == "Is it good?"


def test_unfinished_files_are_no_fault(make: Make) -> None:
    """Empty files, comments alone, hidden files, other files and reserved folders."""
    files = {
        "questions/ml_theory/empty.yaml": "",
        "questions/ml_theory/comment.yml": "# to come\n",
        "questions/ml_theory/.hidden.yaml": "- broken: [",
        "questions/ml_theory/notes.txt": "- broken: [",
        "questions/ml_theory/deeper/more.yml": GOOD.replace("good", "deep"),
        "questions/figures/a.yaml": "- broken: [",
        "questions/exams/a.draft.yaml": "broken: [",
        "questions/drafts/readme.md": "nothing yet",
        "questions/taxonomy.yaml": "",
        "graders/lexicon/a.yaml": "# none\n",
        "bank.yaml": "",
    }
    bank = mli.load_bank(make(GOOD, files))
    assert {item.id: item.category for item in bank.values()} == {
        "good": "ml_theory",
        "deep": "ml_theory",
    }


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_out_of_the_bank_are_refused(make: Make, tmp_path: Path) -> None:
    """A bank from elsewhere must not read files of the machine it is graded on."""
    root = make(GOOD)
    secret = tmp_path / "secret.yaml"
    secret.write_text(GOOD.replace("good", "secret"), encoding="utf-8")
    (root / "questions" / "ml_theory" / "link.yaml").symlink_to(secret)
    bank = mli.load_bank(root, strict=False)
    assert list(bank) == ["good"]
    assert [p.message.split(",")[0] for p in bank.problems] == ["the path leads out of the bank"]


def test_a_bank_is_a_mapping_that_cannot_be_changed(make: Make) -> None:
    """Ids to items in the order of the files; a wrong id says what is near."""
    bank = mli.load_bank(make(GOOD))
    assert list(bank.keys()) == ["good"]
    assert bank.get("gone") is None
    with pytest.raises(mli.UnknownNameError, match=r"no item named 'god'; did you mean good\?"):
        bank["god"]
    with pytest.raises(KeyError):
        bank["god"]
    with pytest.raises(TypeError):
        bank.items_by_id["more"] = bank["good"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        bank.title = "other"  # type: ignore[misc]
    with pytest.raises(mli.UnknownNameError, match="no form named 'a'"):
        bank.form("a")


@pytest.mark.parametrize("count", [1_001, 30_000])
def test_lists_without_end_take_bounded_time(make: Make, count: int) -> None:
    """What compares all options with one another is not let loose on a hundred thousand."""
    options = "".join(f"    - {{id: o{index}, text: T}}\n" for index in range(count))
    bank = mli.load_bank(
        make(HEAD + "  format: multi_select\n  options:\n" + options + GOOD), strict=False
    )
    assert list(bank) == ["good"]
    assert [f"at most 1,000 options expected, found {count:,}"] == [
        problem.message for problem in bank.problems
    ]
