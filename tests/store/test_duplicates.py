"""A second record with the same examinee, item and attempt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mlinterview.model.records import ResponseRecord
from mlinterview.model.score import ItemScore
from mlinterview.store import mark_duplicates

keys = st.tuples(
    st.sampled_from([None, "ann", "None", "a', 'b"]), st.sampled_from(["a", "b"]), st.integers(1, 3)
)


@given(st.lists(keys, max_size=20))
def test_only_a_repeated_key_is_a_duplicate(found: list[tuple[str | None, str, int]]) -> None:
    """Of responses and of scores alike, in order, nobody left out."""
    responses = [ResponseRecord(examinee=e, item=i, attempt=a) for e, i, a in found]
    scores = [
        ItemScore(
            examinee_id=e, item_id=i, attempt=a, points=0, points_range=(0, 0), max_points=1,
            status="graded",
        )
        for e, i, a in found
    ]  # fmt: skip
    expected = [key in found[:index] for index, key in enumerate(found)]
    marked = list(mark_duplicates(responses))
    assert [record for record, _ in marked] == responses
    assert [again for _, again in marked] == expected
    assert [again for _, again in mark_duplicates(scores)] == expected
