"""B01 to B04, W15 and the habit behind W09: what shows over many items, in banks made for it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlinterview.lint import lint
from mlinterview.lint._guessers import chi_square_tail
from mlinterview.model.problem import Problem

Lint = Callable[..., list[Problem]]

WORDS = ("alder", "birch", "cedar", "dogwood", "elder", "fir")


def single(number: int, key: int, *, options: int = 4, **changes: Any) -> dict[str, Any]:
    """An item whose options look alike but for ``extra`` at the key."""
    extra = changes.pop("extra", "")
    texts = [f"cause {number} {WORDS[place][:3]}" for place in range(options)]
    texts[key] += extra
    return {
        "id": f"item-{number}",
        "format": "single_choice",
        "stem": f"Which cause explains the shape of curve number {number} in run {number * 7}?",
        "options": [
            {"id": f"o{place}", "text": text, "correct": place == key}
            for place, text in enumerate(texts)
        ],
        "shuffle": False,
        **changes,
    }


def found(problems: list[Problem], *rules: str) -> list[tuple[str, str]]:
    return [(problem.rule, problem.level) for problem in problems if problem.rule in rules]


def test_an_even_bank_is_clean(lint_items: Lint) -> None:
    """Keys spread evenly and options alike: nothing to say."""
    problems = lint_items([single(n, n % 4) for n in range(100)])
    assert found(problems, "B01", "B02", "B03", "B04") == []


@pytest.mark.parametrize(("count", "level"), [(99, "hint"), (100, "warning")])
def test_a_hundred_items(count: int, level: str, lint_items: Lint) -> None:
    """Below 100 the rules say that there are too few, as a hint; from 100 on they look."""
    problems = lint_items([single(n, 0, extra=" of this very run") for n in range(count)])
    assert found(problems, "B01", "B02", "B03") == [(f"B0{n}", level) for n in (1, 2, 3)]
    said = [problem.message for problem in problems if problem.rule == "B02"]
    assert ("too few items" in said[0]) == (level == "hint")


def test_no_single_choice(lint_items: Lint) -> None:
    """A bank without any has nothing to be guessed, and hears nothing."""
    item = {"id": "one", "format": "true_false", "stem": "It holds in each case.", "answer": True}
    assert found(lint_items([item]), "B01", "B02", "B03") == []


def test_retired_items_do_not_count(lint_items: Lint) -> None:
    """They are not asked any more."""
    items = [single(n, n % 4) for n in range(99)] + [single(99, 0, status="retired")]
    assert found(lint_items(items), "B01") == [("B01", "hint")]


def test_shuffling_spreads_keys(lint_items: Lint) -> None:
    """What counts is the order as printed: with shuffled options the file's order is nobody's."""
    problems = lint_items([single(n, 0, shuffle=True) for n in range(120)])
    assert found(problems, "B01") == []


def test_fixed_keys_do_not_move(lint_items: Lint) -> None:
    """An option that keeps its place gives it away, however the others are shuffled."""
    items = [single(n, 3, shuffle=True) for n in range(120)]
    for item in items:
        item["options"][3]["fixed"] = True
    assert found(lint_items(items), "B01") == [("B01", "warning")]


def test_positions_by_number_of_options(lint_items: Lint) -> None:
    """Items with three options have no fourth position: none is expected there."""
    items = [single(n, n % 3, options=3) for n in range(90)]
    items += [single(n, n % 4) for n in range(90, 130)]
    assert found(lint_items(items), "B01") == []


def test_a_rare_position(lint_items: Lint) -> None:
    """Half of what is expected at one position is too few, in a small bank and in a large one."""
    keys = [0] * 34 + [1] * 33 + [2] * 33 + [3] * 12
    problems = lint_items([single(n, key) for n, key in enumerate(keys)])
    message = next(problem.message for problem in problems if problem.rule == "B01")
    assert "position 4 outside 0.5 to 1.5 times" in message


@pytest.mark.parametrize("name", ["longest", "shortest"])
def test_length(name: str, lint_items: Lint) -> None:
    """A key that stands out by its length in 35 of 100 items is 10 points too many."""
    items = []
    for n in range(100):
        item = single(n, n % 4)
        outstanding = n % 4 if n < 35 else (n + 1) % 4
        for place, option in enumerate(item["options"]):
            if (place == outstanding) == (name == "longest"):
                option["text"] += " and some more"
        items.append(item)
    said = [problem.message for problem in lint_items(items) if problem.rule == "B02"]
    assert [f"takes the {name} option is right in 35.0%" in message for message in said] == [True]


def test_looks_without_length(lint_items: Lint) -> None:
    """Hedged keys are found by the classifier, though their length says nothing."""
    items = []
    for n in range(100):
        item = single(n, n % 4)
        for place, option in enumerate(item["options"]):
            word = "usually" if place == n % 4 else "clearly"
            option["text"] = f"{word} cause {n} {WORDS[place][:3]}"
        items.append(item)
    problems = lint_items(items)
    assert found(problems, "B02", "B03") == [("B03", "warning")]
    message = next(problem.message for problem in problems if problem.rule == "B03")
    assert "hedges (+)" in message


def test_the_result_is_repeatable(lint_items: Lint) -> None:
    """Files in another order give the same findings, to the letter."""
    items = [single(n, n % 3, extra=" only" * (n % 2), shuffle=True) for n in range(110)]

    def bank_findings(entries: list[dict[str, Any]]) -> list[str]:
        return [str(problem) for problem in lint_items(entries) if problem.rule[0] == "B"]

    assert bank_findings(items)
    assert bank_findings(items) == bank_findings(items[::-1])


@pytest.mark.parametrize(
    ("statistic", "freedom", "p"),
    [
        (3.841459, 1, 0.05),
        (5.991465, 2, 0.05),
        (11.344867, 3, 0.01),
        (15.086272, 5, 0.01),
        (0, 3, 1),
    ],
)
def test_chi_square(statistic: float, freedom: int, p: float) -> None:
    """Against the quantiles that tables print."""
    assert math.isclose(p, chi_square_tail(statistic, freedom), rel_tol=1e-5)


# B04 -------------------------------------------------------------------------------------------

TAXONOMY = """\
tasks:
  - {id: own-task, title: Own, subtasks: [own-subtask]}
topics:
  - {id: own-a, title: A, category: ml_theory, priority: A}
  - {id: own-b, title: B, category: ml_theory, priority: B}
  - {id: own-c, title: C, category: ml_theory, priority: C}
  - {id: own-none, title: None, category: ml_theory}
"""


def topic_items(**counts: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{topic.replace('_', '-')}-{n}",
            "format": "true_false",
            "stem": f"Topic {topic} holds for the case of number {n}.",
            "answer": True,
            "topics": [topic.replace("_", "-")],
        }
        for topic, count in counts.items()
        for n in range(count)
    ]


def test_minima(lint_items: Lint, tmp_path: Path) -> None:
    """Three, two and one for the priorities, one without; five for a subtask; all are named."""
    lint_items(topic_items(own_a=2, own_b=2))
    (tmp_path / "bank" / "questions" / "taxonomy.yaml").write_text(TAXONOMY, encoding="utf-8")
    problems = [problem for problem in lint(tmp_path / "bank") if problem.rule == "B04"]
    assert sorted(problem.message for problem in problems) == [
        "1 subtask with fewer than 5 items: own-subtask 0",
        "1 topic of priority A with fewer than 3 items: own-a 2",
        "1 topic of priority C with fewer than 1 item: own-c 0",
        "1 topic with fewer than 1 item: own-none 0",
    ]
    assert {problem.file for problem in problems} == {"questions/taxonomy.yaml"}


def test_the_bundled_topics_are_no_duty(lint_items: Lint, tmp_path: Path) -> None:
    """A bank without a taxonomy, or with categories alone, is not asked for the bundled topics."""
    assert found(lint_items(topic_items(th_probability=1)), "B04") == []
    path = tmp_path / "bank" / "questions" / "taxonomy.yaml"
    path.write_text("categories: [{id: seminar, title: Seminar}]\n", encoding="utf-8")
    assert found(lint(tmp_path / "bank"), "B04") == []


# W15 and W09 over a topic -----------------------------------------------------------------------


def multi(number: int, right: int, **changes: Any) -> dict[str, Any]:
    names = ("a wider net", "a deeper net", "a larger batch", "a smaller rate")
    return {
        "id": f"multi-{number}",
        "format": "multi_select",
        "topics": ["th-probability"],
        "stem": f"Which changes lower the loss in run {number * 11} of curve {number}?",
        "options": [
            {"id": f"o{place}", "text": text, "correct": place < right}
            for place, text in enumerate(names)
        ],
        **changes,
    }


@pytest.mark.parametrize(
    ("rights", "expected"), [((2, 2), []), ((2, 2, 2), ["multi-0"]), ((2, 2, 1), [])]
)
def test_constant_number(rights: tuple[int, ...], expected: list[str], lint_items: Lint) -> None:
    """Three or more of a topic with as many right options: told once, at the first id."""
    problems = lint_items([multi(n, r) for n, r in enumerate(rights)], profile="published")
    assert expected == [problem.item for problem in problems if problem.rule == "W15"]


def test_constant_number_waived(lint_items: Lint) -> None:
    """An item that waives the rule is listed as waived, and the others are judged without it."""
    items = [multi(n, 2) for n in range(4)]
    items[0]["waive"] = {"W15": "a set of its own"}
    problems = [p for p in lint_items(items, profile="published") if p.rule == "W15"]
    assert [(p.item, p.waived) for p in problems] == [
        ("multi-0", "a set of its own"),
        ("multi-1", None),
    ]
    items[1]["waive"] = items[0]["waive"]
    problems = [p for p in lint_items(items, profile="published") if p.rule == "W15"]
    assert {p.waived for p in problems} == {"a set of its own"}


@pytest.mark.parametrize(("middle", "count"), [(5, 1), (4, 1), (3, 0)])
def test_median_keys(middle: int, count: int, lint_items: Lint) -> None:
    """Of five items with three numbers, four with the middle one as key are too many."""
    items = []
    for n in range(5):
        key = 1 if n < middle else 0
        item = single(n, key, options=3, topics=["th-probability"])
        for place, option in enumerate(item["options"]):
            option["text"] = str(10 * n + place)
        items.append(item)
    problems = lint_items(items)
    assert count == len([problem for problem in problems if problem.rule == "W09"])


# E11 -------------------------------------------------------------------------------------------

DROPOUT = {
    "id": "units-set-to-zero",
    "format": "short_answer",
    "stem": "Which regulariser sets random activations to zero during training?",
    "accept": ["dropout"],
}
LOADED = {
    "id": "stale-cache",
    "format": "single_choice",
    "stem": "Why does the job read yesterday's rows although the table was rebuilt?",
    "options": [
        {"id": "cache", "text": "A stale feature cache is read", "correct": True},
        {"id": "lock", "text": "The table is locked"},
        {"id": "clock", "text": "The clock is wrong"},
    ],
}


@pytest.mark.parametrize(
    ("key", "stem", "level"),
    [
        (
            DROPOUT,
            "Dropout sets random activations to zero during training: by which factor?",
            "error",
        ),
        (DROPOUT, "A network with dropout is averaged over passes. What is averaged?", "warning"),
        (DROPOUT, "A network with weight decay is averaged. What is averaged?", None),
        (LOADED, "A stale feature cache is read by two jobs. Which one is wrong?", "error"),
        (LOADED, "A feature cache that is stale is read. Which job is wrong?", None),
    ],
)
def test_keys_told_on_one_form(
    key: dict[str, Any], stem: str, level: str | None, lint_items: Lint, tmp_path: Path
) -> None:
    """A key in another stem of the same form is an error, a term said in passing a warning."""
    teller = {"id": "teller", "format": "short_answer", "stem": stem, "accept": ["nothing"]}
    lint_items([key, teller])
    exams = tmp_path / "bank" / "questions" / "exams"
    exams.mkdir()
    form = f"sections: [{{items: [{key['id']}, teller]}}]\n"
    (exams / "first.form.yaml").write_text(form, encoding="utf-8")
    problems = [problem for problem in lint(tmp_path / "bank") if problem.rule == "E11"]
    assert [("teller", "stem", level)] * (level is not None) == [
        (problem.item, problem.where, problem.level) for problem in problems
    ]


def test_keys_told_on_two_forms(lint_items: Lint, tmp_path: Path) -> None:
    """Items that do not meet may say what they like."""
    teller = {**DROPOUT, "id": "teller", "stem": "Dropout sets random activations to zero: when?"}
    lint_items([DROPOUT, {**teller, "accept": ["in training"]}])
    exams = tmp_path / "bank" / "questions" / "exams"
    exams.mkdir()
    for name, item in (("one", DROPOUT["id"]), ("two", "teller")):
        form = f"sections: [{{items: [{item}]}}]\n"
        (exams / f"{name}.form.yaml").write_text(form, encoding="utf-8")
    assert found(lint(tmp_path / "bank"), "E11") == []
