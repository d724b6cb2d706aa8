"""From criteria to points: caps, forbidden claims, misconceptions, doubt, people's part."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mlinterview as mli

WORDS = ("recall", "precision", "accuracy", "loss")


def item(rubric: Any = None, points: float = 4, **more: Any) -> mli.Item:
    """A free-text item whose criteria are met by one word each."""
    criteria = [
        {"id": word, "statement": f"Names {word}.", "evidence": f"{word} counts"} for word in WORDS
    ]
    return mli.make_item(
        {
            "id": "which",
            "format": "free_text",
            "stem": "Please explain.",
            "points": points,
            "rubric": rubric or {"criteria": criteria, **more},
        }
    )


def naming(*words: str) -> str:
    """An answer that meets the criteria of these words."""
    return " ".join(f"The {word} counts." for word in words)


def test_a_short_rubric_fits_on_five_lines(tmp_path: Path) -> None:
    """One criterion with three phrases: a list of criteria, evidence as a list of texts."""
    rubric = """\
  rubric:
    - id: constant-guess
      statement: Says that always guessing the common class has a high accuracy.
      evidence: [guess ~ majority class, always predict ~ accuracy, constant guess]
"""
    assert len(rubric.splitlines()) <= 5
    place = tmp_path / "questions" / "ml_theory" / "items.yaml"
    place.parent.mkdir(parents=True)
    place.write_text(f"- id: rare\n  format: free_text\n  stem: Why?\n{rubric}", encoding="utf-8")
    bank = mli.load_bank(tmp_path)
    assert mli.grade(bank["rare"], "A constant guess does well.", bank=bank).points == 1


@pytest.mark.parametrize(
    ("cap", "said", "points"),
    [
        (None, WORDS, 4),
        (None, ("recall",), 1),
        (2, ("recall",), 2),
        (2, ("recall", "loss"), 4),
        (2, WORDS, 4),
        ([{"criteria": ["recall", "precision"], "points": 1}], ("recall", "precision"), 4 / 3),
        ([{"criteria": ["recall", "precision"], "points": 1}], ("recall", "loss"), 8 / 3),
        ([{"criteria": ["recall", "precision"], "points": 1}], WORDS, 4),
        (
            [
                {"criteria": ["recall", "precision"], "points": 1},
                {"criteria": ["accuracy", "loss"], "points": 1},
            ],
            ("recall", "precision"),
            2,
        ),
        (99, ("recall",), 1),
    ],
)
def test_caps_bound_what_criteria_earn(cap: Any, said: tuple[str, ...], points: float) -> None:
    """``any two of four``: points are shares of what can be earned under the caps."""
    graded = mli.grade(item(cap=cap), naming(*said))
    assert graded.points == pytest.approx(points)
    assert graded.max_points == 4


def test_a_forbidden_claim_takes_its_criterion_away() -> None:
    """Beside the claim that a criterion forbids it earns nothing, others stay; a denial is none."""
    criteria = [
        {"id": "a", "statement": "A.", "evidence": "recall counts", "forbidden": "guess counts"},
        {"id": "b", "statement": "B.", "evidence": "precision counts"},
    ]
    marked = item({"criteria": criteria}, points=2)
    assert mli.grade(marked, naming("recall", "precision")).points == 2
    graded = mli.grade(marked, naming("recall", "precision", "guess"))
    assert [part.rule for part in graded.criteria] == ["forbidden", "phrase"]
    assert graded.points == 1
    denied = naming("recall", "precision") + " No guess counts."
    assert mli.grade(marked, denied).points == 2


def test_what_the_rubric_forbids_makes_the_answer_worth_nothing() -> None:
    """All criteria earn nothing, and the feedback says why."""
    graded = mli.grade(item(forbidden="guess counts"), naming("recall", "guess"))
    assert graded.points == 0
    assert all(part.met is False for part in graded.criteria)
    assert any("forbids" in line for line in graded.feedback)


@pytest.mark.parametrize(
    ("effect", "points", "rule"),
    [
        ({}, 2, "phrase"),
        ({"void": ["recall"]}, 1, "misconception"),
        ({"minus": 0.5}, 1.5, "phrase"),
        ({"minus": 99}, 0, "phrase"),
        ({"void": ["recall"], "minus": 0.5}, 0.5, "misconception"),
        ({"void": ["accuracy"]}, 2, "phrase"),
    ],
)
def test_misconceptions_void_and_take_away(
    effect: dict[str, Any], points: float, rule: str
) -> None:
    """A wrong belief is named with its feedback; its effect never goes below nothing."""
    wrong = {
        "id": "guessing",
        "statement": "Guesses count.",
        "evidence": "guess counts",
        "feedback": "Guesses do not count.",
        "effect": effect,
    }
    marked = item(misconceptions=[wrong])
    graded = mli.grade(marked, naming("recall", "precision", "guess"))
    assert graded.misconceptions == ("guessing",)
    assert "Guesses do not count." in graded.feedback
    assert graded.points == pytest.approx(points)
    assert graded.criteria[0].rule == rule
    clean = mli.grade(marked, naming("recall", "precision") + " No guess counts.")
    assert (clean.points, clean.misconceptions) == (2, ())


@pytest.mark.parametrize(
    "answer",
    [
        "Recall counts. Recall does not count.",
        "The recall counts on rare classes. It is not true that the recall counts on rare classes.",
        "The recall counts on rare classes. The recall never counts on rare classes.",
    ],
)
def test_contradictory_claims_halve_and_say_so(answer: str) -> None:
    """Claimed and denied in the same words: half of the points, and the reason beside them."""
    (part, *_) = (graded := mli.grade(item(), answer)).criteria
    assert (graded.points, part.rule, part.met) == (0.5, "contradicted", False)
    assert part.note is not None
    assert "denied" in part.note
    assert graded.band != "auto"


def test_denying_something_else_is_no_contradiction() -> None:
    """A denial in other words leaves the claim alone."""
    answer = "The recall counts on the rare class. It does not count what the common class does."
    assert mli.grade(item(), answer).criteria[0].rule == "phrase"


LIST = "recall, precision, accuracy, loss, epoch, batch, layer, kernel, stride, momentum, sigmoid"


@pytest.mark.parametrize(("style", "points"), [("prose", 0), ("list", 2), ("formula", 2)])
def test_bare_terms_count_where_a_list_is_asked_for(style: str, points: float) -> None:
    """In prose a list of terms says nothing; in a list or a formula it does."""
    criteria = [
        {"id": word, "statement": word, "evidence": word} for word in ("recall", "precision")
    ]
    marked = item({"criteria": criteria, "answer_style": style}, points=2)
    graded = mli.grade(marked, LIST)
    assert graded.points == points
    assert bool(graded.feedback) is (style == "prose")


def test_a_person_decides_what_the_engine_cannot() -> None:
    """Without evidence, or by ``grading: person``, a criterion is open from nothing to all."""
    criteria = [
        {"id": "a", "statement": "A.", "evidence": "recall counts"},
        {"id": "b", "statement": "B."},
        {"id": "c", "statement": "C.", "evidence": "loss counts", "grading": "person"},
    ]
    graded = mli.grade(item({"criteria": criteria}, points=3), naming("recall", "loss"))
    assert [part.met for part in graded.criteria] == [True, None, None]
    assert [part.rule for part in graded.criteria] == ["phrase", "person", "person"]
    assert all(not part.decided for part in graded.criteria)
    assert (graded.points, graded.points_range, graded.status) == (1, (0, 3), "needs_review")


def test_a_person_graded_rubric_is_all_theirs() -> None:
    """No points, no confidence, band ``review``: from nothing to everything."""
    graded = mli.grade(item(grading="person"), naming(*WORDS))
    assert (graded.points, graded.points_range) == (0, (0, 4))
    assert (graded.confidence, graded.band, graded.status) == (0, "review", "needs_review")
    assert {part.rule for part in graded.criteria} == {"person"}


def calibrated(count: int) -> mli.Item:
    """An item with so many judged answers of its own."""
    answers = [{"text": f"Answer {number}", "met": []} for number in range(count)]
    return item(calibration=answers)


@pytest.mark.parametrize(("count", "band"), [(0, "check"), (11, "check"), (12, "auto")])
def test_few_judged_answers_leave_it_to_a_person(count: int, band: str) -> None:
    """With fewer than twelve judged answers an item is never graded without a person."""
    scheme = mli.Scheme.model_validate(
        {"name": "sure", "formats": {"free_text": {"review_below": 0.5}}}
    )
    graded = mli.grade(calibrated(count), naming(*WORDS), scheme=scheme)
    assert (graded.points, graded.band) == (4, band)
    assert (graded.status == "graded") is (band == "auto")
    assert graded.points_range == ((4, 4) if band == "auto" else (0, 4))


def test_feedback_goes_to_those_who_missed_it() -> None:
    """Feedback on a criterion that is met stays away."""
    criteria = [
        {"id": "a", "statement": "A.", "evidence": "recall counts", "feedback": "And recall?"},
        {"id": "b", "statement": "B.", "evidence": "loss counts", "feedback": "And the loss?"},
    ]
    graded = mli.grade(item({"criteria": criteria}, points=2), naming("recall"))
    assert graded.feedback == ("And the loss?",)
    assert [part.feedback for part in graded.criteria] == [None, "And the loss?"]


@pytest.mark.parametrize(
    "less",
    [
        lambda text: "Perhaps " + text,
        lambda text: text.replace("counts", "might count"),
        lambda text: text.replace("precision", "precison"),
    ],
    ids=["perhaps", "might", "a slip"],
)
def test_doubt_costs_confidence_and_no_points(less: Callable[[str], str]) -> None:
    """Hedged or misspelt, a claim earns its points with less confidence."""
    plain = "the precision counts"
    sure, unsure = mli.grade(item(), plain), mli.grade(item(), less(plain))
    assert sure.points == unsure.points == 1
    assert unsure.criteria[1].confidence < sure.criteria[1].confidence


def test_the_grader_names_itself_and_its_version() -> None:
    """The record says which engine gave the score."""
    graded = mli.grade(item(), naming("recall"))
    assert graded.grader is not None
    assert (graded.grader.name, graded.grader.version) == ("rubric", "1")
