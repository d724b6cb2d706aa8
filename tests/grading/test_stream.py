"""Grading many records: one score each, in their order, whatever they hold."""

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

import mlinterview as mli
from mlinterview.model.form import variant_seed

OPTIONS = [{"id": name, "text": name} for name in ("beta", "gamma", "delta")]
CHOICE = {
    "id": "which",
    "format": "multi_select",
    "stem": "Which?",
    "points": 2,
    "version": 3,
    "options": [{"id": "alpha", "text": "alpha", "correct": True}, *OPTIONS],
}
NUMBER = {
    "id": "how-many",
    "format": "numeric",
    "stem": "How many are {=n} and 1?",
    "parameters": {"n": {"range": [1, 10000]}},
    "answer": "=n + 1",
}
TEXT = {"id": "what", "format": "short_answer", "stem": "What?", "accept": ["recall"]}
ITEMS = {source["id"]: mli.make_item(source) for source in (CHOICE, NUMBER, TEXT)}
FORM = mli.Form.model_validate(
    {
        "id": "exam",
        "sections": [
            {
                "items": [
                    {"id": "which", "points": 5, "options": ["gamma", "alpha", "delta", "beta"]}
                ]
            },
            {"items": [{"id": "how-many", "seed": 11}, "what"]},
        ],
    }
)
BANK = mli.Bank(ITEMS, forms={"exam": FORM})


def scores(*records: Any, **options: Any) -> list[mli.ItemScore]:
    """The scores of a few records."""
    return list(mli.grade_all(BANK, records, **options))


class Broken:
    """A grader that fails on one response."""

    name = "broken"
    version = "7"

    def grade(
        self, item: mli.Item, response: Any, settings: Any, tools: mli.GradingTools
    ) -> mli.Verdict:
        if response == "boom":
            raise ZeroDivisionError("the first line\nthe second")
        return mli.Verdict(0.5)


RECORDS = [
    {"item": "which", "examinee": "ann", "response": ["alpha"], "seconds": 12.5, "attempt": 2},
    {"item": "which", "examinee": "bob", "response": None},
    {"item": "which", "examinee": "cem", "response": ["omega"]},
    {"item": "witch", "examinee": "dee", "response": ["alpha"]},
    {"item": "what", "examinee": "eva", "response": "recal"},
    {"item": "what", "examinee": "fay", "response": {"a": 1}},
    {"item": "how-many", "examinee": "gus", "response": "some"},
    {"examinee": "hal", "response": "no item"},
    {"item": "what", "examinee": "ida", "response": "recall", "attempt": 0},
    {"item": "what", "answer": "recall"},
    "no record",
    None,
    ["what", "recall"],
    {"item": ["what"], "response": "recall"},
    mli.ResponseRecord(item="what", response="recall"),
]


def test_every_record_has_its_score() -> None:
    """In their order, with what could not be graded told apart, and nothing raised."""
    found = scores(*RECORDS)
    assert [(score.item_id, score.status, score.points) for score in found] == [
        ("which", "graded", 2), ("which", "unanswered", 0), ("which", "invalid", None),
        ("witch", "invalid", None), ("what", "needs_review", 0), ("what", "invalid", None),
        ("how-many", "invalid", None), ("", "invalid", None), ("what", "invalid", None),
        ("what", "invalid", None), ("", "invalid", None), ("", "invalid", None),
        ("", "invalid", None), ("['what']", "invalid", None), ("what", "graded", 1),
    ]  # fmt: skip
    for score in found:
        assert (score.points is None) == (score.status in ("invalid", "failed"))
        assert (score.problem is not None) == (score.status in ("invalid", "failed"))
        assert score == mli.ItemScore.model_validate_json(score.model_dump_json())


def test_the_fields_of_a_record_are_kept() -> None:
    """Who, which attempt, how long, and what was given."""
    score = scores(RECORDS[0])[0]
    assert (
        score.examinee_id, score.attempt, score.seconds, score.response,
    ) == ("ann", 2, 12.5, ["alpha"])  # fmt: skip
    assert (
        score.item_version, score.scheme, score.grader.name, score.grader.version,
    ) == (3, "standard", "multi_select", "1")  # fmt: skip
    assert (score.max_points, score.points_range, score.confidence) == (2, (2, 2), 1.0)


@pytest.mark.parametrize(
    ("index", "kind", "message", "maximum"),
    [
        (2, "InvalidResponseError", "item 'which': expected one of alpha, beta, gamma, delta", 2),
        (3, "UnknownNameError", "no item named 'witch'; did you mean which?", 0),
        (5, "InvalidResponseError", "item 'what': expected text, found {'a': 1}", 1),
        (6, "InvalidResponseError", "item 'how-many': expected a number (no number in 'some')", 1),
        (7, "InvalidRecord", "item: Field required", 0),
        (8, "InvalidRecord", "attempt: ", 0),
        (9, "InvalidRecord", "answer: Extra inputs are not permitted", 0),
        (10, "InvalidRecord", "a record with 'item' and 'response' expected", 0),
    ],
)
def test_what_could_not_be_graded_says_why(
    index: int, kind: str, message: str, maximum: float
) -> None:
    """Kind and message on one line; it keeps its place in the maximum and may earn all of it."""
    score = scores(RECORDS[index])[0]
    assert kind == score.problem.kind
    assert message in score.problem.message
    assert "\n" not in score.problem.message
    assert (maximum, (0, maximum), 0) == (score.max_points, score.points_range, score.confidence)
    assert score.provisional


def test_a_crash_is_a_record_of_its_own() -> None:
    """``failed`` with the grader's name, from ``grade`` too; the others are graded."""
    graders = {"short_answer": Broken()}
    found = scores(
        {"item": "what", "response": "boom"}, {"item": "what", "response": "fine"}, graders=graders
    )
    assert [(s.status, s.points) for s in found] == [("failed", None), ("graded", 0.5)]
    alone = mli.grade(ITEMS["what"], "boom", graders=graders)
    for score in (found[0], alone):
        assert (score.grader.name, score.grader.version) == ("broken", "7")
        assert (score.problem.kind, score.problem.message) == (
            "ZeroDivisionError",
            "the first line",
        )
        assert (score.points_range, score.max_points, score.confidence) == ((0, 1), 1, 0)


@pytest.mark.parametrize(
    ("verdict", "message"),
    [
        (None, "a Verdict expected from the grader, found None"),
        (0.5, "a Verdict expected"),
        (mli.Verdict(1.5), "a share from -1 to 1 expected"),
        (mli.Verdict(float("nan")), "a share from -1 to 1 expected"),
        (mli.Verdict(0.5, share_range=(0.9, 0.1)), "a range of shares expected"),
        (mli.Verdict(0.5, share_range=(0, 7)), "a range of shares expected"),
        (mli.Verdict(0.5, confidence=3), "a confidence from 0 to 1 expected"),
        (mli.Verdict("half"), "could not convert"),
        (mli.Verdict(0.5, feedback=5), "not iterable"),
    ],
)
def test_verdicts_that_are_none(verdict: Any, message: str) -> None:
    """A foreign grader's slip never becomes points."""

    class Odd(Broken):
        def grade(self, *arguments: Any) -> Any:
            return verdict

    score = mli.grade(ITEMS["what"], "x", graders={"short_answer": Odd()})
    assert (score.status, score.points) == ("failed", None)
    assert message in score.problem.message


def test_an_own_grader_serves_blanks_too() -> None:
    """A cloze hands its blanks to the grader of their format."""
    cloze = mli.make_item(
        {
            "id": "gaps",
            "format": "cloze",
            "stem": "{{x}} {{y}}",
            "blanks": {
                "x": {"format": "short_answer", "accept": ["a"]},
                "y": {"format": "numeric", "answer": 1},
            },
        }
    )
    graders = {"short_answer": Broken()}
    assert mli.grade(cloze, {"x": "no", "y": 1}, graders=graders).points == 0.75
    assert mli.grade(cloze, {"x": "boom", "y": 1}, graders=graders).status == "failed"


def test_what_is_asked_for_must_be_there() -> None:
    """An unknown scheme is told when grading is asked for, not when the first score is drawn."""
    with pytest.raises(mli.UnknownNameError, match="no scheme named 'lax'"):
        mli.grade_all(BANK, [], scheme="lax")
    with pytest.raises(mli.UnknownNameError):
        mli.grade(ITEMS["what"], "x", scheme="lax")


def test_points_seed_and_order_come_from_the_form() -> None:
    """The form that a record names decides: one handed in, else the bank's own."""
    for options in ({}, {"forms": [FORM]}):
        choice, number, text = scores(
            {"item": "which", "response": ["alpha"], "form": "exam"},
            {"item": "how-many", "response": ITEMS["how-many"].values(11)["n"] + 1, "form": "exam"},
            {"item": "what", "response": "recall", "form": "exam"},
            **options,
        )
        assert (choice.points, choice.max_points) == (5, 5)
        assert choice.presented.order == ("gamma", "alpha", "delta", "beta")
        assert (number.points, number.presented.seed) == (1, 11)
        assert (text.points, text.presented.seed, text.presented.form) == (1, None, "exam")


def test_a_form_handed_in_wins_over_the_banks() -> None:
    """``--form`` names the paper that was written."""
    form = mli.Form.model_validate({"id": "exam", "sections": [{"items": ["which"]}]})
    record = {"item": "which", "response": ["alpha"], "form": "exam"}
    assert [score.max_points for score in scores(record, forms=[form])] == [2]
    assert [score.max_points for score in scores(record)] == [5]


def test_invalid_responses_keep_the_points_of_the_form() -> None:
    """An unreadable answer is never worth more than a wrong one."""
    bad, gone = scores(
        {"item": "which", "response": "alpha", "form": "exam"},
        {"item": "how-many", "response": "x", "form": "exam", "seed": 2},
    )
    assert (bad.status, bad.max_points, bad.points_range) == ("invalid", 5, (0, 5))
    assert (gone.status, gone.max_points) == ("invalid", 1)
    assert (gone.presented.form, gone.presented.seed) == ("exam", 2)


def test_a_variant_code_gives_seed_and_order() -> None:
    """The code on the paper, with the form's id, even where the form's file is not at hand."""
    for form in ("exam", "elsewhere"):
        seed = variant_seed(form, "B", "how-many")
        right = ITEMS["how-many"].values(seed)["n"] + 1
        number, choice = scores(
            {"item": "how-many", "response": right, "form": form, "variant": "B"},
            {"item": "which", "response": ["alpha"], "form": form, "variant": "B"},
        )
        assert (1, seed, "B") == (number.points, number.presented.seed, number.presented.variant)
        order = [
            o["id"] for o in mli.present(ITEMS["which"], seed=choice.presented.seed)["options"]
        ]
        assert tuple(order) == choice.presented.order
    assert seed != variant_seed("exam", "C", "how-many")
    assert FORM.seed_for("how-many", "B") == variant_seed("exam", "B", "how-many")


def test_the_records_own_seed_wins() -> None:
    """What the record says was shown was shown."""
    right = ITEMS["how-many"].values(99)["n"] + 1
    record = {"item": "how-many", "response": right, "form": "exam", "variant": "B", "seed": 99}
    assert [(score.points, score.presented.seed) for score in scores(record)] == [(1, 99)]


@pytest.mark.parametrize(
    "value",
    [
        json.loads("[" * 400 + "]" * 400),
        json.loads('{"a":' * 400 + "1" + "}" * 400),
        10**5_000,
        {"alpha": {1, 2}},
        ("alpha", "beta"),
        {"alpha", "beta"},
        object(),
        b"alpha",
        "\ud800",
        {"\ud800": "\udfff"},
        {("alpha", 1): "x"},
        float("inf"),
        complex(1, 2),
        "x" * 1_000_000,
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("item_id", list(ITEMS))
def test_no_value_breaks_the_batch(item_id: str, value: Any) -> None:
    """Deep, endless, foreign or unwritable values: a score that can be written, or invalid."""
    record = {"item": item_id, "response": value}
    (score,) = scores(record)
    assert score.status != "failed", score.problem
    assert score.model_dump_json()
    assert score.problem is None or len(score.problem.message) <= 500
    (score,) = scores({"item": value, "response": value, "examinee": value, "form": "x"})
    assert score.status == "invalid"
    assert score.model_dump_json()


def test_many_unknown_items_take_bounded_time() -> None:
    """Another bank's responses: hints for some, the message for all."""
    import time

    bank = mli.load_bank()
    start = time.perf_counter()
    records = ({"item": f"item-{number}", "response": "a"} for number in range(5_000))
    found = list(mli.grade_all(bank, records))
    assert {"UnknownNameError"} == {score.problem.kind for score in found}
    assert time.perf_counter() - start < 30


def test_memory_does_not_grow_with_the_records() -> None:
    """A generator goes in and an iterator comes out: three times the records, no more memory."""

    def graded(numbers: range) -> Iterator[mli.ItemScore]:
        records = (
            {
                "item": ("which", "what", "how-many")[number % 3],
                "examinee": f"person {number}",
                "response": (["alpha", "beta"], f"answer {number}", number)[number % 3],
            }
            for number in numbers
        )
        marks = [{"examinee": "person 1", "item": "what", "by": "Kim", "marks": 1}]
        return mli.grade_all(BANK, records, marks=marks)

    def peak(numbers: range) -> int:
        scores = graded(numbers)
        next(scores)
        tracemalloc.start()  # slow: a few thousand records tell as much as many
        try:
            assert sum(1 for _ in scores) == len(numbers) - 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    for _ in graded(range(20_000, 26_000)):
        pass  # caches of a bounded size are full after these
    few, many = peak(range(2_000)), peak(range(10_000, 16_000))
    assert many - few < 50 * 4_000  # a score kept would be two thousand bytes, a name seventy


def test_records_are_taken_one_by_one() -> None:
    """Nothing is read ahead, so a stream may never end."""
    taken = []

    def endless() -> Iterator[dict[str, Any]]:
        while True:
            taken.append(1)
            yield {"item": "what", "response": "recall"}

    graded = mli.grade_all(BANK, endless())
    assert [next(graded).status for _ in range(3)] == ["graded"] * 3
    assert len(taken) == 3


def test_answers_as_written_in_yaml_are_kept() -> None:
    """An unquoted ``1.10`` is text where text belongs, and a number where one does."""
    from mlinterview._plain import Plain

    bank = mli.Bank(
        {
            "version": mli.make_item({**TEXT, "id": "version", "accept": ["1.10"]}),
            "size": mli.make_item(
                {"id": "size", "format": "numeric", "stem": "How much?", "answer": 31}
            ),
        }
    )
    text, number = mli.grade_all(
        bank,
        [
            {"item": "version", "response": Plain("1.10", 1.1)},
            {"item": "size", "response": Plain("0x1F", 31)},
        ],
    )
    assert (text.points, text.response) == (1, "1.10")
    assert (number.points, number.response) == (1, 31)
