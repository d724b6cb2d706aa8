"""The tables of the guide to rubrics: which evidence finds which answer, and which it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import mlinterview as mli

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "rubrics.md"
_HEADS = {"does not find": "", "says the opposite": "opposite"}
_BAR = re.compile(r"(?<!\\)\|")
_FULL_FORM = re.compile(r"^```yaml[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def rows() -> Iterator[tuple[str, str, bool, str]]:
    """Evidence, an answer, whether it is found, and the rule that has to say why not."""
    rule: str | None = None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in _BAR.split(line)[1:-1]]
        if len(cells) != 3:
            rule = None
        elif cells[:2] == ["evidence", "finds"]:
            rule = _HEADS[cells[2]]
        elif rule is not None and cells[0].startswith("`"):
            evidence = cells[0].strip("`").replace("\\|", "|")
            for found, cell in ((True, cells[1]), (False, cells[2])):
                for answer in re.findall(r"\*([^*]+)\*", cell):
                    yield evidence, answer, found, rule


def concepts() -> dict[str, Any]:
    """Those of the rubric that the page shows in full."""
    items = [yaml.safe_load(block)[0] for block in _FULL_FORM.findall(PAGE.read_text("utf-8"))[:2]]
    found: dict[str, Any] = items[1]["rubric"]["concepts"]
    return found


@pytest.mark.parametrize(("evidence", "answer", "found", "rule"), list(rows()))
def test_evidence_finds_what_the_guide_says(
    evidence: str, answer: str, found: bool, rule: str
) -> None:
    """And does not find what stands in the last column."""
    tree = yaml.safe_load(evidence) if evidence.startswith("{") else evidence
    criterion = {"id": "it", "statement": "Says it.", "evidence": tree}
    item = mli.make_item(
        {
            "id": "it",
            "format": "free_text",
            "stem": "Explain.",
            "rubric": {"concepts": concepts(), "criteria": [criterion]},
        }
    )
    (part,) = mli.grade(item, answer).criteria
    assert part.met == found, part.note
    assert found or not rule or part.rule == rule


def test_the_tables_are_found() -> None:
    """The test above would pass on nothing if they had other heads."""
    assert len(list(rows())) > 40
