"""Example items by rule: `cases/RULE/bad` break it, `cases/RULE/good` keep it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mlinterview.lint.registry import RULES, RULES_OF_PUBLISHED
from mlinterview.model.problem import Problem

CASES = Path(__file__).parent / "cases"
#: items in `bad` that another one is the copy of; nothing is wrong with them
CONTEXT = "original-"
#: rules about many items or about forms, whose examples are made by other tests
MADE = {"E11", "W15", "B01", "B02", "B03", "B04"}


def files(kind: str) -> list[object]:
    return [
        pytest.param(path.parents[1].name, path, id=f"{path.parents[1].name}-{path.stem}")
        for path in sorted(CASES.glob(f"*/{kind}/*.yaml"))
    ]


def by_item(
    lint_file: Callable[..., list[Problem]], rule: str, path: Path
) -> dict[str, list[Problem]]:
    profile = "published" if rule in RULES_OF_PUBLISHED else "exam"
    ids = [item["id"] for item in yaml.safe_load(path.read_text(encoding="utf-8"))]
    found: dict[str, list[Problem]] = {identity: [] for identity in ids}
    for problem in lint_file(path, profile=profile):
        if problem.level != "hint" and problem.item:
            found[problem.item].append(problem)
    return found


@pytest.mark.parametrize(("rule", "path"), files("bad"))
def test_bad_items(rule: str, path: Path, lint_file: Callable[..., list[Problem]]) -> None:
    """Each item breaks the rule of its folder, as an error, and no other one is an error."""
    for identity, problems in by_item(lint_file, rule, path).items():
        errors = {problem.rule for problem in problems if problem.level == "error"}
        expected = set() if identity.startswith(CONTEXT) else {rule}
        assert expected == errors, (identity, [str(problem) for problem in problems])


@pytest.mark.parametrize(("rule", "path"), files("warn"))
def test_doubtful_items(rule: str, path: Path, lint_file: Callable[..., list[Problem]]) -> None:
    """Each item gives a warning of the rule of its folder, and no error of any."""
    for identity, problems in by_item(lint_file, rule, path).items():
        found = {(problem.rule, problem.level) for problem in problems}
        listed = (identity, [str(problem) for problem in problems])
        assert (rule, "warning") in found, listed
        assert {level for _, level in found} == {"warning"}, listed


@pytest.mark.parametrize(("rule", "path"), files("good"))
def test_good_items(rule: str, path: Path, lint_file: Callable[..., list[Problem]]) -> None:
    """No item breaks the rule of its folder, and all of them load."""
    for identity, problems in by_item(lint_file, rule, path).items():
        found = [str(problem) for problem in problems if problem.rule in (rule, "E01")]
        assert found == [], identity


def test_every_rule_has_cases() -> None:
    """A rule without good and bad examples is not done; those of a mere warning are doubtful."""
    for rule in RULES:
        if rule in MADE:
            continue
        for kind in ("good", "warn" if rule.startswith("W") else "bad"):
            assert list((CASES / rule / kind).glob("*.yaml")), f"{rule}/{kind}"
