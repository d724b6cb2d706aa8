"""Numbers of items, records and schemes that must lie within bounds."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

import mlinterview as mli

Make = Callable[[Any], object]


def item(**fields: Any) -> object:
    """A small item with these fields."""
    return mli.make_item(
        {"id": "a", "format": "true_false", "stem": "So?", "answer": True, **fields}
    )


def numeric(**fields: Any) -> object:
    """An item with the answer 1."""
    return mli.make_item({"id": "a", "format": "numeric", "stem": "?", "answer": 1, **fields})


def scheme(**fields: Any) -> object:
    """A scheme with these fields."""
    return mli.Scheme.model_validate({"name": "a", **fields})


def formats(name: str, field: str) -> Make:
    """A scheme with one setting of one format."""
    return lambda value: scheme(formats={name: {field: value}})


# what makes it, values that are taken, values that are refused
BOUNDS: dict[str, tuple[Make, list[Any], list[Any]]] = {
    "points": (lambda v: item(points=v), [0.001, 1_000_000], [0, -1, 1_000_001, "2", True, None]),
    "minutes": (lambda v: item(minutes=v), [0.5, 90], [0, -1]),
    "version": (lambda v: item(version=v), [1, 99, 2.0], [0, -1, 1.5, "1", True]),
    "difficulty": (lambda v: item(difficulty=v), [1, 4], [0, 5, 2.5]),
    "absolute": (lambda v: numeric(tolerance={"absolute": v}), [0, 2], [-1, "x"]),
    "relative": (lambda v: numeric(tolerance={"relative": v}), [0, 2], [-0.1]),
    "digits": (lambda v: numeric(tolerance={"digits": v}), [1, 30], [0, 31, 1.5]),
    "share": (lambda v: numeric(bands=[{"absolute": 1, "share": v}]), [0.01, 1], [0, -0.5, 1.01]),
    "unit factor": (lambda v: numeric(unit="ms", units={"s": v}), [1000, 1e-6], [0, -1]),
    "attempt": (lambda v: mli.ResponseRecord(item="a", attempt=v), [1, 7], [0, -1, 1.5]),
    "seconds": (lambda v: mli.ResponseRecord(item="a", seconds=v), [0, 1.5], [-1, "x"]),
    "seed": (lambda v: mli.ResponseRecord(item="a", seed=v), [0, -3, 2**70], [0.5, "x"]),
    "penalty": (formats("single_choice", "penalty"), [0, 1, "chance"], [-0.1, 1.1, "half"]),
    "choice floor": (formats("true_false", "floor"), [0, -1], [0.1, -1.1]),
    "select floor": (formats("multi_select", "floor"), [0, -0.5, -1], [0.1, -1.1, "x"]),
    "review_below": (formats("free_text", "review_below"), [0, 1], [-0.1, 1.1]),
    "round": (lambda v: scheme(total={"round": v}), [0.5, 0, False, "off", None], [-1, "x"]),
    "pass": (lambda v: scheme(total={"pass": v}), [0, 1, None], [-0.1, 1.1]),
    "bands": (lambda v: scheme(total={"bands": {"A": v}}), [0, 1], [-0.1, 1.1]),
    "mastery": (lambda v: scheme(mastery={"expert": v}), [0, 1], [-0.1, 1.1]),
    "decimal_mark": (lambda v: scheme(decimal_mark=v), [".", ","], [";", "", None]),
    "form points": (
        lambda v: mli.Form.model_validate(
            {"id": "f", "sections": [{"items": [{"id": "a", "points": v}]}]}
        ),
        [0.5, 10],
        [0, -1],
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_bounds(name: str) -> None:
    """The bounds themselves are taken, what lies past them is refused with a reason."""
    make, taken, refused = BOUNDS[name]
    for value in taken:
        make(value)
    for value in refused:
        with pytest.raises(ValidationError, match=r"expected|should be|found"):
            make(value)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "é\ud83d"])
def test_halves_of_surrogate_pairs_are_refused(text: str) -> None:
    """No file can hold them, so no item and no record does."""
    with pytest.raises(ValidationError, match="half of a surrogate pair"):
        item(stem=text)
    with pytest.raises(ValidationError, match="half of a surrogate pair"):
        mli.ResponseRecord(item=text)
    item(stem="😀")
