"""A small bank whose points, topics and areas are known, scores for it, and snapshots."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.model.score import CriterionScore, ItemScore, Presented, Span

HERE = Path(__file__).parent

TAXONOMY = """
areas: [{id: zz-alpha, title: Alpha models}, {id: zz-beta, title: Beta & metrics}]
tasks: [{id: zz-work, title: Work, subtasks: [{id: zz-step, title: A step}]}]
skills: [{id: zz-craft, title: Craft}]
roles: [{id: zz-maker, title: Maker}]
topics:
  - {id: zz-many, title: Topic of many, category: ml_theory, area: zz-alpha, task: zz-work,
     subtasks: [zz-step], skills: [zz-craft], roles: [zz-maker]}
  - {id: zz-few, title: Topic of few, category: ml_theory, area: zz-alpha}
  - {id: zz-other, title: Other topic, category: ml_debugging, area: zz-beta}
"""

CHOICE = """
- id: choice-{n}
  title: Choice {n}
  format: single_choice
  topics: [zz-many]
  difficulty: 2
  stem: Which one?
  options:
    - {{id: right, text: The right one, correct: true}}
    - {{id: wrong, text: The wrong one, feedback: Not this one., misconception: wrong-idea}}
    - {{id: other, text: Another one}}
    - {{id: fourth, text: A fourth one}}
  explanation: Because number {n} is right.
  references: [{{title: "Book {n}", locator: chapter {n}}}]
"""

THEORY = """
- id: several
  title: Several, or "none"
  format: multi_select
  topics: [zz-few, zz-other]
  points: 2
  stem: Which ones?
  options:
    - {id: one, text: First, correct: true}
    - {id: two, text: Second, correct: true}
    - {id: three, text: Third, feedback: Third never holds.}
  explanation: First and second hold.
- id: essay
  title: An essay
  format: free_text
  topics: [zz-few]
  points: 4
  difficulty: 3
  stem: Why?
  rubric:
    criteria:
      - {id: cause, points: 1, statement: Names the SECRET cause., evidence: [cause]}
      - {id: cure, points: 3, statement: Names the SECRET cure., evidence: [cure]}
  sample_answer: The SECRET sample names cause and cure.
"""

DEBUGGING = """
- id: judged
  title: A statement
  format: true_false
  topics: [zz-other]
  stem: It holds.
  answer: false
- id: number
  title: A number
  format: numeric
  topics: [zz-other]
  stem: How many?
  answer: 12
  tolerance: {absolute: 0.5}
  unit: ms
- id: pairs
  title: Pairs
  format: matching
  topics: [zz-other]
  stem: Match.
  rows: [{id: first, text: Row one, match: a1}, {id: second, text: Row two, match: b1}]
  options: [{id: a1, text: Option A}, {id: b1, text: Option B}]
- id: steps
  title: Steps
  format: ordering
  stem: In which order?
  steps: [{id: s1, text: Step one}, {id: s2, text: Step two}, {id: s3, text: Step three}]
- id: gaps
  title: Gaps
  format: cloze
  topics: [zz-other]
  stem: "A {{word}} and {{count}}."
  blanks:
    word: {format: short_answer, accept: [term, word]}
    count: {format: numeric, answer: 3}
- id: drawn
  title: Drawn numbers
  format: numeric
  topics: [zz-other]
  parameters: {n: {choices: [5, 6, 7]}}
  stem: What is {=n} doubled?
  answer: "=2 * n"
  explanation: Twice {=n}.
"""

FORM = """
id: paper
title: The paper
sections:
  - title: One
    items: [choice-1, choice-2, {id: several, points: 4}, essay]
  - title: Two
    items: [judged, number]
"""


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> mli.Bank:
    """Thirteen items in two areas; ``steps`` has no topic."""
    root = tmp_path_factory.mktemp("bank")
    for folder in ("ml_theory", "ml_debugging", "exams"):
        (root / "questions" / folder).mkdir(parents=True)
    choices = "".join(CHOICE.format(n=n) for n in range(1, 6))
    files = {
        "taxonomy.yaml": TAXONOMY,
        "ml_theory/choices.yaml": choices,
        "ml_theory/open.yaml": THEORY,
        "ml_debugging/items.yaml": DEBUGGING,
        "exams/paper.form.yaml": FORM,
    }
    for name, text in files.items():
        (root / "questions" / name).write_text(text, encoding="utf-8")
    return mli.load_bank(root)


Make = Callable[..., ItemScore]


@pytest.fixture(scope="session")
def score(bank: mli.Bank) -> Make:
    """Makes the record of one score from an item's id and the share earned."""

    def make(item: str, share: float | None = 1.0, **fields: Any) -> ItemScore:
        form, seed = fields.pop("form", None), fields.pop("seed", None)
        worth = float(fields.pop("max_points", bank[item].points if item in bank else 1.0))
        points = None if share is None else share * worth
        low, high = fields.pop("shares", (share or 0.0, share or 0.0))
        return ItemScore(
            **{
                "item_id": item,
                "item_version": 1,
                "status": "graded",
                "points": points,
                "points_range": (low * worth, high * worth),
                "max_points": worth,
                "presented": Presented(form=form, seed=seed),
                **fields,
            }
        )

    return make


@pytest.fixture(scope="session")
def essay_score(score: Make) -> ItemScore:
    """An essay that waits for a person: 1 of 4 points so far, with one span of evidence."""
    return score(
        "essay",
        0.25,
        shares=(0.0, 1.0),
        status="needs_review",
        response="The cause is <b>bold</b>.",
        criteria=(
            CriterionScore(
                id="cause",
                points=1,
                max_points=1,
                decided=False,
                spans=(Span(start=4, end=9, text="cause"),),
            ),
            CriterionScore(id="cure", points=0, max_points=3, decided=False, note="not found"),
        ),
        feedback=("Say more of the cure.",),
    )


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Compares a text with the file kept for it; UPDATE_SNAPSHOTS=1 writes the file instead."""

    def compare(name: str, found: str) -> None:
        path = HERE / "snapshots" / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(found, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == found, f"UPDATE_SNAPSHOTS=1 rewrites {name}"

    return compare
