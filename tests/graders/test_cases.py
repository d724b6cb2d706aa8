"""The worked cases of ``graders/cases``: what responses earn, as instructors can read it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli
from mlinterview._plain import resolve_tree
from mlinterview.bank._yaml import read_yaml

FOLDER = Path(__file__).parents[2] / "graders" / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
FORMATS = {
    "cloze", "free_text", "matching", "multi_select", "numeric", "ordering", "short_answer",
    "single_choice", "true_false",
}  # fmt: skip

ENTRY_KEYS = {
    "title", "item", "cases", "responses", "points", "scheme", "settings", "formats",
    "decimal_mark", "seed",
}  # fmt: skip
CASE_KEYS = {"response", "points", "status", "range", "says", "note"}


def entries(path: Path) -> list[dict[str, Any]]:
    document = read_yaml(path)
    assert document.faults == ()
    assert isinstance(document.value, list)
    return document.value


def item_of(entry: dict[str, Any]) -> mli.Item:
    item = entry["item"]
    return mli.make_item(item) if isinstance(item, dict) else mli.load_bank()[item]


def scheme_of(entry: dict[str, Any], item: mli.Item, **settings: Any) -> mli.Scheme:
    fields = mli.load_scheme(entry.get("scheme", "standard")).model_dump(by_alias=True)
    laid_over = {item.format: {**entry.get("settings", {}), **settings}, **entry.get("formats", {})}
    for name, changes in laid_over.items():
        fields["formats"][name] |= changes
    if "decimal_mark" in entry:
        fields["decimal_mark"] = entry["decimal_mark"]
    return mli.Scheme.model_validate(fields)


def worked() -> Iterator[Any]:
    """Every case, as (item, scheme, seed, case)."""
    for path in FILES:
        for entry in entries(path):
            item, name = item_of(entry), f"{path.stem}: {entry['title']}"
            seed = resolve_tree(entry.get("seed"))
            for number, case in enumerate(entry.get("cases", ()), 1):
                parts = (item, scheme_of(entry, item), seed, case)
                yield pytest.param(*parts, id=f"{name} {number}")
            if "responses" in entry:
                for policy, points in entry["points"].items():
                    scheme = scheme_of(entry, item, policy=policy)
                    pairs = zip(entry["responses"], points, strict=True)
                    for number, (response, earned) in enumerate(pairs, 1):
                        case = {"response": response, "points": earned}
                        yield pytest.param(item, scheme, seed, case, id=f"{name} {policy} {number}")


@pytest.mark.parametrize(("item", "scheme", "seed", "case"), list(worked()))
def test_a_response_earns_what_the_case_says(
    item: mli.Item, scheme: mli.Scheme, seed: int | None, case: dict[str, Any]
) -> None:
    """Points, status, range and message of one response; the batch says the same as ``grade``."""
    record = {"item": item.id, "response": case["response"], "seed": seed}
    bank = mli.Bank({item.id: item})
    (score,) = mli.grade_all(bank, [record], scheme=scheme)
    said = [*score.feedback, score.problem.message if score.problem else ""]

    expected = resolve_tree(case)
    if "status" in expected:
        assert expected["status"] == score.status
    else:
        assert score.status in ("graded", "needs_review")
    if "points" in expected:
        assert expected["points"] == pytest.approx(score.points, abs=5e-5)
    if "range" in expected:
        assert expected["range"] == pytest.approx(list(score.points_range), abs=5e-5)
    if "says" in case:
        assert any(str(case["says"]) in line for line in said), said
    if score.status == "invalid":
        with pytest.raises(mli.InvalidResponseError):
            mli.grade(item, case["response"], scheme=scheme, seed=seed)
    else:
        alone = mli.grade(item, case["response"], scheme=scheme, seed=seed)
        assert alone == score


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_entries_have_no_unknown_keys(path: Path) -> None:
    """A mistyped key would be a check that nobody makes."""
    for entry in entries(path):
        assert set(entry) <= ENTRY_KEYS, entry["title"]
        assert ("cases" in entry) != ("responses" in entry), entry["title"]
        for case in entry.get("cases", ()):
            assert set(case) <= CASE_KEYS, (entry["title"], case)
            assert {"points", "status"} & set(case), (entry["title"], case)


def test_every_format_policy_and_status_has_a_case() -> None:
    """All formats and policies, and every status that a response can bring about."""
    formats, policies, statuses = set(), set(), set()
    for path in FILES:
        for entry in entries(path):
            formats.add(item_of(entry).format)
            policies |= set(entry["points"]) if "responses" in entry else set()
            statuses |= {case.get("status", "graded") for case in entry.get("cases", ())}
    assert formats == FORMATS
    known = {
        policy
        for name in ("loss-for-task", "single-batch-loss-oscillates", "rag-steps-in-order")
        for policy in mli.guesses(mli.load_bank()[name])
    }
    assert known == policies
    assert statuses == {"graded", "needs_review", "unanswered", "invalid"}
