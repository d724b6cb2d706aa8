"""Likeness to judged answers: a second opinion, heard only beside evidence."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.graders._prose.denial import mark_denials
from mlinterview.graders._prose.prose import Prose, read_prose
from mlinterview.graders._prose.words import FUNCTION
from mlinterview.graders._rubric.likeness import FEWEST_JUDGED, Likeness

SLOW = [
    "Training crawls and takes ages",
    "Progress is sluggish, epochs drag on",
    "It needs very many updates until it arrives",
    "One waits for days",
    "The descent creeps along",
]
STUCK = [
    "it may rest on a plateau",
    "it can settle in a shallow hollow",
    "it stays where it began",
    "it halts at a saddle",
    "it remains beside the start",
]
OTHER = ["Memory is used up", "The labels are wrong", "Everybody agrees", "The seed was fixed"]
JUDGED = [
    *(f"{one}, and {two}." for one in SLOW for two in STUCK),
    *(f"{one}." for one in SLOW),
    *(f"{two[0].upper()}{two[1:]}." for two in STUCK),
    *(f"{text}." for text in OTHER),
]


def met_by(text: str) -> list[str]:
    """The criteria that a judged answer meets, by its making."""
    folded = text.lower()
    pairs = (("slow", SLOW), ("stuck", STUCK))
    return [name for name, texts in pairs if any(one.lower() in folded for one in texts)]


def prose_of(text: str) -> Prose:
    """An answer as the engine reads it."""
    prose = read_prose(text)
    mark_denials(prose)
    return prose


def item(judged: list[str], **fields: Any) -> mli.Item:
    """Two criteria whose evidence knows one phrase each, and the judged answers."""
    rubric: dict[str, Any] = {
        "criteria": [
            {"id": "slow", "statement": "Says that training is slow.", "evidence": "slow"},
            {"id": "stuck", "statement": "Says that it may be stuck.", "evidence": "stuck"},
        ],
        "calibration": [{"text": text, "met": met_by(text)} for text in judged],
        **fields,
    }
    source = {"id": "steps", "format": "free_text", "stem": "Small steps?", "points": 2}
    return mli.make_item({**source, "rubric": rubric})


def rules(answer: str, judged: list[str] = JUDGED, **fields: Any) -> dict[str, str | None]:
    """The rule that decided each criterion."""
    score = mli.grade(item(judged, **fields), answer)
    return {part.id: part.rule for part in score.criteria}


LIKE = "Learning is slow. It may rest on a plateau, it can settle in a shallow hollow."


def test_what_reads_like_judged_answers_is_shown_and_earns_nothing() -> None:
    """Evidence decides; the sentence that reads like those that met the other is named."""
    score = mli.grade(item(JUDGED), LIKE)
    slow, stuck = score.criteria
    assert (slow.rule, stuck.rule) == ("phrase", "missing")
    assert score.points == 1
    assert stuck.note == (
        "reads like judged answers that met this: "
        "\u201cIt may rest on a plateau, it can settle in a shallow hollow\u201d"
    )
    assert stuck.spans == ()
    assert not stuck.decided
    assert stuck.confidence is not None
    assert stuck.confidence < 0.5
    assert score.points_range[1] == 2


@pytest.mark.parametrize("answer", ["Learning is slow. Bananas ripen next to apples.", "Bananas."])
def test_other_words_are_no_near_miss(answer: str) -> None:
    """The nearest miss stays a phrase of the rubric, or none."""
    for part in mli.grade(item(JUDGED), answer).criteria:
        assert not (part.note or "").startswith("reads like"), part


def test_few_judged_answers_give_no_opinion() -> None:
    """Below the least number, and where hardly any answer meets the criterion."""
    few = JUDGED[: FEWEST_JUDGED - 1]
    assert rules(LIKE, few)["stuck"] == "missing"
    never = [text for text in JUDGED if "stuck" not in met_by(text)] * 3
    assert rules(LIKE, never)["stuck"] == "missing"
    assert Likeness([], [], ["slow"]).of(prose_of(LIKE)) == [None]


def test_held_out_answers_teach_nothing() -> None:
    """They measure the engine, so it must not know them."""
    taught = item(JUDGED)
    rubric = taught.model_dump(mode="json")["rubric"]
    for answer in rubric["calibration"]:
        answer["split"] = "held_out"
    source = {"id": "steps", "format": "free_text", "stem": "Small steps?", "points": 2}
    score = mli.grade(mli.make_item({**source, "rubric": rubric}), LIKE)
    assert [part.rule for part in score.criteria] == ["phrase", "missing"]


def by_numpy(judged: list[str], text: str) -> list[float]:
    """The same regression in another way: features by hand, the primal solution by numpy."""

    def words(answer: str) -> set[Any]:
        prose, found = prose_of(answer), set()
        for number in range(len(prose.sentence_starts) - 1):
            kept = [prose.stems[i] for i in prose.sentence(number) if not prose.bits[i] & FUNCTION]
            found |= {*kept, *pairwise(kept)}
        return found

    sets = [words(answer) for answer in judged]
    names = sorted(set().union(*sets), key=str)
    rarity = np.array(
        [np.log((len(judged) + 1) / sum(name in one for one in sets)) for name in names]
    )
    rows = np.array([[name in one for name in names] for one in sets]) * rarity
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    asked = np.array([name in words(text) for name in names]) * rarity
    asked = asked / (np.linalg.norm(asked) or 1)
    found = []
    for criterion in ("slow", "stuck"):
        met = np.array([criterion in met_by(answer) for answer in judged], float)
        left = rows.T @ rows + 0.2 * np.eye(len(names))
        weights = np.linalg.solve(left, rows.T @ (met - met.mean()))
        found.append(float(met.mean() + asked @ weights))
    return found


SENTENCES = st.lists(st.sampled_from([*SLOW, *STUCK, *OTHER]), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_it_is_kernel_ridge_regression(sentences: list[str]) -> None:
    """Against the primal solution by numpy."""
    text = ". ".join(sentences)
    like = Likeness(JUDGED, [frozenset(met_by(one)) for one in JUDGED], ["slow", "stuck"])
    assert like.of(prose_of(text)) == pytest.approx(by_numpy(JUDGED, text), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(SENTENCES, st.permutations(JUDGED), st.randoms())
def test_order_does_not_matter(sentences: list[str], judged: list[str], drawn: Any) -> None:
    """Neither that of the judged answers nor that of the answer's sentences."""
    criteria = ["slow", "stuck"]
    one = Likeness(JUDGED, [frozenset(met_by(text)) for text in JUDGED], criteria)
    other = Likeness(judged, [frozenset(met_by(text)) for text in judged], criteria)
    before = one.of(prose_of(". ".join(sentences)))
    drawn.shuffle(sentences)
    after = other.of(prose_of(". ".join(sentences)))
    assert after == pytest.approx(before, abs=1e-9)


def test_evidence_in_an_answer_unlike_those_that_met_it_is_doubted() -> None:
    """The phrase is there, but every judged answer in these words says something else."""
    wrong = [f"Slow {one} in group {two}, that is why." for one in "xyzuvw" for two in "123456"]
    answer = "Slow x in group 7, that is why."
    doubted, trusted = (
        mli.grade(item(judged), answer).criteria[0] for judged in ([*JUDGED, *wrong], JUDGED)
    )
    assert doubted.points == trusted.points == 1
    assert doubted.confidence is not None
    assert trusted.confidence is not None
    assert doubted.confidence < 0.5 < trusted.confidence
