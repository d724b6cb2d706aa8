"""How instructors write a phrase, and how students say it: what must and must not be found."""

from __future__ import annotations

from typing import Any

import pytest

import mlinterview as mli

BANK = mli.load_bank()
#: evidence, answers that hold it, answers that do not
CASES: list[tuple[Any, tuple[str, ...], tuple[str, ...]]] = [
    (
        "not rely ~ others",
        (
            "A neuron must learn not to rely on others.",
            "Others are there, but a unit cannot just rely on them: others may be missing.",
        ),
        ("A neuron relies on others.", "It does not ask others to rely on it."),
    ),
    (
        "test set ~ not use",
        ("Never use the test set.", "Nobody may use the test set before the end."),
        ("Use the test set.", "It is not true that we do not use the test set."),
    ),
    (
        "not available ~ prediction",
        (
            "Information that is not available at prediction time.",
            "At prediction this is not available.",
        ),
        ("It is available at prediction time.",),
    ),
    (
        {"clause": ["not rely", "others"]},
        ("A neuron must learn not to rely on others.",),
        ("A neuron may rely on others.",),
    ),
    (
        "score ~ no longer honest",
        (
            "The score is no longer honest.",
            "The score is not honest.",
            "The score is honest no more.",
            "The score stops being honest.",
            "The score ceases to be honest.",
        ),
        ("The score is honest.", "The score is honest, and no more than that is claimed."),
    ),
    (
        "become separable",
        (
            "Data that are not linearly separable become separable by a hyperplane.",
            "Data which cannot be separated by a line becomes separable.",
        ),
        ("Data that are not scaled do not become separable.",),
    ),
    (
        "split ~ order",
        (
            "A split depends on nothing else than the order.",
            "A split depends on nothing but the order.",
            "A split depends not on the values but on the order.",
            "A split doesn't need the values but the order.",
        ),
        ("A split needs not the order but the values.", "A split does not need the order."),
    ),
    (
        "works well ~ test set",
        ("It works well on the test set.",),
        ("It works well on the train set but not on the test set.",),
    ),
    (
        "not biased ~ high variance",
        ("It is not biased, and the high variance matters.", "It is not biased at high variance."),
        ("It is not biased or of high variance.", "It is neither biased nor of high variance."),
    ),
    (
        {"clause": ["not overfit", "regularis*"]},
        ("With regularisation it does not overfit.", "It does not overfit with regularisation."),
        ("It does not use regularisation and overfits.",),
    ),
    (
        "trees ~ scaling matters",
        ("For trees scaling matters.",),
        ("Trees need no scaling, but for kNN, scaling matters.",),
    ),
    (
        "no scaling ~ needed",
        ("No scaling is needed.",),
        ("Some claim that no scaling is needed, but in practice, it is.",),
    ),
    (
        "needs much data",
        ("A deep net can fit anything, but it needs much data.",),
        ("A deep net stops being one that needs much data.",),
    ),
    (
        "units ~ co-adapt",
        ("Without dropout the units stop being independent and start to co-adapt.",),
        ("The units stop to be free and never co-adapt.",),
    ),
    (
        "speed up training",
        ("A larger batch cannot just speed up training but also hurt generalisation.",),
        ("A larger batch cannot simply speed up training.",),
    ),
    (
        "learn ~ data",
        ("We learn it from the data.",),
        ("There is nothing more to learn from the data.",),
    ),
    (
        "become smaller",
        ("The losses become smaller.",),
        ("A loss that does not always become smaller is no descent.",),
    ),
    (
        {"relation": {"cause": "small k", "effect": "high variance"}},
        (
            "A small k, unlike a large k, gives high variance.",
            "A small k gives, compared with large k, high variance.",
            "A small k averages more than one large k, so high variance results.",
        ),
        ("A small k gives bias and a large k gives high variance.",),
    ),
    (
        {"relation": {"cause": "training set", "effect": "optimistic"}},
        ("Because the training set overlaps the validation set, the score is optimistic.",),
        ("The score is optimistic on the training set.",),
    ),
    (
        {"relation": {"cause": "small k", "effect": "high bias"}},
        ("A small k gives high bias.", "With small k we see high bias."),
        (
            "With small k variance is big, with large k we see high bias.",
            "Small k gives variance and large k gives high bias.",
        ),
    ),
    (
        {"relation": {"cause": "<more> neighbours", "effect": "<less> variance"}},
        ("The more neighbours, the less variance.",),
        ("The less variance.",),
    ),
    (
        "<only> ~ scalar products",
        ("It needs nothing but scalar products.", "It needs scalar products and nothing else."),
        ("It needs scalar products.",),
    ),
    ("units ~ dropped", ("Units are droped at random.",), ("Units are dotted at random.",)),
    ("valid ~ estimate", ("The estimate is valid.",), ("Validation gives an estimate.",)),
    (
        "four hundred ~ fit",
        ("Four hundred fit and no more.",),
        ("Four hundred do not fit.",),
    ),
    (
        "one ~ stops ~ recording",
        ("The mode changes dropout, no_grad does not: that one stops the recording.",),
        ("The mode changes dropout, no_grad does not: it is not the one that stops recording.",),
    ),
]


def found(evidence: Any, answer: str) -> bool | None:
    """Whether the answer meets a criterion of this evidence."""
    item = mli.make_item(
        {
            "id": "why",
            "format": "free_text",
            "stem": "Say why.",
            "rubric": {"criteria": [{"id": "c", "statement": "S.", "evidence": [evidence]}]},
        }
    )
    return mli.grade(item, answer, bank=BANK).criteria[0].met


@pytest.mark.parametrize(
    ("evidence", "answer"), [(case[0], answer) for case in CASES for answer in case[1]]
)
def test_what_says_it_is_found(evidence: Any, answer: str) -> None:
    """Students' wordings of what a phrase asks for meet it."""
    assert found(evidence, answer) is True


@pytest.mark.parametrize(
    ("evidence", "answer"), [(case[0], answer) for case in CASES for answer in case[2]]
)
def test_what_does_not_say_it_is_not(evidence: Any, answer: str) -> None:
    """The same words that say something else do not."""
    assert found(evidence, answer) is False


TERMS = {
    "<training_set>": ("train data", "the training part", "the train set"),
    "<validation_set>": ("val data", "a validation sample", "the validation fold"),
    "<test_set>": ("the test split", "the test part", "the hold-out set"),
    "cross-validation": ("x-val", "cross-val", "crossvalidation"),
    "hyperparameter": ("hyperparams", "hparams", "hyper-params"),
    "false positive": ("FPs", "an FP", "false alarms"),
}


@pytest.mark.parametrize(("term", "name"), [(term, name) for term in TERMS for name in TERMS[term]])
def test_short_names_of_terms_are_known(term: str, name: str) -> None:
    """Terms are found by the names that students give them in haste."""
    assert found(f"{term} ~ choose", f"We choose it with {name}.") is True
