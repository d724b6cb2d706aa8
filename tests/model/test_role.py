"""What a topic weighs in a role."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import mlinterview as mli
from mlinterview.model.role import RoleProfile
from mlinterview.model.taxonomy import Taxonomy, Topic

TASKS = ["build", "run", "look"]
SKILLS = ["sums", "code", "talk"]
AREAS = ["north", "south"]
weights = st.floats(0.1, 10).map(lambda value: round(value, 3))


def topics() -> st.SearchStrategy[Topic]:
    """Topics with and without task, skills, area and roles."""
    return st.builds(
        Topic,
        id=st.just("topic"),
        title=st.just("Topic"),
        task=st.none() | st.sampled_from(TASKS),
        skills=st.lists(st.sampled_from(SKILLS), unique=True),
        area=st.none() | st.sampled_from(AREAS),
        roles=st.lists(st.sampled_from(["maker", "other"]), unique=True),
    )


def profiles() -> st.SearchStrategy[RoleProfile]:
    """Profiles of the role ``maker``."""
    return st.builds(
        RoleProfile,
        id=st.just("maker"),
        tasks=st.dictionaries(st.sampled_from(TASKS), weights, min_size=1),
        skills=st.dictionaries(st.sampled_from(SKILLS), weights),
        areas=st.dictionaries(st.sampled_from(AREAS), weights),
    )


@given(profiles(), topics())
def test_the_weight_is_the_product_of_its_parts(role: RoleProfile, topic: Topic) -> None:
    """Task times mean skill times area, and 0 for topics of other roles."""
    task = role.tasks[topic.task].weight if topic.task in role.tasks else 0
    skill = 1.0
    if topic.skills and role.skills:
        found = [role.skills[name].weight if name in role.skills else 0 for name in topic.skills]
        skill = math.fsum(found) / len(found)
    area = role.areas[topic.area].weight if topic.area in role.areas else 1
    on_map = not topic.roles or "maker" in topic.roles
    assert role.topic_weight(topic) == pytest.approx(task * skill * area if on_map else 0)


@given(profiles(), st.lists(topics(), max_size=6))
def test_weights_of_a_map_add_up_to_one(role: RoleProfile, found: list[Topic]) -> None:
    """Or there are none; all are above 0."""
    named = tuple(t.model_copy(update={"id": f"t{place}"}) for place, t in enumerate(found))
    taxonomy = Taxonomy.model_construct(topics=named)
    shares = role.weights(taxonomy)
    assert all(value > 0 for value in shares.values())
    assert math.fsum(shares.values()) == pytest.approx(1) or not shares


def test_a_bare_number_is_a_weight() -> None:
    """In every one of the three lists; bars come in the order task, skill, area."""
    role = RoleProfile(
        id="maker",
        tasks={"build": 3, "run": {"weight": 2, "minimum": 0.5}},
        skills={"code": {"minimum": 0.25}},
        areas={"north": {"weight": 1.5, "minimum": 1}},
    )
    assert (role.tasks["build"].weight, role.tasks["build"].minimum) == (3, None)
    assert list(role.bars()) == [
        ("task", "run", 0.5),
        ("skill", "code", 0.25),
        ("area", "north", 1.0),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"tasks": {}}, "at least one task"),
        ({"tasks": {"build": 0}}, "above 0"),
        ({"tasks": {"build": {"weight": 1, "minimum": 1.5}}}, "from 0 to 1"),
        ({"tasks": {"build": {"wieght": 1}}}, "wieght"),
        ({"tasks": {"build": [1]}}, "a number expected"),
    ],
)
def test_what_is_no_profile(fields: dict[str, object], words: str) -> None:
    """The message says what was expected."""
    with pytest.raises(ValidationError, match=words):
        RoleProfile(id="maker", **fields)  # type: ignore[arg-type]


def test_every_role_has_a_profile_with_reasons() -> None:
    """Each topic that carries a role is on its map, bars are set, and numbers have reasons."""
    bank = mli.load_bank()
    assert list(bank.roles) == list(bank.taxonomy.ids("role"))
    for role in bank.roles.values():
        carried = {topic.id for topic in bank.taxonomy.topics if role.id in topic.roles}
        assert set(role.weights(bank.taxonomy)) == carried
        assert role.faults(bank.taxonomy) == []
        assert {kind for kind, _, _ in role.bars()} == {"task", "skill"}
        for entries in (role.tasks, role.skills, role.areas):
            assert all(entry.reason for entry in entries.values())


def test_main_tasks_are_those_of_the_taxonomy() -> None:
    """The tasks that the taxonomy gives a role weigh more than any other."""
    bank = mli.load_bank()
    for role in bank.taxonomy.roles:
        tasks = bank.roles[role.id].tasks
        others = [entry.weight for task, entry in tasks.items() if task not in role.tasks]
        own = [tasks[task].weight for task in role.tasks if task in tasks]
        assert max(own) > max(others, default=0), role.id
