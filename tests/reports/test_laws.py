"""Laws of whole reports, on random scores."""

from __future__ import annotations

import math
from typing import Any

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.reports import KINDS

ITEMS = ["choice-1", "choice-2", "several", "essay", "judged", "number", "steps"]
STATUSES = ["graded", "needs_review", "unanswered", "invalid", "failed"]

records = st.lists(
    st.tuples(
        st.sampled_from(ITEMS),
        st.sampled_from(["Ann", "Bob", None]),
        st.integers(1, 3),
        st.sampled_from(STATUSES),
        st.floats(-1, 1),
        st.floats(0, 1),
        st.sampled_from(["paper", None]),
    ),
    max_size=25,
    unique_by=lambda record: record[:3],
)


def made(score: Any, drawn: list[Any]) -> list[Any]:
    scores = []
    for item, name, attempt, status, share, reach, form in drawn:
        share = {"invalid": None, "failed": None, "unanswered": 0.0}.get(status, share)
        ends = (share, share) if status == "graded" else (0.0, reach)
        scores.append(
            score(
                item,
                share,
                examinee_id=name,
                attempt=attempt,
                status=status,
                shares=(0.0, 1.0) if share is None else ends,
                form=form,
            )
        )
    return scores


@settings(max_examples=examples(60))
@given(records, st.randoms(use_true_random=False), st.booleans())
def test_order_of_records_changes_nothing(
    bank: mli.Bank, score: Any, drawn: list[Any], random: Any, with_form: bool
) -> None:
    """Records in any order give the same report."""
    scores = made(score, drawn)
    form = bank.form("paper") if with_form else None
    before = mli.report(scores, bank=bank, by=KINDS, form=form)
    random.shuffle(scores)
    after = mli.report(scores, bank=bank, by=KINDS, form=form)
    assert before.model_dump(mode="json") == after.model_dump(mode="json")


@settings(max_examples=examples(60))
@given(records, st.booleans())
def test_ranges_and_counts(bank: mli.Bank, score: Any, drawn: list[Any], with_form: bool) -> None:
    """Ranges hold the points, shares stay below 1, and every item due is in one state."""
    form = bank.form("paper") if with_form else None
    found = mli.report(made(score, drawn), bank=bank, by=KINDS, form=form)
    for person in found.examinees:
        low, high = person.points_range
        assert low - 1e-9 <= person.points <= high + 1e-9
        assert high <= person.max_points + 1e-9
        states = [person.graded, person.unanswered, person.invalid, person.failed]
        assert sum(states) + person.needs_review == len(person.items)
        if with_form:
            assert person.max_points == 12
        for table in person.by.values():
            for row in table:
                assert row.points_range[0] - 1e-9 <= row.points <= row.points_range[1] + 1e-9
                assert -1 <= row.share <= 1
                assert 0 <= row.corrected <= 1
                assert 0 <= row.interval[0] < row.interval[1] <= 1
                assert (row.level is None) == row.too_few
        rows = person.by["category"]
        assert math.isclose(sum(row.max_points for row in rows), person.max_points)
    assert found.to_text()
    assert found.to_html()
