"""Hostile and huge answers: bounded time, and time in proportion to length.

Ratios within one run, so that a slow machine says nothing; of several runs the fastest counts.
"""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

import mlinterview as mli


def made(*evidence: Any) -> mli.Item:
    """An item with one criterion for each piece of evidence."""
    criteria = [
        {"id": f"c{index}", "statement": "Says so.", "evidence": tree}
        for index, tree in enumerate(evidence)
    ]
    return mli.make_item(
        {"id": "why", "format": "free_text", "stem": "Please explain.", "rubric": criteria}
    )


ITEM = made(
    "recall counts",
    "recall",
    "depth ~ error",
    "depth ... error",
    {"relation": {"cause": "depth", "effect": "error"}},
    {"sentence": ["depth", "error"]},
    {"sequence": ["depth", "error", "recall"]},
    {"formula": "y = F(x) + x"},
)


def seconds(answer: str, item: mli.Item = ITEM, *, enough: float = 0.0) -> float:
    """How long grading takes: the fastest of three runs, in time of the processor.

    A run that takes no longer than ``enough`` is the last.
    """
    taken: list[float] = []
    while len(taken) < 3 and not (taken and taken[-1] <= enough):
        start = process_time()
        score = mli.grade(item, answer)
        taken.append(process_time() - start)
        assert score.problem is None
    return min(taken)


#: for a size, a text of so many units; three times the size must take about three times the time
TEXTS: dict[str, tuple[Callable[[int], str], int]] = {
    "prose without the rubric's words": (
        lambda n: "A model sees data, and it learns what is in them. " * n, 450),
    "statements": (lambda n: "The recall counts since a depth raises the error. " * n, 250),
    "corrections without a stop": (lambda n: "a-i mean the recall " * n, 400),
    "what others say and the writer rejects": (
        lambda n: "some people say that recall counts, i disagree " * n, 200),
    "causes and effects": (lambda n: "the depth is the error " * n, 180),
    "causes first, effects later": (
        lambda n: "the depth is " * n + ". " + "the error is " * n, 200),
    "one claim again and again": (lambda n: "the recall counts here " * n, 500),
    "claims and denials": (
        lambda n: "the recall is good " * n + ". " + "there is no recall here " * n, 40),
    "not": (lambda n: "not " * n, 3000),
    "maybe": (lambda n: "maybe " * n, 1600),
    "stops before a letter": (lambda n: "." * n + "a", 1600),
    "exclamation marks before a letter": (lambda n: "!" * n + "a", 1600),
    "dashes": (lambda n: "-" * n, 5000),
    "equals signs": (lambda n: "=" * n, 5000),
    "commas": (lambda n: "," * n, 15_000),
    "brackets": (lambda n: "(" * n + "recall" + ")" * n, 6000),
    "denied sentences": (lambda n: "it is false that " * n, 500),
    "claims that are wrong": (lambda n: "wrong " + "the claim that " * n, 500),
    "denials of what follows": (lambda n: "the following is wrong " * n, 900),
    "denials of what stands above": (lambda n: "all of this is wrong, " * n, 500),
    "retractions": (lambda n: "scratch that wrong " * n, 1200),
    "words to the grader": (lambda n: "full marks wrong " * n, 900),
    "combining marks": (lambda n: "e" + "\u0301" * n + " counts", 8000),
    "enclosing marks": (lambda n: "recall" + "\u20dd" * n + " counts", 8000),
    "emoji": (lambda n: "😀" * n, 8000),
    "words of other scripts": (lambda n: "ученье свет " * n, 1000),
    "one long word": (lambda n: "a" * n, 30_000),
    "digits": (lambda n: "1.2" * n, 4000),
    "apostrophes": (lambda n: "'a" * n, 6000),
    "fractions": (lambda n: "\\frac{a}{b} " * n, 1000),
    "open fractions": (lambda n: "\\frac{" * n, 2000),
    "asterisks": (lambda n: "*" * n, 10000),
    "formulas": (lambda n: "y = F(x) + x " * n, 300),
    "lines": (lambda n: "\n " * n + "a", 4_000),
    "space": (lambda n: "it" + " " * n + "is" + " " * n + "wrong", 8000),
    "quoted words": (lambda n: "\"recall\" " * n, 1000),
    "slips": (
        lambda n: " ".join(f"recal{chr(97 + k % 26)}{chr(97 + k // 26)}" for k in range(n)), 200),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_time_is_linear_in_length(kind: str) -> None:
    """Three times the text takes at most six times as long, a stall of the machine aside."""
    text, size = TEXTS[kind]
    seconds(text(10))
    once = seconds(text(size))
    most = 6 * once + 0.4
    assert seconds(text(3 * size), enough=most) <= most, once


def test_twenty_thousand_words_take_twice_as_long_as_ten_thousand() -> None:
    """Prose with the rubric's words here and there; three times as long is still let pass."""
    filler = "A model sees data, and it learns what there is to learn of them. " * 9
    block = filler + "Since the depth grows the error rises, and so recall counts. "
    ten = block * 77
    assert 10_000 < len(ten.split()) < 11_000
    most = 3 * seconds(ten) + 0.05
    assert seconds(ten * 2, enough=most) <= most


@pytest.mark.parametrize(
    "text",
    [
        "A model sees data and learns. ",
        "recall counts ",
        "not ",
        "a",
        "\u0301",
        "😀",
        "，",
        "\x00",
        "\n",
        "漢",
        "\u202e",
        "(",
        "\\",
        "a.",
        "no wait ",
        "It does not, it falls and ",
    ],
    ids=repr,
)
def test_a_megabyte_is_graded(text: str) -> None:
    """Read as far as the limit goes, with a word about it; never a crash."""
    answer = "recall counts. " + text * (1_000_000 // len(text))
    start = process_time()
    score = mli.grade(made("recall counts"), answer)
    assert process_time() - start < 20
    assert score.problem is None
    assert any("characters were read" in line for line in score.feedback)


@pytest.mark.parametrize(
    "answer",
    ["no " + "\n" * 300_000 + "x", "Wrong. It is " + "simply " * 50_000],
    ids=["white space", "adverbs"],
)
def test_a_run_behind_a_denial_is_graded(answer: str) -> None:
    """Patterns that begin there look over it once."""
    start = process_time()
    assert mli.grade(made("recall counts"), answer).problem is None
    assert process_time() - start < 20


def test_a_rubric_of_a_thousand_phrases() -> None:
    """Made ready once; then an answer takes as long as with few phrases, not a thousand times."""
    words = [f"w{chr(97 + k // 26 % 26)}{chr(97 + k % 26)}x" for k in range(500)]
    phrases = [f"{one} ~ {other}" for one, other in zip(words, words[1:] + words[:1], strict=True)]
    phrases += [
        f"{one} ... not {other}" for one, other in zip(words, words[2:] + words[:2], strict=True)
    ]
    item = made(phrases)
    answer = (
        "A model sees data, and it learns what is in them. " * 15
        + f"The {words[7]} has {words[8]}."
    )
    assert mli.grade(item, answer).points == 1
    most = 30 * seconds(answer, made(f"{words[7]} ~ {words[8]}")) + 0.05
    assert seconds(answer, item, enough=most) <= most


def test_concepts_in_concepts_stay_bounded() -> None:
    """Each level of names twice in a phrase, over an answer that is full of them."""
    concepts = {f"c{k}": [f"<c{k + 1}> <c{k + 1}>", f"<c{k + 1}>"] for k in range(12)}
    source = {
        "id": "why",
        "format": "free_text",
        "stem": "Please explain.",
        "rubric": {
            "concepts": {**concepts, "c12": ["depth"]},
            "criteria": [{"id": "a", "statement": "A.", "evidence": "<c0> ~ <c0> ~ <c0>"}],
        },
    }
    item = mli.make_item(source)
    start = process_time()
    assert mli.grade(item, "The depth is the depth of a depth. " * 400).problem is None
    assert process_time() - start < 10
