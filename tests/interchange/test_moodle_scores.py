"""What the loss report calls kept is kept: every score against a model of Moodle of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import moodle_model as moodle
import pytest
import strategies
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from moodle_gift import read_gift

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.interchange._scoring import responses

SAME = 1e-6  # Moodle writes fractions with seven decimals
# to shrink so many texts takes minutes
AS_IT_IS = settings(
    max_examples=60,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def as_there(item: Any, response: Any, question: moodle.Question) -> Any:
    """A response of ours as the model takes it: places of options, texts of menus."""
    if response is None:
        return None
    order = list(item.order(None, item.id))
    match item.format:
        case "single_choice":
            return order.index(response)
        case "multi_select":
            ticked = [order.index(identity) for identity in response]
            extra = len(question.answers) > len(order)  # "None of these" stands last
            return [len(order)] if extra and not ticked else ticked
        case "true_false":
            return (
                ["true", "false"].index(str(response).lower())
                if len(question.answers) == 2 and question.kind == "multichoice"
                else response
            )
        case "matching":
            pairs = question.settings.get("pairs") or question.answers
            menu = menu_of(item, [option for _, option in pairs])
            rows = [row.id for row in item.rows]
            return {rows.index(row): menu[option] for row, option in response.items()}
        case "ordering":
            return [item.step_ids.index(step) for step in response]
        case "numeric":
            return str(response)
        case "cloze":
            parts = [blank_there(item, name, response.get(name), order) for name in item.blank_ids]
            return parts if question.kind == "cloze" else parts[0]
        case _:
            return response


def menu_of(item: Any, options: Sequence[str]) -> dict[str, str]:
    """The text in Moodle's menu of each option of a matching; those of rows come first."""
    by_option = {row.match: text for row, text in zip(item.rows, options, strict=False)}
    unused = [name for name in item.order(None, item.id) if name not in by_option]
    rest = options[len(item.rows) :]
    return by_option | dict(zip(unused, rest, strict=False))


def blank_there(item: Any, name: str, value: Any, order: Sequence[str]) -> Any:
    blank = item.blanks[name]
    if value is None or blank.format == "short_answer":
        return value
    if blank.format == "numeric":
        return str(value)
    return list(item.blank_order(name, tuple(order))).index(value)


def ours(item: mli.Item, response: Any, scheme: Any) -> float:
    score = mli.grade(item, response, scheme=scheme)
    assert score.points is not None
    return score.points / score.max_points


def outcome(made: mli.Exported, item_id: str, aspect: str) -> str | None:
    return outcomes(made).get((item_id, aspect))


def outcomes(made: mli.Exported) -> dict[tuple[str, str], str]:
    """What became of each aspect of each item; what is told first of one counts."""
    return {(loss.item, loss.aspect): loss.outcome for loss in reversed(made.losses)}


def check(
    item: mli.Item,
    kept: str | None,
    question: moodle.Question,
    scheme: Any,
    most: int | None = None,
) -> None:
    """Kept scores are the same for every response; the key earns everything where any is kept."""
    assert kept in ("kept", "approximated", "dropped")
    if kept == "dropped":
        assert question.kind == "essay"
        return
    assert question.identity == item.id
    for response in islice(responses(item), most):
        there = question.share(as_there(item, response, question))
        if kept == "kept":
            assert ours(item, response, scheme) == pytest.approx(there, abs=SAME), response


SCHEMES = ("standard", "strict", "r-exams")


def read(made: mli.Exported, target: str) -> list[moodle.Question]:
    if target == "gift":
        return read_gift(made.content.decode())
    return moodle.read_xml(made.content)


@pytest.mark.parametrize("target", ["moodle-xml", "gift"])
@AS_IT_IS
@given(source=strategies.sources(), scheme=st.sampled_from(SCHEMES))
def test_kept_scores_are_the_same_for_every_response(
    source: dict[str, Any], scheme: str, target: str
) -> None:
    """Whatever the texts, options and settings of an item, what is called kept is kept."""
    item = mli.make_item({**source, "status": "reviewed"})
    made = mli.export(Bank({item.id: item}), to=target, scheme=scheme)
    if outcome(made, item.id, "item") == "dropped":
        assert read(made, target) == []
        return
    (question,) = read(made, target)
    check(item, outcome(made, item.id, "scoring"), question, scheme)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["moodle-xml", "gift"])
def test_bundled_bank_scores_as_the_loss_report_says(
    target: str, whole_bank: Callable[[str], mli.Exported]
) -> None:
    """Every question of the bundled bank is there, and scores as it is said to."""
    bank = mli.load_bank()
    made = whole_bank(target)
    found = {question.identity: question for question in read(made, target)}
    told = outcomes(made)
    for place, item in enumerate(bank.values()):
        if told.get((item.id, "item")) == "dropped":
            assert item.id not in found
            continue
        assert item.id in found
        if place % 4 == 0:  # a quarter is enough of the same kind
            kept = told.get((item.id, "scoring"))
            check(item.variant(0), kept, found[item.id], "standard", most=10)


POLICIES = (
    "balanced", "all_or_nothing", "net_correct", "each_option", "coverage", "halves", "exams_true",
    "exams_false", "exams_false2", "exams_all", "exams_none", "weighted",
)  # fmt: skip


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(("right", "wrong"), [(1, 4), (2, 3), (3, 3), (7, 1), (3, 0), (0, 3)])
def test_every_policy_of_multi_select(right: int, wrong: int, policy: str, tmp_path: Path) -> None:
    """Fractions come from Moodle's list, add up to 1, and are kept only where nothing differs."""
    item = many(right, wrong)
    scheme = own_scheme(tmp_path, f"multi_select: {{policy: {policy}}}")
    made = mli.export(Bank({item.id: item}), to="moodle-xml", scheme=scheme)
    (question,) = moodle.read_xml(made.content)
    check(item, outcome(made, item.id, "scoring"), question, scheme)
    differs = [
        abs(ours(item, given, scheme) - question.share(as_there(item, given, question)))
        for given in responses(item)
    ]
    same = max(differs) <= SAME
    # without a right option, ticking nothing is an option there
    assert outcome(made, item.id, "scoring") == ("kept" if same and right else "approximated")


def own_scheme(folder: Path, settings: str) -> mli.Scheme:
    """A scheme of a file that says so much of one format; read once for many responses."""
    path = folder / "own.yaml"
    path.write_text(f"name: own\nformats:\n  {settings}\n", encoding="utf-8")
    return mli.load_scheme(path)


def many(right: int, wrong: int) -> mli.Item:
    options = [
        {"id": f"o{place}", "text": f"Option {place}", "correct": place < right}
        for place in range(right + wrong)
    ]
    return mli.make_item(
        {"id": "many", "format": "multi_select", "stem": "Which?", "options": options}
    )


def test_kept_policies_are_those_that_moodle_can_express() -> None:
    """Moodle adds and clips: the balanced rule with listed fractions is kept, others are not."""
    expected = {
        ("standard", 2, 3): "kept",
        ("standard", 3, 3): "kept",
        ("standard", 1, 4): "kept",
        ("standard", 11, 2): "approximated",  # a share of 1/11 is not in the list
        ("strict", 2, 3): "approximated",  # all or nothing
        ("strict", 1, 1): "kept",  # one right: +1 and -1
    }
    found = {
        (scheme, right, wrong): outcome(
            mli.export(Bank({"many": many(right, wrong)}), to="moodle-xml", scheme=scheme),
            "many",
            "scoring",
        )
        for scheme, right, wrong in expected
    }
    assert expected == found


ORDER_POLICIES = {
    "all_or_nothing": "ALL_OR_NOTHING",
    "absolute": "ABSOLUTE_POSITION",
    "next_excluding_last": "RELATIVE_NEXT_EXCLUDE_LAST",
    "next_including_last": "RELATIVE_NEXT_INCLUDE_LAST",
    "one_previous_and_next": "RELATIVE_ONE_PREVIOUS_AND_NEXT",
    "kendall": "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "longest_subset": "LONGEST_ORDERED_SUBSET",
    "longest_run": "LONGEST_CONTIGUOUS_SUBSET",
    "displacement": "RELATIVE_TO_CORRECT",
}


@pytest.mark.parametrize(("policy", "grading"), ORDER_POLICIES.items())
def test_grading_types_of_moodle_are_our_policies(
    policy: str, grading: str, tmp_path: Path
) -> None:
    """Each rule that Moodle has is written by its name, and gives the same for every order."""
    steps = [{"id": name, "text": name} for name in "abcde"]
    item = mli.make_item({"id": "o", "format": "ordering", "stem": "Order.", "steps": steps})
    scheme = own_scheme(tmp_path, f"ordering: {{policy: {policy}}}")
    made = mli.export(Bank({item.id: item}), to="moodle-xml", scheme=scheme)
    assert f"<gradingtype>{grading}</gradingtype>" in made.content.decode()
    assert outcome(made, "o", "scoring") == "kept"
    (question,) = moodle.read_xml(made.content)
    check(item, "kept", question, scheme)
