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


def share(part: int, whole: int) -> float:
    return part / whole


def test_breadth() -> None:
    """480 items or more; each category, format and task has many."""
    assert len(BANK) >= 480
    categories = Counter(item.category for item in BANK.values())
    assert set(categories) == set(BANK.taxonomy.ids("category"))
    assert min(categories.values()) >= 60
    assert {task for item in BANK.values() for task in item.tasks} == set(BANK.taxonomy.ids("task"))
    formats = Counter(item.format for item in BANK.values())
    assert set(formats) == set(BUILT_IN)
    assert min(formats.values()) >= 12


def test_formats_are_mixed() -> None:
    """No format makes up the bank; reckoning and ordering have their part."""
    formats = Counter(item.format for item in BANK.values())
    shares = {name: share(count, len(BANK)) for name, count in formats.items()}
    assert shares["single_choice"] <= 0.45
    assert shares["multi_select"] >= 0.12
    assert shares["numeric"] >= 0.15
    assert shares["matching"] >= 0.10
    assert shares["ordering"] >= 0.10


def test_levels_are_mixed() -> None:
    """Each level of difficulty has 15 to 35% of a category; most items ask to apply or more."""
    for category in BANK.taxonomy.ids("category"):
        levels = Counter(item.difficulty for item in BANK.select(category=category).values())
        for level in (1, 2, 3, 4):
            assert 0.15 <= share(levels[level], levels.total()) <= 0.35, (category, level)
    higher = ("apply", "analyze", "evaluate", "create")
    assert share(sum(item.bloom in higher for item in BANK.values()), len(BANK)) >= 0.55


def test_every_place_of_the_map_has_items() -> None:
    """Topics by priority, subtasks, areas (enough for an exam to speak of each), roles."""
    wanted = {"A": 3, "B": 2, "C": 1}
    items = BANK.values()
    topics = Counter(topic for item in items for topic in item.topics)
    few = [t.id for t in BANK.taxonomy.topics if topics[t.id] < wanted[str(t.priority)]]
    assert few == []
    subtasks = Counter(subtask for item in items for subtask in item.subtasks)
    assert [name for name in BANK.taxonomy.ids("subtask") if subtasks[name] < 5] == []
    areas = Counter(area for item in items for area in item.areas)
    assert [name for name in BANK.taxonomy.ids("area") if areas[name] < 12] == []
    roles = Counter(role for item in items for role in item.roles)
    least = {"devops_engineer": 30, "ai_lead": 30}
    assert [n for n in BANK.taxonomy.ids("role") if roles[n] < least.get(n, 60)] == []


def test_kinds_of_item() -> None:
    """Generators, debugging, figures, and dated knowledge that somebody has to look at again."""
    items = BANK.values()
    assert sum(item.parametrised for item in items) >= 60
    assert len(BANK.select(category="ml_debugging")) >= 60
    assert sum(bool(item.figures) for item in items) >= 30
    assert sum(bool(item.valid_as_of and item.review_by) for item in items) >= 110


def test_keys_are_proved_or_read_twice() -> None:
    """A closed item has a proof, or two readers who found its key without seeing it."""
    unproved = [
        item.id
        for item in BANK.values()
        if item.format != "free_text"
        and not item.proof
        and sum(solving.outcome == "agreed" for solving in item.solved) < 2
    ]
    assert unproved == []


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
    """The key's own response earns full points; of other seeds `test_proofs` says the same."""
    from mlinterview import grade

    item = BANK[item_id]
    score = grade(item, item.key_response())
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


ROLES = [form_id for form_id in BANK.forms if form_id.startswith("role-")]


def test_there_is_an_exam_for_every_role() -> None:
    """Each role of the map has a form, and the interview assessments have theirs."""
    wanted = {f"role-{role.replace('_', '-')}" for role in BANK.taxonomy.ids("role")}
    assert set(ROLES) == wanted
    assert sum(form_id.startswith("assessment-") for form_id in BANK.forms) >= 7


@pytest.mark.parametrize("form_id", ROLES)
def test_a_role_is_asked_what_it_does(form_id: str) -> None:
    """Every item is for the role, and every task of the role is asked about."""
    role = form_id.removeprefix("role-").replace("-", "_")
    items = [BANK[entry.id] for entry in BANK.form(form_id).entries()]
    assert all(role in item.roles for item in items)
    (entry,) = [each for each in BANK.taxonomy.roles if each.id == role]
    assert set(entry.tasks) <= {task for item in items for task in item.tasks}
    assert len(items) >= 18


@pytest.mark.parametrize("form_id", list(BANK.forms))
def test_nothing_on_a_form_gives_another_item_away(form_id: str) -> None:
    """No two enemies, and one of a family at the most; the time is that of the items."""
    form = BANK.form(form_id)
    items = [BANK[entry.id] for entry in form.entries()]
    ids = {item.id for item in items}
    assert [item.id for item in items if ids & set(item.enemies)] == []
    families = [item.family for item in items if item.family]
    assert len(families) == len(set(families))
    assert float(form.minutes or 0) >= sum(item.minutes or 0 for item in items)
