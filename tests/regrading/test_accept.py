"""`accept`, format by format: what counts beside the key, and what each response then earns."""

from __future__ import annotations

from typing import Any

import pytest

import mlinterview as mli

CHOICES = [
    {"id": "a", "text": "A", "correct": True},
    {"id": "b", "text": "B", "feedback": "B is wrong.", "misconception": "b-idea"},
    {"id": "c", "text": "C"},
    {"id": "d", "text": "D"},
]
SEVERAL = [{**option, "correct": option["id"] in "ab"} for option in CHOICES]
SHORT = {"accept": ["recall"], "reject": [{"text": "precision", "feedback": "No."}]}
ITEMS: dict[str, dict[str, Any]] = {
    "single_choice": {"options": CHOICES},
    "multi_select": {"options": SEVERAL},
    "true_false": {"answer": True},
    "numeric": {"answer": 2.5, "tolerance": {"absolute": 0.1}, "unit": "ms", "units": {"s": 1000}},
    "short_answer": SHORT,
    "ordering": {"steps": [{"id": name, "text": name.upper()} for name in "wxyz"]},
    "matching": {
        "rows": [{"id": f"r{n}", "text": f"R{n}", "match": "a"} for n in (1, 2)],
        "options": [{"id": name, "text": name.upper()} for name in "abc"],
    },
    "cloze": {
        "stem": "{{one}} and {{two}}, {{word}}",
        "blanks": {
            "one": {"format": "single_choice", "options": CHOICES},
            "two": {"format": "numeric", "answer": 10},
            "word": {"format": "short_answer", **SHORT},
        },
    },
}
BANK = mli.Bank(
    {
        f"x-{name.replace('_', '-')}": mli.make_item(
            {
                "id": f"x-{name.replace('_', '-')}",
                "format": name,
                "stem": "What?",
                "points": 2,
                **more,
            }
        )
        for name, more in ITEMS.items()
    }
)


def share(name: str, response: Any, *accepted: Any, scheme: Any = "standard") -> mli.ItemScore:
    """The score of one response when others are accepted."""
    item = f"x-{name.replace('_', '-')}"
    decisions = [{"item": item, "action": "accept", "response": value} for value in accepted]
    record = {"examinee": "ann", "item": item, "response": response}
    found = mli.regrade(BANK, [record], decisions=decisions, scheme=scheme)
    return found.scores[0]


@pytest.mark.parametrize(
    ("name", "accepted", "response", "expected"),
    [
        ("single_choice", ["b"], "b", 1),
        ("single_choice", ["b"], "a", 1),
        ("single_choice", ["b"], "c", 0),
        ("single_choice", ["b", "c"], "c", 1),
        # a set is an alternative key: the policy's best score over the two keys
        ("multi_select", [["a", "c"]], ["a", "c"], 1),
        ("multi_select", [["a", "c"]], ["c", "a"], 1),
        ("multi_select", [["a", "c"]], ["a", "b"], 1),
        ("multi_select", [["a", "c"]], ["c"], 0.5),
        ("multi_select", [["a", "c"]], ["a", "b", "c"], 0.5),
        ("multi_select", [["a", "c"]], ["d"], 0),
        ("multi_select", [[]], [], 1),
        ("true_false", [False], False, 1),
        ("true_false", [False], True, 1),
        ("true_false", ["f"], False, 1),
        # the item's own tolerance around the accepted value, in its unit
        ("numeric", [3], "3.1", 1),
        ("numeric", [3], "3.11", 0),
        ("numeric", [3], "2.45", 1),
        ("numeric", ["0.003 s"], "3.05 ms", 1),
        ("numeric", [0], "0.1", 1),
        ("short_answer", ["True  positive rate."], "TRUE positive rate", 1),
        ("short_answer", ["sensitivity"], "recall", 1),
        ("short_answer", ["sensitivity"], "specificity", 0),
        ("short_answer", ["precision"], "Precision", 1),
        # kendall_net: 2 x 5/6 - 1 to the nearer of the two orders
        ("ordering", [["z", "y", "x", "w"]], ["z", "y", "x", "w"], 1),
        ("ordering", [["z", "y", "x", "w"]], ["z", "y", "w", "x"], 2 / 3),
        ("ordering", [["z", "y", "x", "w"]], ["x", "w", "y", "z"], 2 / 3),
        # row by row: a row takes its match or what is accepted for it
        ("matching", [{"r1": "b"}], {"r1": "b", "r2": "a"}, 1),
        ("matching", [{"r1": "b"}], {"r1": "a", "r2": "b"}, 0.5),
        ("matching", [{"r1": "b"}, {"r2": "c"}], {"r1": "b", "r2": "c"}, 1),
        ("matching", [{"r1": "b", "r2": "c"}], {"r1": "b", "r2": "b"}, 0.5),
        # blank by blank
        ("cloze", [{"one": "b"}], {"one": "b", "two": "10", "word": "recall"}, 1),
        ("cloze", [{"one": "b"}], {"one": "c", "two": "10", "word": "recall"}, 2 / 3),
        ("cloze", [{"two": 11}, {"one": "c"}], {"one": "c", "two": 11}, 2 / 3),
        ("cloze", [{"word": "precision"}], {"word": "precision"}, 1 / 3),
    ],
)
def test_what_an_accepted_response_earns(
    name: str, accepted: list[Any], response: Any, expected: float
) -> None:
    """The best score over the bank's key and what is accepted beside it."""
    found = share(name, response, *accepted)
    assert (found.status, found.points) == ("graded", pytest.approx(2 * expected))
    assert found.points_range == (found.points, found.points)


def test_all_or_nothing_with_rows_of_two_decisions() -> None:
    """Rows that different decisions accept make a whole together."""
    found = share("matching", {"r1": "b", "r2": "c"}, {"r1": "b"}, {"r2": "c"}, scheme="strict")
    assert found.points == 2


def test_a_penalty_is_lifted() -> None:
    """What is accepted costs nothing; other wrong options still do."""
    scheme = mli.Scheme.model_validate(
        {"name": "harsh", "formats": {"single_choice": {"penalty": "chance"}}}
    )
    points = [share("single_choice", name, "b", scheme=scheme).points for name in "abcd"]
    assert points == [2, 2, pytest.approx(-2 / 3), pytest.approx(-2 / 3)]


def test_weights_belong_to_the_bank_s_key() -> None:
    """Against an accepted set the policy `weighted` scores as `balanced`."""
    options = [
        {"id": "a", "text": "A", "correct": True, "weight": 0.75},
        {"id": "b", "text": "B", "correct": True, "weight": 0.25},
        {"id": "c", "text": "C", "weight": -0.5},
        {"id": "d", "text": "D", "weight": -0.5},
    ]
    item = mli.make_item({"id": "w", "format": "multi_select", "stem": "?", "options": options})
    scheme = mli.Scheme.model_validate(
        {"name": "w", "formats": {"multi_select": {"policy": "weighted"}}}
    )
    records = [
        {"examinee": name, "item": "w", "response": list(name)} for name in ("a", "cd", "c", "ac")
    ]
    decision = {"item": "w", "action": "accept", "response": ["c", "d"]}
    found = mli.regrade(mli.Bank({"w": item}), records, decisions=[decision], scheme=scheme)
    assert [score.points for score in found.scores] == [0.75, 1, 0.5, 0.25]


def test_words_of_a_wrong_answer_go() -> None:
    """An answer that is accepted keeps neither the feedback nor the misconception of its option."""
    before, after = share("single_choice", "b"), share("single_choice", "b", "b")
    assert (before.feedback, before.misconceptions) == (("B is wrong.",), ("b-idea",))
    assert (after.feedback, after.misconceptions) == (("Accepted as right after the exam.",), ())


def test_a_slip_of_an_accepted_text_is_for_a_person() -> None:
    """One letter away from an accepted text is to be reviewed, as from one of the bank."""
    found = share("short_answer", "sensitivty", "sensitivity")
    assert (found.status, found.points, found.points_range) == ("needs_review", 0, (0, 2))


def test_what_the_bank_rejects_stays_rejected() -> None:
    """A foreseen wrong answer is no slip of an accepted text."""
    item = mli.make_item(
        {
            "id": "s",
            "format": "short_answer",
            "stem": "?",
            "accept": ["recall"],
            "reject": ["sensitivty"],
        }
    )
    decision = {"item": "s", "action": "accept", "response": "sensitivity"}
    record = {"item": "s", "response": "sensitivty"}
    found = mli.regrade(mli.Bank({"s": item}), [record], decisions=[decision])
    assert (found.scores[0].status, found.scores[0].points) == ("graded", 0)


@pytest.mark.parametrize("response", [None, "", "nonsense", ["b"]])
def test_blank_and_unreadable_answers_stay_as_they_are(response: Any) -> None:
    """What is no response cannot be accepted."""
    before, after = share("single_choice", response), share("single_choice", response, "b")
    assert after == before


def test_every_variant_has_its_own_accepted_number() -> None:
    """An expression is filled in for each variant, a plain number is the same in all."""
    item = mli.make_item(
        {
            "id": "p",
            "format": "numeric",
            "stem": "{=n} times {=k}?",
            "parameters": {"n": {"range": [2, 9]}, "k": {"range": [2, 9]}},
            "answer": "=n + k",
        }
    )
    bank = mli.Bank({"p": item})
    records = []
    for seed in range(12):
        values = item.variant(seed).values()
        right = values["n"] * values["k"]
        records.append({"examinee": f"s{seed}", "item": "p", "response": right, "seed": seed})
    decision = {"item": "p", "action": "accept", "response": "=n * k"}
    found = mli.regrade(bank, records, decisions=[decision])
    assert {score.points for score in found.scores} == {1}
    assert found.summary.raised > 0


def test_accepted_text_with_a_slot() -> None:
    """A slot in an accepted text is filled for each variant."""
    item = mli.make_item(
        {
            "id": "p",
            "format": "short_answer",
            "stem": "Layer {=n}?",
            "parameters": {"n": {"range": [2, 9]}},
            "accept": ["layer {=n}"],
        }
    )
    seen = {seed: item.variant(seed).values()["n"] for seed in range(5)}
    records = [
        {"examinee": str(seed), "item": "p", "response": f"no {n}", "seed": seed}
        for seed, n in seen.items()
    ]
    decision = {"item": "p", "action": "accept", "response": "no {=n}"}
    found = mli.regrade(mli.Bank({"p": item}), records, decisions=[decision])
    assert [score.points for score in found.scores] == [1] * 5


def test_a_mark_wins_over_what_is_accepted() -> None:
    """A person looked at this very answer; the decision is about all."""
    record = {"examinee": "ann", "item": "x-single-choice", "response": "b"}
    mark = {"examinee": "ann", "item": "x-single-choice", "marks": 0.5, "by": "Kim"}
    decision = {"item": "x-single-choice", "action": "accept", "response": "b"}
    found = mli.regrade(BANK, [record], decisions=[decision], marks=[mark])
    assert (found.scores[0].points, found.people[0].difference) == (0.5, 0)


def test_a_cloze_with_a_slip_and_a_gain() -> None:
    """What one blank leaves open stays open when another gains."""
    item = mli.make_item(
        {
            "id": "c",
            "format": "cloze",
            "stem": "{{one}} {{two}}",
            "blanks": {
                "one": {"format": "short_answer", "accept": ["gradient"]},
                "two": {"format": "short_answer", "accept": ["momentum"]},
            },
        }
    )
    record = {"item": "c", "response": {"one": "gradiant", "two": "velocity"}}
    decision = {"item": "c", "action": "accept", "response": {"two": "velocity"}}
    score = mli.regrade(mli.Bank({"c": item}), [record], decisions=[decision]).scores[0]
    assert (score.status, score.points, score.points_range) == ("needs_review", 0.5, (0.5, 1))
