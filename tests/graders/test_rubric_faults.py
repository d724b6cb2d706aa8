"""Faults of rubrics: each told on one line with its place, when the bank loads."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.model._phrases import check_phrase, parse_phrase

LEXICON = "classes:\n  own-name: [own, mine]\n"
GOOD = "{id: a, statement: S, evidence: '<own-name> ~ not <low>'}"
TWO = "criteria:\n  - {id: a, statement: S, evidence: x}\n  - {id: b, statement: S, evidence: y}\n"


def loaded(root: Path, rubrics: Mapping[str, str]) -> mli.Bank:
    """A bank with these rubrics, each of an item of that id."""
    items = "".join(
        f"- id: {name}\n  format: free_text\n  stem: Why?\n  rubric:\n{indent(rubric, '    ')}"
        for name, rubric in rubrics.items()
    )
    files = {"graders/lexicon/own.yaml": LEXICON, "questions/ml_theory/items.yaml": items}
    for name, text in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return mli.load_bank(root, strict=False)


def slug(name: str) -> str:
    """The id of the item that has a fault."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> mli.Bank:
    """One bank with all faulty rubrics of this file, and a good one."""
    rubrics = {"good": f"- {GOOD}\n"}
    for name, (evidence, _) in EVIDENCE.items():
        rubrics[slug(name)] = f"- {{id: a, statement: S, evidence: {evidence}}}\n"
    for name, (fields, _) in RUBRIC.items():
        rubrics[slug(name)] = f"{TWO}{fields}\n"
    for name, (criteria, _) in CRITERIA.items():
        rubrics[slug(name)] = criteria
    return loaded(tmp_path_factory.mktemp("faults"), rubrics)


#: what stands as the evidence of the one criterion, and a part of the message
EVIDENCE: dict[str, tuple[str, str]] = {
    "an empty phrase": ("''", "words expected"),
    "no words before ~": ("'~ x'", "words expected on both sides of '~'"),
    "no words after ~": ("'x ~'", "words expected on both sides of '~'"),
    "no words between": ("'x ~ ~ y'", "words expected on both sides of '~'"),
    "no words after a gap": ("'x ...'", "words expected on both sides of '~' and '...'"),
    "nothing is denied": ("'not'", "words expected after the negation"),
    "nothing is denied behind ~": ("'x ~ not'", "words expected after the negation"),
    "an empty alternative": ("'a||b'", "a word expected on both sides of '|'"),
    "a malformed name": ("'<bad!>'", "a name such as <slow> expected, found '<bad!>'"),
    "a name in capitals": ("'<Bad>'", "a name such as <slow> expected, found '<Bad>'"),
    "a name with a space": ("'<bad name> grows'", "a name such as <slow> expected"),
    "a name of nothing": ("'<> grows'", "a name such as <slow> expected"),
    "a short beginning": ("'ab*'", "at least three letters expected before '*', found 'ab*'"),
    "an unknown name": ("'<nowhere-at-all>'", "no concept, class or pole named 'nowhere-at-all'"),
    "a misspelt name": ("'<own-nme>'", "did you mean own-name"),
    "too many words": (f"'{'w ' * 41}'", "at most 40 words expected in a phrase"),
    "too many alternatives": (f"'{'|'.join(['w'] * 101)}'", "at most 100 alternatives expected"),
    "at_least without of": ("{at_least: 2}", "'at_least' and 'of' belong together"),
    "of without at_least": ("{of: [x, y]}", "'at_least' and 'of' belong together"),
    "more than there are": ("{at_least: 3, of: [x, y]}", "at_least 3 of 2 can never hold"),
    "at least none": ("{at_least: 0, of: [x]}", "a whole number of 1 or more expected, found 0"),
    "a half": ("{at_least: 1.5, of: [x, y]}", "a whole number expected, found 1.5"),
    "a sequence of one": ("{sequence: [x]}", "a sequence of two steps or more expected"),
    "a formula of one sign": ("{formula: a}", "a formula of two signs or more expected"),
    "a cause alone": ("{relation: {cause: x}}", "the field 'effect' is missing"),
    "an effect alone": ("{relation: {effect: x}}", "the field 'cause' is missing"),
    "a relation of text": ("{relation: x}", "a mapping of fields expected, found 'x'"),
    "an unknown kind": ("{phrse: x}", "unknown field 'phrse'"),
    "a text for a list": ("{any: x}", "a list expected, found 'x'"),
    "a list for a phrase": ("{phrase: [x]}", "text expected, found a list"),
    "an empty entry": ("[x, null]", "a mapping of fields expected, found"),
    "too many levels": ("[" * 20 + "x" + "]" * 20, "evidence of at most 12 levels expected"),
    "too many phrases": (
        "[" + ", ".join(f"w{number}" for number in range(4001)) + "]",
        "at most 4,000 phrases expected in a rubric",
    ),
}


#: what stands beside two good criteria, and a part of the message
RUBRIC: dict[str, tuple[str, str]] = {
    "an engine of tomorrow": ("engine: 2", "expected '1', found '2'"),
    "no engine": ("engine: latest", "expected '1', found 'latest'"),
    "a cap of nothing": ("cap: 0", "a number above 0"),
    "a cap on a stranger": ("cap: [{criteria: [a, z], points: 1}]", "names no criterion: 'z'"),
    "two caps on one": (
        "cap: [{criteria: [a], points: 1}, {criteria: [a, b], points: 1}]",
        "the criterion 'a' stands under two caps",
    ),
    "a circle": (
        "concepts: {c: [<c> x]}",
        "'c' refers to itself; to use the lexicon's class of that name in it, give the concept",
    ),
    "a longer circle": ("concepts: {c: [<d>], d: [<e>], e: [x <c>]}", "refers to itself"),
    "a circle by opposites": (
        "concepts: {c: {phrases: [x], opposite: [<c>]}}",
        "the concept 'c' refers to itself",
    ),
    "a bad phrase of a concept": ("concepts: {c: ['x ~']}", "words expected on both sides"),
    "a bad opposite": ("concepts: {c: {phrases: [x], opposite: ['a||']}}", "a word expected"),
    "a name in a concept": ("concepts: {c: [<nowhere-at-all>]}", "no concept, class or pole"),
    "a concept in capitals": ("concepts: {C: [x]}", "an id of small letters"),
    "a concept of text": ("concepts: {c: x}", "a mapping of fields expected"),
    "a concept of opposites": ("concepts: {c: {opposite: [x]}}", "the field 'phrases' is missing"),
    "an effect on a stranger": (
        "misconceptions: [{id: m, statement: S, effect: {void: [z]}}]",
        "the effect of 'm' names no criterion: 'z'",
    ),
    "an effect of nothing": (
        "misconceptions: [{id: m, statement: S, effect: {minus: 0}}]",
        "a number above 0",
    ),
    "a misconception twice": (
        "misconceptions: [{id: m, statement: S}, {id: m, statement: S}]",
        "the id 'm' stands twice among the misconceptions",
    ),
    "bad evidence of one": (
        "misconceptions: [{id: m, statement: S, evidence: 'x ~'}]",
        "words expected on both sides",
    ),
    "an unknown style": ("answer_style: poem", "'prose', 'list' or 'formula', found 'poem'"),
    "an unknown grading": ("grading: robot", "expected 'engine' or 'person', found 'robot'"),
    "an answer that meets a stranger": (
        "calibration: [{text: x, met: [z]}]",
        "'met' of a calibration answer names no criterion: 'z'",
    ),
    "an unknown split": ("calibration: [{text: x, split: train}]", "'dev' or 'held_out'"),
    "a red flag without words": ("red_flags: [{id: r}]", "the field 'statement' is missing"),
    "probes as text": ("probes: x", "a list expected, found 'x'"),
    "a bad phrase forbidden": ("forbidden: 'x ~'", "words expected on both sides"),
    "an unknown field": ("critria: []", "unknown field 'critria'"),
}


CRITERIA: dict[str, tuple[str, str]] = {
    "no criterion": ("[]\n", "at least 1"),
    "no statement": ("- {id: a, evidence: x}\n", "the field 'statement' is missing"),
    "no id of it": ("- {statement: S}\n", "the field 'id' is missing"),
    "one id twice": (
        "- {id: a, statement: S}\n- {id: a, statement: S}\n",
        "the id 'a' stands twice among the criteria",
    ),
    "no points": ("- {id: a, statement: S, points: 0}\n", "a number above 0"),
    "bad forbidden": (
        "- {id: a, statement: S, forbidden: 'x ~'}\n",
        "words expected on both sides",
    ),
    "an unknown grading of one": (
        "- {id: a, statement: S, grading: robot}\n",
        "expected 'engine' or 'person'",
    ),
    "concepts alone": ("concepts: {c: [x]}\n", "the field 'criteria' is missing"),
}


@pytest.mark.parametrize("fault", [*EVIDENCE, *RUBRIC, *CRITERIA])
def test_a_fault_is_told(fault: str, bank: mli.Bank) -> None:
    """On one line, with the place in the rubric, what was found and what was expected."""
    message = {**EVIDENCE, **RUBRIC, **CRITERIA}[fault][1]
    found = [problem for problem in bank.problems if problem.item == slug(fault)]
    assert any(message in problem.message for problem in found), found
    for problem in found:
        assert problem.where.startswith("rubric")
        assert problem.line > 1
        assert "\n" not in str(problem)
    assert slug(fault) not in bank


def test_a_good_rubric_stands_beside_the_bad_ones(bank: mli.Bank) -> None:
    """Faults hide nothing; names of the bank's own lexicon and of the bundled one are known."""
    assert "good" in bank
    assert mli.grade(bank["good"], "Mine is not tiny.", bank=bank).points == 1


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """Two bad phrases are two problems, each at its own criterion."""
    first = "- {id: a, statement: S, evidence: 'x ~'}\n"
    rubric = first + "- {id: b, statement: S, evidence: ['y', 'ab*']}\n"
    found = [problem.where for problem in loaded(tmp_path, {"bad": rubric}).problems]
    assert found == ["rubric[0].evidence", "rubric[1].evidence[1]"]


@pytest.mark.parametrize("length", [100, 400, 2000])
def test_a_long_chain_of_concepts_is_graded_or_a_fault(length: int, tmp_path: Path) -> None:
    """However many names stand for one another: no crash when it loads or when it grades."""
    concepts = "".join(f"  c{number}: [<c{number + 1}>]\n" for number in range(length))
    rubric = f"criteria: [{{id: a, statement: S, evidence: <c0>}}]\nconcepts:\n{concepts}"
    bank = loaded(tmp_path, {"good": f"- {GOOD}\n", "long": f"{rubric}  c{length}: [end]\n"})
    assert "good" in bank
    if "long" in bank:
        assert mli.grade(bank["long"], "It has an end.", bank=bank).points == 1
    else:
        assert [problem.item for problem in bank.problems] == ["long"]


@pytest.mark.parametrize("engine", [1, "1"])
def test_the_engine_of_today_is_pinned(engine: int | str) -> None:
    """A rubric names its engine as a number or as text, and keeps it."""
    rubric = {"engine": engine, "criteria": [{"id": "a", "statement": "S", "evidence": "x"}]}
    source = {"id": "why", "format": "free_text", "stem": "Why?", "rubric": rubric}
    item: Any = mli.make_item(source)
    assert item.rubric.engine == "1"


@settings(max_examples=examples(300))
@given(st.text(alphabet="ab|<>~. *-_n'ot1", min_size=1, max_size=14).filter(str.strip))
def test_a_glance_and_a_reading_agree(text: str) -> None:
    """What is refused when a phrase is read is refused when its item loads, and nothing else."""
    assert refused(check_phrase, text) is refused(parse_phrase, text)


def refused(read: Callable[[str], object], text: str) -> bool:
    """Whether a phrase cannot be read."""
    try:
        read(text)
    except ValueError:
        return True
    return False
