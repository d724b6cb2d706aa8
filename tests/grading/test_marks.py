"""People's marks: they win over graders, and fall away when what they marked has changed."""

from typing import Any

import pytest

import mlinterview as mli

ITEM = mli.make_item(
    {
        "id": "why",
        "format": "free_text",
        "stem": "Why?",
        "points": 4,
        "version": 2,
        "rubric": [
            {
                "id": "first",
                "points": 3,
                "statement": "Says the first.",
                "evidence": ["first thing"],
            },
            {"id": "second", "points": 3, "statement": "Says the second.", "evidence": ["second"]},
        ],
    }
)
CHOICE = mli.make_item(
    {
        "id": "which",
        "format": "multi_select",
        "stem": "Which?",
        "options": [{"id": "a", "text": "A", "correct": True}, {"id": "b", "text": "B"}],
    }
)
BANK = mli.Bank({item.id: item for item in (ITEM, CHOICE)})


def graded(mark: dict[str, Any], **record: Any) -> mli.ItemScore:
    """The score of one response with one mark."""
    fields = {"item": "why", "examinee": "ann", "response": "The first thing.", **record}
    marks = [{"examinee": "ann", "item": "why", "by": "Kim", **mark}]
    (score,) = mli.grade_all(BANK, [fields], marks=marks)
    return score


@pytest.mark.parametrize(
    ("marks", "points", "span", "status"),
    [
        ({"first": "met", "second": "met"}, 4, (4, 4), "graded"),
        ({"first": "met", "second": "not met"}, 2, (2, 2), "graded"),
        ({"first": True, "second": False}, 2, (2, 2), "graded"),
        ({"first": 1.5, "second": 0}, 1, (1, 1), "graded"),
        ({"first": "Met", "second": 3}, 4, (4, 4), "graded"),
        ({"second": "met"}, 4, (2, 4), "needs_review"),
        ({"second": "not met"}, 2, (0, 2), "needs_review"),
        ({}, 2, (0, 4), "needs_review"),
        (3, 3, (3, 3), "graded"),
        (0, 0, (0, 0), "graded"),
        (4, 4, (4, 4), "graded"),
        (-1, -1, (-1, -1), "graded"),
    ],
)
def test_a_mark_wins(marks: Any, points: float, span: tuple[float, float], status: str) -> None:
    """Criteria met or not, points for a criterion, or points for the whole item."""
    score = graded({"marks": marks})
    assert (points, status) == (score.points, score.status)
    assert span == score.points_range
    assert (score.grader.name, score.grader.version) == ("Kim", None)
    assert score.problem is None
    assert (score.confidence == 1.0) is (status == "graded")
    assert (score.band is None) is (status == "graded")


def test_criteria_keep_their_evidence() -> None:
    """What the grader found stays beside what the person decided."""
    score = graded({"marks": {"first": "met", "second": "not met"}, "note": "Well put."})
    first, second = score.criteria
    assert [(s.start, s.end, s.text) for s in first.spans] == [(4, 15, "first thing")]
    assert (first.points, first.max_points, first.met) == (2, 2, True)
    assert (second.points, second.max_points, second.met) == (0, 2, False)
    assert "Well put." in score.feedback


@pytest.mark.parametrize(
    ("mark", "kind", "message"),
    [
        ({"marks": 3, "item_version": 1}, "StaleMark", "now version 2, marked was version 1"),
        ({"marks": 3, "response": "Something else."}, "StaleMark", "the response has changed"),
        ({"marks": {"third": "met"}}, "InvalidMark", "no criterion named third"),
        ({"marks": {"first": 3.5}}, "InvalidMark", "0 to 3 points expected for 'first', found 3.5"),
        ({"marks": {"first": -1}}, "InvalidMark", "0 to 3 points expected"),
        ({"marks": 4.5}, "InvalidMark", "points up to 4 expected, found 4.5"),
        ({"marks": -5}, "InvalidMark", "points up to 4 expected, found -5"),
    ],
)
def test_a_mark_that_does_not_fit_is_listed(mark: dict[str, Any], kind: str, message: str) -> None:
    """The grader's score stays, and says whose mark was left out and why."""
    score = graded(mark)
    (alone,) = mli.grade_all(
        BANK, [{"item": "why", "examinee": "ann", "response": "The first thing."}]
    )
    assert alone == score.model_copy(update={"problem": None})
    assert kind == score.problem.kind
    assert score.problem.message.startswith("mark by Kim not used: ")
    assert message in score.problem.message


@pytest.mark.parametrize("mark", [{"item_version": 2}, {"response": "The first thing."}])
def test_a_mark_of_what_is_still_there_holds(mark: dict[str, Any]) -> None:
    """The same version and the same response."""
    assert graded({"marks": 3, **mark}).points == 3


def test_options_in_another_order_are_the_same_response() -> None:
    """A list of options means a set."""
    records = [{"item": "which", "examinee": "ann", "response": ["b", "a"]}]
    mark = {"examinee": "ann", "item": "which", "by": "Kim", "marks": 1, "response": ["a", "b"]}
    (score,) = mli.grade_all(BANK, records, marks=[mark])
    assert (score.points, score.problem) == (1, None)


def test_criteria_need_a_rubric() -> None:
    """Other formats take points for the whole item."""
    records = [{"item": "which", "examinee": "ann", "response": ["a", "b"]}]
    mark = {"examinee": "ann", "item": "which", "by": "Kim", "marks": {"a": "met"}}
    (score,) = mli.grade_all(BANK, records, marks=[mark])
    assert (score.points, score.status) == (0, "graded")
    assert "multi_select has no criteria to mark" in score.problem.message


def test_a_mark_makes_up_for_what_no_grader_could_read() -> None:
    """An invalid response and a grader's crash are decided by a person."""
    mark = {"examinee": "ann", "item": "why", "by": "Kim", "marks": 2}
    records = [{"item": "why", "examinee": "ann", "response": ["a list"]}]
    (score,) = mli.grade_all(BANK, records, marks=[mark])
    assert (
        score.points, score.status, score.points_range, score.problem,
    ) == (2, "graded", (2, 2), None)  # fmt: skip


def test_marks_of_responses_that_no_format_reads() -> None:
    """The same unreadable value is still what was marked; another one is not."""
    mark = {"examinee": "ann", "item": "which", "by": "Kim", "marks": 1, "response": "a and b"}
    records = [{"item": "which", "examinee": "ann", "response": value} for value in ("a and b", 5)]
    same, other = mli.grade_all(BANK, records, marks=[mark])
    assert (same.points, same.status) == (1, "graded")
    assert (other.points, other.status) == (None, "invalid")
    assert other.problem is not None
    assert other.problem.kind == "InvalidResponseError"


def test_marks_go_by_examinee_item_and_attempt() -> None:
    """Each attempt may have a mark; one without an attempt is for those that have none."""
    records = [
        {"item": "why", "examinee": name, "attempt": attempt, "response": "?"}
        for name in ("ann", "bob")
        for attempt in (1, 2, 3)
    ]
    marks = [
        {"examinee": "ann", "item": "why", "by": "Kim", "marks": 1, "attempt": 1},
        {"examinee": "ann", "item": "why", "by": "Kim", "marks": 2, "attempt": 2},
        {"examinee": "ann", "item": "why", "by": "Kim", "marks": 3},
    ]
    scores = list(mli.grade_all(BANK, records, marks=marks))
    assert [score.points for score in scores] == [1, 2, 3, 0, 0, 0]
    assert [score.grader.name for score in scores] == ["Kim"] * 3 + ["rubric"] * 3


def test_the_last_mark_counts() -> None:
    """Files of marks are appended to."""
    marks = [
        mli.Mark(examinee="ann", item="why", by="Kim", marks=1),
        mli.Mark(examinee="ann", item="why", by="Lee", marks=2),
    ]
    records = [{"item": "why", "examinee": "ann", "response": "?"}]
    (score,) = mli.grade_all(BANK, records, marks=marks)
    assert (score.points, score.grader.name) == (2, "Lee")


def test_marks_are_scaled_to_the_form() -> None:
    """Criteria share out the points that the item has on the form."""
    form = mli.Form.model_validate(
        {"id": "exam", "sections": [{"items": [{"id": "why", "points": 12}]}]}
    )
    records = [{"item": "why", "examinee": "ann", "response": "?", "form": "exam"}]
    mark = {"examinee": "ann", "item": "why", "by": "Kim"}
    for marks, points in (({"first": "met", "second": 1}, 8), (11, 11)):
        (score,) = mli.grade_all(BANK, records, marks=[{**mark, "marks": marks}], forms=[form])
        assert (points, 12) == (score.points, score.max_points)


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ({"item": "why", "marks": 1}, "mark 2: by: Field required"),
        (
            {"item": "why", "by": "Kim", "marks": "good"},
            "mark 2: marks: 'met', 'not met' or points",
        ),
        ({"item": "why", "by": "Kim", "marks": {"a": "so so"}}, "found 'so so'"),
        ({"item": "why", "by": "Kim", "marks": True}, "points, or a mark for each criterion"),
        ({"item": "why", "by": "Kim", "marks": float("nan")}, "'met', 'not met' or points"),
        ({"item": "why", "by": "Kim", "marks": 1, "points": 1}, "points: Extra inputs"),
        ("Kim", "mark 2: "),
    ],
)
def test_what_is_no_mark(mark: Any, message: str) -> None:
    """Said at once, with its number, before anything is graded."""
    good = {"item": "why", "by": "Kim", "marks": 1}
    with pytest.raises(mli.RecordsError, match=message) as info:
        mli.grade_all(BANK, [], marks=[good, mark])
    assert "\n" not in str(info.value)


def test_red_flags_stay_with_the_marks() -> None:
    """What an interviewer noted for themselves is no feedback; the rest of the note is."""
    note = "Red flag: Blames the data.\nClear and calm."
    assert graded({"marks": {"first": "met"}, "note": note}).feedback[-1] == "Clear and calm."
