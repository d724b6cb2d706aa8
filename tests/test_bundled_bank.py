"""What the bundled bank promises: breadth, and that every item teaches."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from mlinterview import load_bank
from mlinterview.model.registry import BUILT_IN

BANK = load_bank()
SEED = ("residual-block-gradient", "single-batch-loss-oscillates", "loss-for-task")


def test_it_loads_without_a_fault() -> None:
    """No problem of any level."""
    assert BANK.problems == ()


def test_breadth() -> None:
    """Over 90 items; 15 or more in each category; every task; every format 5 times or more."""
    assert len(BANK) - len(SEED) >= 90
    categories = Counter(item.category for item in BANK.values())
    assert set(categories) == set(BANK.taxonomy.ids("category"))
    assert min(categories.values()) >= 15
    tasks = {task for item in BANK.values() for task in item.tasks}
    assert tasks == set(BANK.taxonomy.ids("task"))
    formats = Counter(item.format for item in BANK.values())
    assert set(formats) == set(BUILT_IN)
    assert min(formats.values()) >= 5


def test_the_map_is_whole() -> None:
    """20 to 25 areas, each topic in one of them; 5 tasks with 40 subtasks; 10 skills; 12 roles."""
    taxonomy = BANK.taxonomy
    assert 20 <= len(taxonomy.areas) <= 25
    assert {topic.area for topic in taxonomy.topics} == set(taxonomy.ids("area"))
    assert len(taxonomy.topics) == 204
    assert (len(taxonomy.tasks), len(taxonomy.ids("subtask"))) == (5, 40)
    assert (len(taxonomy.skills), len(taxonomy.roles)) == (10, 12)
    assert taxonomy.faults() == []


@pytest.mark.parametrize("item_id", list(BANK))
def test_every_item_teaches(item_id: str) -> None:
    """Explanation, a reference with its place, topics, and feedback on every option or row."""
    item: Any = BANK[item_id]
    assert item.explanation
    assert len(item.explanation.split()) >= 20
    assert item.references
    assert all(reference.locator for reference in item.references)
    assert item.topics
    assert item.difficulty
    assert item.bloom
    assert item.minutes
    if item.format in ("single_choice", "multi_select"):
        assert all(option.feedback for option in item.options)
    elif item.format == "matching":
        assert all(row.feedback for row in item.rows)
    elif item.format == "true_false":
        assert set(item.feedback) == {"true", "false"}


@pytest.mark.parametrize("item_id", list(BANK))
def test_the_key_earns_everything(item_id: str) -> None:
    """The key's own response earns full points, for 20 seeds where the item is parametrised."""
    from mlinterview import grade

    item = BANK[item_id]
    for seed in range(20) if item.parametrised else [None]:
        drawn = item.variant(seed)
        score = grade(drawn, drawn.key_response())
        if item.format == "free_text":
            if item.rubric.by_person:
                assert (score.status, score.band) == ("needs_review", "review")
            else:
                assert score.points == item.points
            assert all(part.spans or part.points == 0 for part in score.criteria)
        else:
            assert score.points == item.points


def test_single_choice_keys_stand_everywhere() -> None:
    """In the bank's order no place holds more than 45% of the keys of four-option items."""
    places = Counter(
        [option.correct for option in item.options].index(True)
        for item in BANK.select(formats=["single_choice"]).values()
        if len(item.options) == 4
    )
    assert len(places) == 4
    assert max(places.values()) <= 0.45 * sum(places.values())


def test_the_interview_exam() -> None:
    """The form `seed` draws on all five categories and holds the three questions it grew out of."""
    form = BANK.form("seed")
    ids = [entry.id for entry in form.entries()]
    assert set(SEED) <= set(ids)
    assert {BANK[item_id].category for item_id in ids} == set(BANK.taxonomy.ids("category"))
    families = [BANK[item_id].family for item_id in ids if BANK[item_id].family]
    assert len(families) == len(set(families))


def test_the_seed_questions_stand_as_they_were() -> None:
    """Option texts, rows and keys of the three questions."""
    curve: Any = BANK["single-batch-loss-oscillates"]
    assert [option.text for option in curve.options] == [
        "Shuffled labels",
        "Learning rate too low",
        "Learning rate too high",
        "Numerical instability",
        "Too big a model",
    ]
    assert curve.correct_ids == ("shuffled-labels", "learning-rate-too-high")
    losses: Any = BANK["loss-for-task"]
    assert {row.id: row.match for row in losses.rows} == {
        "house-price": "mse",
        "explicit-image": "binary-ce",
        "email-category": "categorical-ce",
        "speaker-match": "binary-ce",
    }
    assert [option.id for option in losses.options] == [
        "mse", "categorical-ce", "binary-ce", "ctc", "gan",
    ]  # fmt: skip
    assert "Residual Block" in BANK["residual-block-gradient"].stem


def test_areas_can_be_told_apart() -> None:
    """Some item is about every area of the map, or coverage names it as empty."""
    from mlinterview import coverage

    found = coverage(BANK)
    used = {area for item in BANK.values() for area in item.areas}
    missing = set(BANK.taxonomy.ids("area")) - used
    assert all(any(area in empty for empty in found.empty) for area in missing)
