"""What can be earned without knowing anything: golden values, and the mean over all responses."""

from itertools import combinations, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import items, marking_schemes

import mlinterview as mli


def multi_select(right: int, n: int = 5) -> mli.Item:
    """An item with n options, the first of them right."""
    options = [{"id": f"o{i}", "text": f"o{i}", "correct": i < right} for i in range(n)]
    return mli.make_item(
        {"id": "which", "format": "multi_select", "stem": "Which?", "options": options}
    )


ORDERING = mli.make_item(
    {
        "id": "order",
        "format": "ordering",
        "stem": "In which order?",
        "steps": [{"id": name, "text": name} for name in "abcd"],
    }
)

GOLDEN = {
    2: {
        "balanced": (0, 0, 0.1875),
        "net_correct": (0, 0, 0.1094),
        "exams_false2": (0, 0, 0.1875),
        "exams_all": (0, 0, 0.0625),
        "exams_none": (0, 1, 0.5),
        "all_or_nothing": (0, 0, 0.03125),
        "each_option": (0.6, 0.4, 0.5),
        "coverage": (0, 0.4, 0.2703),
        "halves": (0.25, 0, 0.1875),
    },
    3: {"balanced": (0, 0, 0.1875), "net_correct": (0, 0.3333, 0.2396)},
    4: {"balanced": (0, 0, 0.25), "net_correct": (0, 0.75, 0.3828)},
}


@pytest.mark.parametrize("right", GOLDEN)
def test_published_values(right: int) -> None:
    """Blank, everything ticked and the mean over all 32 subsets of five options."""
    found = mli.guesses(multi_select(right))
    for policy, (blank, everything, mean) in GOLDEN[right].items():
        assert (blank, everything, mean) == pytest.approx(
            (found[policy].blank, found[policy].all, found[policy].mean), abs=5e-5
        )


def test_a_random_order_of_four() -> None:
    """The default policy leaves .1944 to chance."""
    assert mli.guess(ORDERING) == mli.guesses(ORDERING)["kendall_net"]
    assert pytest.approx(0.1944, abs=5e-5) == mli.guess(ORDERING).mean


def every_response(item: Any) -> list[Any]:
    """All well-formed responses of a closed item."""
    if item.format == "single_choice":
        return [option.id for option in item.options]
    if item.format == "true_false":
        return [True, False]
    if item.format == "multi_select":
        ids = [option.id for option in item.options]
        return [list(some) for n in range(len(ids) + 1) for some in combinations(ids, n)]
    if item.format == "matching":
        ids, rows = [option.id for option in item.options], [row.id for row in item.rows]
        return [dict(zip(rows, some, strict=True)) for some in product(ids, repeat=len(rows))]
    return [list(order) for order in permutations(item.step_ids)]


@settings(max_examples=60)
@given(
    items("single_choice", "true_false", "multi_select", "matching", "ordering"), marking_schemes
)
def test_the_mean_is_that_of_all_responses(item: mli.Item, scheme: mli.Scheme) -> None:
    """Exact, and in agreement with what the responses earn one by one."""
    answers = every_response(item)
    if len(answers) > 130:
        answers = answers[:0]
    found = mli.guess(item, scheme=scheme)
    shares = [mli.grade(item, answer, scheme=scheme).share for answer in answers]
    if shares:
        assert sum(shares) / len(shares) == pytest.approx(found.mean, abs=1e-12)
    blank = [] if item.format == "multi_select" else None
    assert mli.grade(item, blank, scheme=scheme).share == found.blank
    if item.format == "multi_select":
        everything = [option.id for option in item.options]
        assert mli.grade(item, everything, scheme=scheme).share == found.all
    else:
        assert found.all is None


@settings(max_examples=60)
@given(items("numeric", "short_answer", "free_text"), marking_schemes)
def test_open_formats_have_no_mean(item: mli.Item, scheme: mli.Scheme) -> None:
    """A blank earns nothing; a random number or text is not defined."""
    found = mli.guess(item, scheme=scheme)
    assert (found.blank, found.all, found.mean) == (0, None, None)
    assert mli.grade(item, None, scheme=scheme).points == 0


def test_a_cloze_has_a_mean_where_all_its_blanks_do() -> None:
    """Weighted as the score is."""
    options = [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B"}]
    blanks: dict[str, Any] = {
        "x": {"format": "single_choice", "options": options, "weight": 3},
        "y": {"format": "single_choice", "options": [*options, {"id": "c", "text": "C"}]},
    }
    source = {"id": "gaps", "format": "cloze", "stem": "{{x}} {{y}}", "blanks": blanks}
    assert pytest.approx(mli.guess(mli.make_item(source)).mean) == (3 * 1 / 2 + 1 / 3) / 4
    blanks["y"] = {"format": "numeric", "answer": 1}
    assert mli.guess(mli.make_item(source)).mean is None


@pytest.mark.parametrize(
    ("item", "names"),
    [
        (multi_select(2), {"balanced", "coverage", "exams_none", "weighted"}),
        (ORDERING, {"kendall", "displacement", "longest_run"}),
        (mli.load_bank()["loss-for-task"], {"per_row", "all_or_nothing"}),
        (mli.load_bank()["residual-block-gradient"], {"standard"}),
    ],
)
def test_every_policy_of_the_format(item: mli.Item, names: set[str]) -> None:
    """Named as schemes name them."""
    assert names <= set(mli.guesses(item))


def test_penalties_of_choices() -> None:
    """A penalty of 1/(n - 1) leaves nothing to chance."""
    item = mli.load_bank().select(formats="single_choice")
    found = mli.guesses(next(iter(item.values())))
    assert (found["no_penalty"].mean, found["penalty_chance"].mean) == (0.25, 0)


@settings(max_examples=20)
@given(st.integers(100, 400), st.integers(0, 5))
def test_long_lists_have_closed_forms(n: int, right: int) -> None:
    """Hundreds of options: exact all the same, in no time."""
    found = mli.guess(multi_select(right, n))
    assert 0 <= found.mean < 0.6
