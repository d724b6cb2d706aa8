"""`lint`: what is listed, where it stands, what is waived, what a profile changes."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlinterview.bank.loader import load_bank
from mlinterview.errors import BankError
from mlinterview.lint import lint
from mlinterview.lint._structure import ITEM_RULES
from mlinterview.lint.linter import Tally, tally
from mlinterview.lint.registry import RULES
from mlinterview.model.problem import Problem

Lint = Callable[..., list[Problem]]

EXPLAINED = """\
- id: sparse-penalty
  format: single_choice
  stem: Which penalty gives sparse weights?
  options:
    - {id: lasso, text: L1, correct: true, feedback: It cuts off.}
    - {id: ridge, text: L2, feedback: It shrinks.}
    - id: neither
      feedback: It exists.
      text: None of the above
  explanation: >-
    The absolute value has a kink at zero, so that small weights are set to zero and not merely
    made smaller, as the squared penalty does with all of them.
  references:
    - title: A Book
"""


def found(problems: list[Problem], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(problem, field) for field in fields) for problem in problems]


def test_place_and_line_of_a_finding(lint_items: Lint) -> None:
    """A finding names file, line, item and place; they are sorted by file and line."""
    problems = lint_items(EXPLAINED, profile="published")
    errors = [problem for problem in problems if problem.level == "error"]
    assert found(errors, "rule", "file", "line", "item", "where") == [
        ("E04", "questions/ml_theory/items.yaml", 9, "sparse-penalty", "options[2].text"),
        ("E13", "questions/ml_theory/items.yaml", 14, "sparse-penalty", "references[0].locator"),
    ]


def test_what_is_missing_stands_where_it_belongs(lint_items: Lint) -> None:
    """What is not there has the line of the deepest place that is."""
    items = [
        {"id": "sum", "format": "numeric", "stem": "What is it?", "answer": 3, "derivation": "x"}
    ]
    problems = lint_items(items)
    assert found(
        [problem for problem in problems if problem.level == "error"], "rule", "line", "where"
    ) == [("E07", 1, "answer")]


def test_loading_faults_come_along(lint_items: Lint) -> None:
    """A bad item does not hide the good ones, and its fault is listed with the findings."""
    problems = lint_items(
        "- {id: broken, format: true_false, stem: Is it?}\n"
        "- {id: sum, format: numeric, stem: How many?, answer: 3, tolerance: {absolute: 0}}\n"
    )
    errors = [problem for problem in problems if problem.level == "error"]
    assert found(errors, "rule", "line", "item") == [("E01", 1, "broken"), ("E07", 2, "sum")]


@pytest.mark.parametrize("rule", ["E02", "E03", "E04", "E05", "E06", "E07", "E09", "E13"])
def test_waiver(rule: str, lint_items: Lint) -> None:
    """A waived finding is listed with its reason and is neither an error nor a warning."""
    stem = "Statement 1: it is. Statement 2: it is not. Which hold?" if rule == "E06" else "Which?"
    texts = {"E03": ["x", "X", "y"], "E04": ["x", "y", "neither"], "E05": ["x", "y", "option C"]}
    item: dict[str, Any] = {"id": "one", "format": "single_choice", "stem": stem}
    item["options"] = [
        {"id": f"o{index}", "text": text, "correct": index == 0}
        for index, text in enumerate(texts.get(rule, ["x", "y", "z"][: 2 if rule == "E02" else 3]))
    ]
    if rule == "E07":
        item = {"id": "one", "format": "numeric", "stem": "How many?", "answer": 1}
    open_ones = [p for p in lint_items([item], profile="published") if p.rule == rule]
    waived = lint_items([{**item, "waive": {rule: "on purpose"}}], profile="published")
    assert open_ones
    assert len(open_ones) == len([p for p in waived if p.rule == rule])
    assert {"on purpose"} == {p.waived for p in waived if p.rule == rule}
    assert {None} == {p.waived for p in waived if p.rule != rule} | {None}
    before, after = tally(lint_items([item], profile="published")), tally(waived)
    assert (before.errors - len(open_ones), len(open_ones)) == (after.errors, after.waived)


def test_a_waiver_without_a_reason_waives_nothing(lint_items: Lint) -> None:
    """The finding stays, and the waiver is one of its own."""
    problems = lint_items(
        [
            {
                "id": "one",
                "format": "numeric",
                "stem": "How many?",
                "answer": 1,
                "tolerance": {"absolute": 0},
                "waive": {"E07": " "},
            }
        ]
    )
    errors = [problem for problem in problems if problem.level == "error"]
    assert {("E01", None), ("E07", None)} == set(found(errors, "rule", "waived"))


def test_waivers_are_said_in_the_message(lint_items: Lint) -> None:
    """The line that people see names the reason."""
    items = [{"id": "one", "format": "numeric", "stem": "How many?", "answer": 1}]
    items[0]["waive"] = {"E07": "a count"}  # type: ignore[assignment]
    assert "(waived: a count)" in str(next(p for p in lint_items(items) if p.rule == "E07"))


@pytest.mark.parametrize(
    ("given", "own", "level"),
    [
        ("published", None, "error"),
        ("exam", None, "hint"),
        (None, None, "hint"),
        (None, "exam", "hint"),
        (None, "published", "error"),
        ("exam", "published", "hint"),
        ("published", "exam", "error"),
    ],
)
def test_profile(given: str | None, own: str | None, level: str, tmp_path: Path) -> None:
    """Explanations, feedback, references are hints in an exam; the argument wins over the bank."""
    folder = tmp_path / "questions" / "ml_theory"
    folder.mkdir(parents=True)
    if own is not None:
        (tmp_path / "bank.yaml").write_text(f"profile: {own}\n", encoding="utf-8")
    (folder / "x.yaml").write_text(
        "- {id: one, format: true_false, stem: It holds in each of them., answer: true}\n",
        encoding="utf-8",
    )
    problems = lint(tmp_path, profile=given)
    assert {("E08", level), ("E09", level), ("E13", level)} == set(found(problems, "rule", "level"))
    assert tally(problems) == (Tally(errors=4) if level == "error" else Tally(hints=4))


def test_profiles_differ_in_nothing_else(lint_items: Lint) -> None:
    """What is an error in both profiles stays one."""
    for profile in ("published", "exam"):
        problems = lint_items(EXPLAINED, profile=profile)
        assert [problem.level for problem in problems if problem.rule == "E04"] == ["error"]


def test_unknown_profile(lint_items: Lint) -> None:
    """A profile that does not exist is wrong usage."""
    with pytest.raises(ValueError, match="'published' or 'exam' expected, found 'strict'"):
        lint_items([], profile="strict")


def test_no_bank(tmp_path: Path) -> None:
    """A directory that is no bank is an error of its own, not a clean result."""
    with pytest.raises(BankError):
        lint(tmp_path / "nowhere")


def test_bank_and_path_agree(lint_items: Lint, tmp_path: Path) -> None:
    """A loaded bank gives what its directory gives; loading faults are kept with it."""
    text = EXPLAINED + "- {id: broken, format: true_false, stem: Is it?}\n"
    by_path = lint_items(text)
    bank = load_bank(tmp_path / "bank", strict=False)
    assert by_path == lint(bank, profile="exam", today=datetime.date(2026, 1, 15))


@pytest.mark.parametrize(
    ("today", "count"), [("2026-03-01", 0), ("2026-03-31", 0), ("2026-04-01", 1)]
)
def test_review_is_due_after_its_day(today: str, count: int, lint_items: Lint) -> None:
    """`review_by` is the last day on which nothing is said."""
    item = {
        "id": "one",
        "format": "true_false",
        "stem": "It holds in each of them.",
        "answer": True,
    }
    problems = lint_items(
        [{**item, "review_by": "2026-03-31"}], today=datetime.date.fromisoformat(today)
    )
    warnings = [problem for problem in problems if problem.level == "warning"]
    assert [("E12", "review_by")] * count == found(warnings, "rule", "where")


@pytest.mark.parametrize("first", ["mlinterview.lint.coverage", "mlinterview.lint", "json"])
def test_the_name_can_be_called(first: str, tmp_path: Path) -> None:
    """`mlinterview.lint` lints, whichever of the package's modules came in first."""
    (tmp_path / "questions").mkdir()
    script = (
        f"import sys, {first}, mlinterview as mli\n"
        "assert mli.lint(sys.argv[1], profile='exam') == []\n"
        "from mlinterview import lint\n"
        "assert lint(sys.argv[1]) == []"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=60)


def test_rules_are_documented() -> None:
    """Each rule says why it is there and what to do, in a sentence."""
    assert sorted(RULES) == list(RULES)
    for identity, rule in RULES.items():
        assert identity == rule.id
        assert rule.reason.endswith(".")
        assert rule.how_to_fix.endswith(".")
        assert rule.id == "E01" or rule.id in ITEM_RULES or rule.id[0] == "B"


def test_messages_are_one_line(lint_items: Lint) -> None:
    """Whatever stands in an item, a problem is one line of bounded length."""
    text = "all of the above\n\n" + "very long " * 500
    problems = lint_items(
        [
            {
                "id": "one",
                "format": "single_choice",
                "stem": "As of 2020\n\nwhich?\n" * 50,
                "options": [
                    {"id": "o1", "text": text, "correct": True},
                    {"id": "o2", "text": text},
                    {"id": "o3", "text": "z"},
                ],
            }
        ]
    )
    assert {"E03", "E04", "E12"} <= {problem.rule for problem in problems}
    for problem in problems:
        assert "\n" not in str(problem)
        assert len(problem.message) < 400


def test_the_bundled_bank_has_no_errors() -> None:
    """The bank that is shipped keeps every rule."""
    errors = [
        str(problem)
        for problem in lint(load_bank(), profile="published")
        if problem.level == "error" and problem.waived is None
    ]
    assert errors == []
