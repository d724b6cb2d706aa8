"""Parameters: what may be drawn, and that a draw depends on item, seed and name alone."""

from typing import Any

import pytest
from pydantic import ValidationError

import mlinterview as mli
from mlinterview._plain import Plain
from mlinterview.model.parameters import Parameter


def values(parameter: Any) -> list[Any]:
    """Everything that can be drawn."""
    read = Parameter.model_validate(parameter)
    return [read.value(index) for index in range(read.count)]


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ([1, 2.5, "word", True], [1, 2.5, "word", True]),
        ({"choices": [3]}, [3]),
        ([Plain("1.10", 1.1), Plain("true", True)], [1.1, True]),
        ({"range": [2, 5]}, [2, 3, 4, 5]),
        ({"range": [-1, 1]}, [-1, 0, 1]),
        ({"range": [7, 7]}, [7]),
        ({"range": [0, 10], "step": 4}, [0, 4, 8]),
        ({"range": [1, 3], "step": 0.5}, [1.0, 1.5, 2.0, 2.5, 3.0]),
        ({"range": [0.1, 0.5]}, [0.1, 0.2, 0.3, 0.4, 0.5]),
        ({"range": [0.08, 0.12]}, [0.08, 0.09, 0.1, 0.11, 0.12]),
        ({"range": [0, 0.3]}, [0.0, 0.1, 0.2, 0.3]),
        ({"range": [0.5, 2], "step": 0.75}, [0.5, 1.25, 2.0]),
        ({"range": [1e-3, 3e-3]}, [0.001, 0.002, 0.003]),
        ({"range": [10, 30], "step": 10}, [10, 20, 30]),
        ({"range": [1.0, 3.0]}, [1.0, 2.0, 3.0]),
    ],
)
def test_what_can_be_drawn(parameter: Any, expected: list[Any]) -> None:
    """Choices as they stand; ranges with both ends, in steps of their last decimal place."""
    found = values(parameter)
    assert expected == found
    assert [type(value) for value in expected] == [type(value) for value in found]


def test_long_ranges_cost_nothing() -> None:
    """Nothing is listed to draw from it."""
    read = Parameter.model_validate({"range": [0, 10**300], "step": 1e-300})
    assert read.count == 10**600 + 1
    assert read.value(0) == 0


@pytest.mark.parametrize(
    ("parameter", "message"),
    [
        ([], "at least one value"),
        ({}, "either choices or a range"),
        ({"choices": [1], "range": [1, 2]}, "either choices or a range"),
        ({"choices": [1], "step": 2}, "take no step"),
        ({"range": [2, 1]}, "from low to high"),
        ({"range": [1, 2], "step": 0}, "a step above 0"),
        ({"range": [1, 2], "step": -1}, "a step above 0"),
        ({"range": [1]}, "Field required|at least 2"),
        ({"range": ["a", "b"]}, "a number expected"),
        ({"values": [1]}, "Extra inputs"),
        ([[1]], "a number, text, true or false expected"),
        ([None], "a number, text, true or false expected"),
        (5, "valid dictionary"),
    ],
)
def test_parameters_that_are_refused(parameter: Any, message: str) -> None:
    """Each with its reason."""
    with pytest.raises(ValidationError, match=message):
        Parameter.model_validate(parameter)


ITEM: dict[str, Any] = {
    "id": "drawn",
    "format": "numeric",
    "stem": "{=n} and {=m}",
    "parameters": {"n": {"range": [1, 1000]}, "m": {"range": [1, 1000]}},
    "derive": {"total": "n + m", "twice": "2 * total"},
    "answer": "=twice",
}


def test_a_new_parameter_leaves_the_others_alone() -> None:
    """Papers stay valid when an item gets one more parameter, or they change places."""
    more = {"k": [1, 2, 3], **dict(reversed(ITEM["parameters"].items()))}
    item, longer = mli.make_item(ITEM), mli.make_item({**ITEM, "parameters": more})
    for seed in range(50):
        before, after = item.values(seed), longer.values(seed)
        assert before == {name: after[name] for name in before}


def test_items_and_names_have_draws_of_their_own() -> None:
    """Parameters of the same range do not go together, nor do two items of the same seed."""
    item, other = mli.make_item(ITEM), mli.make_item({**ITEM, "id": "another"})
    draws = [(item.values(seed)["n"], item.values(seed)["m"]) for seed in range(50)]
    assert sum(n == m for n, m in draws) < 5
    assert sum(item.values(seed) == other.values(seed) for seed in range(50)) == 0
    assert len(set(draws)) > 45


def test_a_variant_is_an_ordinary_item() -> None:
    """Its texts and numbers are filled in, the written form is kept, and it stays as it is."""
    item = mli.make_item(ITEM)
    variant = item.variant(5)
    values = item.values(5)
    assert f"{values['n']} and {values['m']}" == variant.stem
    assert 2 * (values["n"] + values["m"]) == variant.answer == variant.key_response()
    assert (variant.seed, item.seed) == (5, None)
    assert item.as_written() == variant.as_written()
    assert variant == variant.variant(None) == item.variant(5)
    assert item.parametrised
    assert variant.parametrised


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"derive": {"n": "1"}}, "the name 'n' is declared twice"),
        ({"parameters": {"log": [1]}}, "the name 'log' is taken by the expression language"),
        ({"parameters": {"pi": [1]}}, "the name 'pi' is taken"),
        ({"parameters": {"2n": [1]}}, "a parameter's name of letters"),
        ({"parameters": {"if": [1]}}, "a parameter's name of letters"),
        ({"parameters": {"größe": [1]}}, "a parameter's name of letters"),
        ({"derive": {"total": "later", "later": "n"}}, "derive.total: in 'later': 'later'"),
        ({"derive": {"total": "n +"}}, "derive.total: in 'n .': "),
    ],
)
def test_names_that_are_refused(fields: dict[str, Any], message: str) -> None:
    """Declared twice, taken, no name at all, or used before they are there."""
    with pytest.raises(mli.ExpressionError, match=message):
        mli.make_item({**ITEM, **fields})


def test_a_seed_without_a_variant() -> None:
    """A draw that makes no item says why; a batch lists it as invalid and goes on."""
    source = {**ITEM, "parameters": {"n": [1, 2], "m": [0, 1, 2]}, "derive": {"twice": "n / m"}}
    item = next(
        found for found in map(_made, (source | {"id": f"i{k}"} for k in range(50))) if found
    )
    seeds = range(1, 50)
    bad = [seed for seed in seeds if _drawn(item, seed) is None]
    assert 5 < len(bad) < 30
    with pytest.raises(mli.ExpressionError, match=r"derive\.twice: in 'n / m': division by zero"):
        mli.grade(item, 1, seed=bad[0])
    records = [{"item": item.id, "response": 1, "seed": seed} for seed in seeds]
    scores = list(mli.grade_all(mli.Bank({item.id: item}), records))
    assert bad == [score.presented.seed for score in scores if score.status == "invalid"]


def test_a_draw_that_the_format_refuses() -> None:
    """The place in the item is told with the seed."""
    source = {**ITEM, "parameters": {"n": [1, 2], "m": [1, 2]}, "derive": {}, "answer": None}
    source |= {"range": ["=n", "=m"]}
    del source["answer"]
    item = next(
        found for found in map(_made, (source | {"id": f"i{k}"} for k in range(50))) if found
    )
    bad = next(seed for seed in range(50) if _drawn(item, seed) is None)
    with pytest.raises(
        mli.ExpressionError, match=f"seed {bad}: .*a range from low to high expected"
    ):
        item.variant(bad)


def _made(source: dict[str, Any]) -> mli.Item | None:
    try:
        return mli.make_item(source)
    except (mli.ExpressionError, ValidationError):
        return None


def _drawn(item: mli.Item, seed: int) -> mli.Item | None:
    try:
        return item.variant(seed)
    except mli.ExpressionError:
        return None
