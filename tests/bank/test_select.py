"""Choosing items by what the taxonomy and the items say of themselves."""

from collections.abc import Callable
from typing import Any

import pytest

import mlinterview as mli

BANK = mli.load_bank()
ALL = ("draft", "reviewed", "retired")
Holds = Callable[[mli.Item], bool]

# the conditions, and what must hold of every item chosen and of no other
CONDITIONS: list[tuple[dict[str, Any], Holds]] = [
    ({"category": "ml_debugging"}, lambda item: item.category == "ml_debugging"),
    (
        {"category": ["ml_theory", "conventions"]},
        lambda item: item.category in ("ml_theory", "conventions"),
    ),
    ({"topics": ["db-learning-curves"]}, lambda item: "db-learning-curves" in item.topics),
    ({"areas": "metrics"}, lambda item: "metrics" in item.areas),
    ({"tasks": ["modeling"]}, lambda item: "modeling" in item.tasks),
    ({"roles": ["ml_engineer"]}, lambda item: "ml_engineer" in item.roles),
    ({"skills": "machine_learning"}, lambda item: "machine_learning" in item.skills),
    (
        {"formats": ["multi_select", "numeric"]},
        lambda item: item.format in ("multi_select", "numeric"),
    ),
    ({"difficulty": 2}, lambda item: item.difficulty == 2),
    ({"difficulty": (2, 3)}, lambda item: item.difficulty in (2, 3)),
    ({"difficulty": [1, 4]}, lambda item: item.difficulty is not None),
    ({"status": "reviewed"}, lambda item: item.status == "reviewed"),
    ({"pool": "exam"}, lambda item: item.pool in ("exam", "both")),
    ({"pool": ["practice", "exam"]}, lambda item: True),
    ({"search": "Gradient"}, lambda item: "gradient" in searched(item)),
    ({"search": "loss curve"}, lambda item: all(w in searched(item) for w in ("loss", "curve"))),
    ({"search": "  "}, lambda item: True),
    (
        {"category": "ml_debugging", "formats": "multi_select", "difficulty": (1, 3)},
        lambda item: (
            item.category == "ml_debugging"
            and item.format == "multi_select"
            and item.difficulty in (1, 2, 3)
        ),
    ),
    ({}, lambda item: True),
]


def searched(item: mli.Item) -> str:
    """All that a search looks at."""
    titles = [BANK.taxonomy.title("topic", topic) for topic in item.topics]
    return " ".join([item.id, item.title or "", item.stem, *titles]).casefold()


@pytest.mark.parametrize(
    ("conditions", "holds"),
    CONDITIONS,
    ids=lambda part: str(part)[:40] if isinstance(part, dict) else "",
)
def test_what_meets_every_condition(conditions: dict[str, Any], holds: Holds) -> None:
    """Those items and no others, in the bank's order, with all that belongs to the bank."""
    chosen = BANK.select(**conditions)
    expected = [item.id for item in BANK.values() if item.status != "retired" and holds(item)]
    assert expected == list(chosen)
    assert len(expected) > 0
    assert BANK.taxonomy is chosen.taxonomy
    assert (BANK.schemes, BANK.forms, BANK.root) == (chosen.schemes, chosen.forms, chosen.root)


@pytest.mark.parametrize("kind", ["subtask", "skill", "task", "area", "topic", "role"])
def test_every_id_of_the_taxonomy_can_be_asked_for(kind: str) -> None:
    """An entry without items gives an empty bank, not an error."""
    for identity in BANK.taxonomy.ids(kind):
        for item in BANK.select(**{f"{kind}s": identity}).values():
            assert identity in getattr(item, f"{kind}s")


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"category": 5}, "no category named '5'"),
        ({"topics": [None]}, "no topic named 'None'"),
        ({"category": "ml_debuging"}, "no category named 'ml_debuging'; did you mean ml_debugging"),
        ({"topics": ["db-learning-curve"]}, "did you mean db-learning-curves"),
        ({"areas": ["nowhere"]}, "no area named 'nowhere'"),
        ({"tasks": ["cooking"]}, "no task named 'cooking'"),
        ({"subtasks": ["cooking"]}, "no subtask named"),
        ({"skills": ["cooking"]}, "no skill named"),
        ({"roles": ["cook"]}, "no role named"),
        ({"formats": ["essay"]}, "no format named 'essay'"),
        ({"status": "final"}, "no status named"),
        ({"pool": "swimming"}, "no pool named"),
        ({"difficulty": 0}, "levels from 1 to 4 expected, found 0"),
        ({"difficulty": 5}, "levels from 1 to 4"),
        ({"difficulty": (3, 2)}, "levels from 1 to 4"),
        ({"difficulty": "2"}, "levels from 1 to 4 expected, found '2'"),
        ({"difficulty": 2.5}, "levels from 1 to 4 expected, found 2.5"),
        ({"difficulty": (2,)}, "levels from 1 to 4 expected"),
    ],
)
def test_what_does_not_exist_is_an_error(conditions: dict[str, Any], message: str) -> None:
    """A mistyped id must not look like a bank without such items."""
    with pytest.raises(ValueError, match=message):
        BANK.select(**conditions)


def made(item_id: str, **fields: Any) -> mli.Item:
    """A small item."""
    return mli.make_item(
        {"id": item_id, "format": "true_false", "stem": "So?", "answer": True, **fields}
    )


def test_retired_items_come_on_request() -> None:
    """Drafts are there unless left out; retired items only where they are asked for."""
    bank = mli.Bank({status: made(status, status=status) for status in ALL})
    assert list(bank.select()) == ["draft", "reviewed"]
    assert list(bank.select(status="retired")) == ["retired"]
    assert list(ALL) == list(bank.select(status=ALL))
    assert list(bank.select(status=["reviewed"], pool="exam")) == ["reviewed"]


def test_items_for_both_pools_are_in_either() -> None:
    """And items of one pool stay out of the other."""
    bank = mli.Bank({pool: made(pool, pool=pool) for pool in ("practice", "exam", "both")})
    assert list(bank.select(pool="practice")) == ["practice", "both"]
    assert list(bank.select(pool="exam")) == ["exam", "both"]


def test_items_without_a_level_meet_no_level() -> None:
    """Any condition on the difficulty leaves them out."""
    bank = mli.Bank({"one": made("one"), "two": made("two", difficulty=1)})
    assert list(bank.select(difficulty=(1, 4))) == ["two"]
    assert list(bank.select()) == ["one", "two"]


def test_an_empty_list_is_met_by_nothing() -> None:
    """Any of no topics is none."""
    assert len(BANK.select(topics=[])) == 0
