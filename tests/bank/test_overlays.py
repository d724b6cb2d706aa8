"""A bank's own taxonomy, schemes and lexicon, laid over those that come with the library."""

from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview._text import fold, one_edit_away

BUNDLED = mli.load_bank()

FILES = {
    "bank.yaml": "title: Mine\nlanguage: de\nprofile: published\nscheme: half\n",
    "questions/taxonomy.yaml": """\
categories:
  - {id: ethics, title: Ethics}
areas:
  - {id: fairness, title: Fairness}
topics:
  - {id: parity, title: Demographic parity, area: fairness, roles: [ml_engineer]}
  - {id: db-learning-curves, title: Curves of mine, area: fairness}
""",
    "questions/ethics/parity.yaml": """\
- id: parity-holds
  format: short_answer
  stem: What is the share of each group called?
  topics: [parity, db-learning-curves]
  accept: [parity ratio]
  stimulus: groups
- id: other
  format: true_false
  stem: So?
  answer: true
  topics: [db-learning-curves]
  roles: [data_scientist]
""",
    "questions/stimuli/texts.yaml": "- {id: groups, title: Groups, text: Two groups apply.}\n",
    "questions/exams/first.form.yaml": (
        "sections: [{items: [parity-holds, {id: other, points: 3}]}]\n"
    ),
    "graders/schemes/half.yaml": """\
title: Half
decimal_mark: ","
formats:
  multi_select: {policy: halves}
  single_choice: {penalty: chance}
total: {bands: {pass: 0.5}}
mastery: {novice: 0.2}
""",
    "graders/schemes/strict.yaml": "name: strict\nformats: {matching: {policy: per_row}}\n",
    "graders/lexicon/mine.yaml": "terms: {recall: [hit share]}\nconfusable: [[ratio, ration]]\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> mli.Bank:
    """A bank of its own with one of everything."""
    root = tmp_path_factory.mktemp("own")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return mli.load_bank(root)


def test_the_head(bank: mli.Bank) -> None:
    """What ``bank.yaml`` says; without it the profile is ``exam``."""
    assert (
        bank.title, bank.language, bank.profile, bank.scheme,
    ) == ("Mine", "de", "published", "half")  # fmt: skip
    assert mli.Bank({}).profile == "exam"


def test_the_taxonomy(bank: mli.Bank) -> None:
    """The same id replaces, new ones are added, all others stay; items are placed by the whole."""
    assert {*BUNDLED.taxonomy.ids("category"), "ethics"} == set(bank.taxonomy.ids("category"))
    assert bank.taxonomy.title("topic", "db-learning-curves") == "Curves of mine"
    assert BUNDLED.taxonomy.ids("role") == bank.taxonomy.ids("role")
    item = bank["parity-holds"]
    assert (item.category, item.areas, item.roles) == ("ethics", ("fairness",), ("ml_engineer",))
    assert bank["other"].roles == ("data_scientist",)
    assert list(bank.select(topics="parity")) == ["parity-holds"]


def test_where_an_item_stands() -> None:
    """Tasks are those of its subtasks, which are its own, else those of its topics."""
    taxonomy = BUNDLED.taxonomy
    for item in BUNDLED.values():
        topics = [taxonomy.topic_map[topic] for topic in item.topics]
        assert set(item.areas) == {topic.area for topic in topics}
        assert set(item.skills) == {skill for topic in topics for skill in topic.skills}
        subtasks = item.given_subtasks or [name for topic in topics for name in topic.subtasks]
        assert set(item.subtasks) == set(subtasks)
        assert set(item.tasks) == {taxonomy.task_of[name] for name in subtasks}
        roles = item.given_roles or [name for topic in topics for name in topic.roles]
        assert set(item.roles) == set(roles)
        assert item.category in taxonomy.ids("category")


def test_the_bundled_taxonomy_is_left_alone(bank: mli.Bank) -> None:
    """Loading one bank does not change another."""
    assert "ethics" not in mli.load_bank().taxonomy.ids("category")
    assert bank.taxonomy != BUNDLED.taxonomy


def test_schemes(bank: mli.Bank) -> None:
    """Own ones, replaced ones and bundled ones; what is left out comes from ``standard``."""
    assert {"half", "standard", "strict", "r-exams"} == set(bank.schemes)
    half = mli.load_scheme("half", bank)
    assert (half.formats.multi_select.policy, half.formats.multi_select.floor) == ("halves", 0)
    assert (half.formats.single_choice.penalty, half.formats.single_choice.floor) == ("chance", -1)
    assert half.formats.ordering.policy == "kendall_net"
    assert (half.total.bands, half.total.pass_, half.total.floor) == ({"pass": 0.5}, 0.5, 0)
    assert half.mastery == {"novice": 0.2}
    assert mli.load_scheme("strict", bank).formats.matching.policy == "per_row"
    assert mli.load_scheme("strict").formats.matching.policy == "all_or_nothing"
    assert mli.load_scheme("strict", bank).formats.multi_select.policy == "balanced"


def test_a_scheme_from_a_file(tmp_path: Path) -> None:
    """By path, relative or not, as text or ``Path``; what is wrong in it is listed."""
    path = tmp_path / "mine.yaml"
    path.write_text("formats: {ordering: {policy: kendall}}\n", encoding="utf-8")
    assert mli.load_scheme(str(path)).formats.ordering.policy == "kendall"
    assert mli.load_scheme(path).name == "mine"
    item = mli.load_bank()["rag-steps-in-order"]
    backwards = list(reversed(item.key_response()))
    assert mli.grade(item, backwards, scheme=path).scheme == "mine"
    path.write_text("formats: {ordering: {policy: best}}\ntotl: 1\n", encoding="utf-8")
    with pytest.raises(mli.SchemeError, match="2 loading faults") as info:
        mli.load_scheme(path)
    assert [p.where for p in info.value.problems] == ["formats.ordering.policy", "totl"]
    with pytest.raises(
        mli.UnknownNameError, match="no scheme named 'strickt'; did you mean strict"
    ):
        mli.load_scheme("strickt")
    with pytest.raises(mli.UnknownNameError, match="no scheme file named"):
        mli.load_scheme(tmp_path / "gone.yaml")


def test_a_scheme_from_a_file_goes_by_the_banks_standard(tmp_path: Path) -> None:
    """What the file leaves out is taken from ``standard``, the bank's own where it has one."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "graders" / "schemes").mkdir(parents=True)
    standard = tmp_path / "graders" / "schemes" / "standard.yaml"
    standard.write_text("formats: {ordering: {policy: absolute}}\n", encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text("formats: {matching: {policy: all_or_nothing}}\n", encoding="utf-8")
    own = mli.load_bank(tmp_path)
    assert mli.load_scheme(path, own).formats.ordering.policy == "absolute"
    assert mli.load_scheme(path).formats.ordering.policy == "kendall_net"
    assert mli.load_scheme("standard", own).formats.matching.policy == "per_row"


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("total: {round: off}", "round", None),
        ("total: {round: false}", "round", None),
        ("total: {round: 0}", "round", None),
        ("total: {round: 0.25}", "round", 0.25),
        ("total: {floor: null}", "floor", None),
        ("total: {pass: 0.6}", "pass_", 0.6),
    ],
)
def test_totals_of_a_scheme(tmp_path: Path, text: str, attribute: str, value: Any) -> None:
    """Rounding can be off in words; a floor of null is none."""
    path = tmp_path / "mine.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    assert value == getattr(mli.load_scheme(path).total, attribute)


def test_bundled_schemes_say_what_the_field_expects() -> None:
    """``standard`` rounds nothing, ``strict`` is all or nothing, ``r-exams`` is as R/exams."""
    standard = mli.load_scheme("standard")
    assert (standard.total.round, standard.total.pass_) == (None, 0.5)
    assert standard.mastery == {"developing": 0.5, "proficient": 0.7, "expert": 0.85}
    strict = mli.load_scheme("strict")
    assert {"all_or_nothing"} == {
        strict.formats.multi_select.policy,
        strict.formats.matching.policy,
        strict.formats.ordering.policy,
    }
    assert (strict.total.round, strict.total.bands) == (0.5, {"A": 0.9, "B": 0.75, "C": 0.6})
    r_exams = mli.load_scheme("r-exams")
    assert (
        r_exams.formats.multi_select.policy,
        r_exams.formats.multi_select.floor,
    ) == ("exams_false2", 0)
    assert standard.formats.ordering == r_exams.formats.ordering


def test_the_lexicon(bank: mli.Bank) -> None:
    """A term replaces, pairs are added; grading with the bank uses them."""
    assert bank.lexicon.terms["recall"] == ("hit share",)
    assert BUNDLED.lexicon.terms["specificity"] == bank.lexicon.terms["specificity"]
    assert bank.lexicon.confused("l1", "l2")
    item = bank["parity-holds"]
    assert mli.grade(item, "parity rati").status == "needs_review"
    assert mli.grade(item, "parity ration").status == "needs_review"
    assert mli.grade(item, "parity ration", bank=bank).status == "graded"


def test_the_bundled_lexicon() -> None:
    """Forty pairs within a slip of each other, all folded, and no synonym among the pairs."""
    lexicon = BUNDLED.lexicon
    slips = [pair for pair in lexicon.confusable if one_edit_away(*pair)]
    assert len(slips) >= 40
    for pair in lexicon.confusable:
        assert len(pair) == 2
        assert all(word == fold(word) for word in pair)
    for term, synonyms in lexicon.terms.items():
        words = {fold(word) for word in (term, *synonyms)}
        assert 1 + len(synonyms) == len(words), term
        assert not any(pair <= words for pair in lexicon.confusable), term


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("precision", "recall"), ("variance", "variants"), ("l1", "l2"), ("aic", "bic"),
        ("underfitting", "overfitting"), ("type i", "type ii"), ("i", "ii"), ("mae", "mse"),
        ("interpolation", "extrapolation"), ("causal", "casual"), ("sgd", "svd"),
    ],
)  # fmt: skip
def test_pairs_that_must_be_told_apart(one: str, other: str) -> None:
    """Either way round."""
    assert BUNDLED.lexicon.confused(one, other)
    assert BUNDLED.lexicon.confused(other, one)
    assert not BUNDLED.lexicon.confused(one, one)


def test_forms_and_stimuli(bank: mli.Bank) -> None:
    """A form's id is its file's name; items know the text that they share."""
    form = bank.form("first")
    assert [entry.id for entry in form.entries()] == ["parity-holds", "other"]
    assert form.entry("other").points == 3
    assert mli.present(bank["parity-holds"])["stimulus"]["text"] == "Two groups apply."
    assert "Two groups apply." in mli.prompt(bank["parity-holds"])
    assert mli.present(bank["other"])["stimulus"] is None


def test_a_form_from_a_file(tmp_path: Path) -> None:
    """By path; its faults are listed with their lines."""
    path = tmp_path / "mine.form.yaml"
    path.write_text("sections:\n  - items: [a, {id: b, seed: 4}]\n", encoding="utf-8")
    form = mli.load_form(path)
    assert (form.id, form.seed_for("a"), form.seed_for("b")) == ("mine", None, 4)
    path.write_text("sections:\n  - items: [a, {id: B}]\n    pages: 2\n", encoding="utf-8")
    with pytest.raises(mli.FormError) as info:
        mli.load_form(path)
    assert [(problem.line, problem.where) for problem in info.value.problems] == [
        (2, "sections[0].items[1].id"),
        (3, "sections[0].pages"),
    ]
    with pytest.raises(mli.FormError, match="there is no such file"):
        mli.load_form(tmp_path / "gone.yaml")
