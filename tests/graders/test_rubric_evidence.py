"""Every kind of evidence: what it finds in an answer, and what it passes over."""

from typing import Any

import pytest

import mlinterview as mli


def item(evidence: Any, **rubric: Any) -> mli.Item:
    """A free-text item of one criterion."""
    criterion = {"id": "said", "statement": "Says so.", "evidence": evidence}
    return mli.make_item(
        {
            "id": "why",
            "format": "free_text",
            "stem": "Please explain.",
            "rubric": {"criteria": [criterion], **rubric},
        }
    )


def part(evidence: Any, answer: str, **rubric: Any) -> mli.CriterionScore:
    """What the criterion made of the answer."""
    score = mli.grade(item(evidence, **rubric), answer)
    assert score.status == "needs_review", score.problem
    (found,) = score.criteria
    return found


#: by kind: the evidence, answers that meet it, answers that do not
FOUND: dict[str, tuple[Any, list[str], list[str]]] = {
    "a word in any form": (
        "converges",
        ["The loss converges.", "It has converged.", "Converging takes a while."],
        ["The loss diverges.", "It takes a while."],
    ),
    "words in order": (
        "loss stalls",
        ["The loss stalls.", "Losses will have stalled.", "The loss nearly stalls."],
        ["It stalls, and the loss stays.", "The loss of the big network in the end stalls."],
    ),
    "articles and forms of be": (
        "the loss is flat",
        ["Loss flat here, as it seems.", "The loss was flat.", "A loss that is flat."],
        ["The flat one has a loss."],
    ),
    "one of two words": (
        "adds|sums input",
        ["It adds the input.", "It sums inputs."],
        ["It multiplies the input.", "It adds a bias."],
    ),
    "the beginning of a word": (
        "regulari*",
        ["It is regularised.", "Regularization helps.", "They regularize it."],
        ["It is a regular thing.", "It is irregular."],
    ),
    "a class of the lexicon": (
        "<increase> ~ variance",
        ["Variance goes up.", "The variance rises.", "It makes the variance grow."],
        ["Variance stays as it is.", "The bias rises."],
    ),
    "a gap": (
        "gradient ... vanish",
        ["The gradient in the early layers may vanish."],
        ["Vanishing is what happens to the gradient.", "The gradient is fine but weights vanish."],
    ),
    "either order": (
        "weight decay ~ norm",
        ["Weight decay makes a small norm.", "The norm stays small under weight decay."],
        ["Weight decay is used. The norm is small.", "It uses weight decay but keeps the norm."],
    ),
    "three parts in any order": (
        "loss ~ depth ~ width",
        ["The width and the depth set the loss.", "The loss is set by depth and width."],
        ["The width sets the loss."],
    ),
    "a denial that is wanted": (
        "test set ~ not used",
        ["The test set is not used here.", "We do without it: the test set was never used."],
        ["The test set is used.", "The test set is large."],
    ),
    "any": ({"any": ["recall", "precision"]}, ["Recall counts."], ["Accuracy counts."]),
    "a list is any": (["recall", "precision"], ["Precision counts."], ["Accuracy counts."]),
    "all": (
        {"all": ["recall", "precision"]},
        ["Recall counts. So does precision."],
        ["Recall counts.", "Recall counts, not precision."],
    ),
    "at least": (
        {"at_least": 2, "of": ["recall", "precision", "accuracy"]},
        ["Recall counts. Accuracy counts too.", "It is precision, recall and accuracy."],
        ["Recall counts.", "Recall counts. Recall counts.", "It is recall, not accuracy."],
    ),
    "at least of the same words": (
        {"at_least": 2, "of": ["recall", "recall counts"]},
        ["The recall is recall, and recall counts."],
        ["Recall counts."],
    ),
    "sentence": (
        {"sentence": ["recall", "precision"]},
        ["Recall and precision count.", "Recall counts, but so does precision."],
        ["Recall counts. Precision counts too."],
    ),
    "clause": (
        {"clause": ["recall", "precision"]},
        ["Recall and precision count."],
        ["Recall counts, and so does precision.", "It is recall because precision counts."],
    ),
    "several keys must all hold": (
        {"phrase": "recall", "all": ["precision"]},
        ["Recall counts. Precision counts."],
        ["Recall counts.", "Precision counts."],
    ),
    "trees in trees": (
        {"all": [["recall", "sensitivity"], {"sentence": ["loss", "depth"]}]},
        ["The loss has a depth. Sensitivity counts."],
        ["The loss is there. Depth is there. Recall is there."],
    ),
    "sequence": (
        {"sequence": ["split", "scale", "fit"]},
        [
            "We split, then scale, then fit.",
            "They split the rows. They scale them. They fit at the end.",
            "We scale nothing yet: we split, then we scale, and fit.",
        ],
        ["First fit, then scale, then split.", "We split and fit.", "Scale, split, fit it."],
    ),
    "a sequence within a sentence": (
        {"sentence": [{"sequence": ["split", "scale"]}]},
        ["We split, then scale."],
        ["They split the rows. They scale them.", "We scale and split."],
    ),
}


@pytest.mark.parametrize("kind", FOUND)
def test_evidence_finds_what_it_says(kind: str) -> None:
    """Answers that say it meet the criterion, whatever the wording; others do not."""
    evidence, meeting, missing = FOUND[kind]
    for answer in meeting:
        assert part(evidence, answer).met is True, answer
    for answer in missing:
        assert part(evidence, answer).met is False, answer


CONCEPTS = {
    "model": ["network", "net"],
    "size": ["huge", "enormous"],
    "big": {"phrases": ["<model> ~ <size>", "large <model>"], "opposite": ["tiny <model>"]},
}


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ("A huge network overfits.", "phrase"),
        ("The net is enormous and overfits.", "phrase"),
        ("Large nets overfit.", "phrase"),
        ("The network overfits.", "missing"),
        ("A tiny network overfits.", "opposite"),
        ("A huge network never overfits.", "denied"),
    ],
)
def test_concepts_hold_concepts(answer: str, rule: str) -> None:
    """A name stands for the phrases of a concept, names in them too; its opposite is told apart."""
    assert part("<big> ... overfits", answer, concepts=CONCEPTS).rule == rule


def test_the_opposite_pole_is_no_evidence() -> None:
    """Where a phrase wants a pole of the lexicon, the other pole says the opposite."""
    found = part("weight decay ~ <decrease> norm", "Weight decay increases the norm.")
    assert (found.met, found.rule) == (False, "opposite")
    assert found.note is not None
    assert "opposite" in found.note


def test_a_concept_is_found_however_often_it_was_named_before() -> None:
    """What an answer says first does not hide what it says later."""
    earlier = "The model sees data. " * 30
    concepts = {"model": ["model", "network"]}
    assert part("<model> overfits", "The model overfits. " + earlier, concepts=concepts).met
    assert part("<model> overfits", earlier + "The model overfits.", concepts=concepts).met


RELATION = {
    "relation": {
        "cause": "small learning rate",
        "effect": ["slow convergence", "converges slowly"],
    }
}


@pytest.mark.parametrize(
    "answer",
    [
        "A small learning rate leads to slow convergence.",
        "Because of the small learning rate, the model converges slowly.",
        "The model converges slowly because of the small learning rate.",
        "Slow convergence is caused by a small learning rate.",
        "Slow convergence results from a small learning rate.",
        "With a small learning rate, it converges slowly.",
        "It converges slowly when there is a small learning rate.",
        "If you take a small learning rate it converges slowly.",
        "A small learning rate is used. Therefore it converges slowly.",
        "A small learning rate → slow convergence",
        "small learning rate => slow convergence",
        "slow convergence <- small learning rate",
        "The reason for slow convergence is the small learning rate.",
    ],
)
def test_a_relation_is_found_in_both_orders(answer: str) -> None:
    """Cause before effect or after it, as the words between say."""
    assert part(RELATION, answer).rule == "phrase"


@pytest.mark.parametrize(
    "answer",
    [
        "Slow convergence leads to a small learning rate.",
        "A small learning rate is caused by slow convergence.",
        "We have a small learning rate because it converges slowly.",
        "Because of slow convergence there is a small learning rate.",
        "Slow convergence results in a small learning rate.",
        "slow convergence -> small learning rate",
    ],
)
def test_a_relation_the_wrong_way_round_is_a_misconception(answer: str) -> None:
    """No points, and the feedback quotes it."""
    score = mli.grade(item(RELATION), answer)
    (found,) = score.criteria
    assert (score.points, found.rule) == (0, "reversed")
    assert score.misconceptions == ("reversed-said",)
    assert any("wrong way round" in line and found.spans[0].text in line for line in score.feedback)


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ("A small learning rate does not lead to slow convergence.", "denied"),
        ("A small learning rate does not make it converge slowly.", "denied"),
        ("A small learning rate does not mean it converges slowly.", "denied"),
        ("A small learning rate is used. There is slow convergence.", "missing"),
        ("A small learning rate is used.", "missing"),
        ("It converges slowly.", "missing"),
    ],
)
def test_a_relation_must_be_said(answer: str, rule: str) -> None:
    """Both sides without a tie between them, or one side alone, are no relation."""
    assert part(RELATION, answer).rule == rule


FORMULAS: dict[str, list[str]] = {
    "y = F(x) + x": [
        "y = F(x) + x",
        "It is $y=F(x)+x$.",
        "x + F(x) = y",
        "We get y=x+F(x), so it passes.",
        r"\[ y = F\left(x\right) + x \]",
        "y = f(x) + x",
        "𝑦 = 𝐹(𝑥) + 𝑥",
        "ｙ＝Ｆ（ｘ）＋ｘ",
    ],
    r"\Delta w = -\eta g": ["Δw = −ηg", r"$\Delta w = -\eta g$", "Delta w = -eta * g"],
    "x^2 + y^2": ["x² + y²", "x**2 + y**2", "y^2+x^2", "x^{2}+y^{2}"],
    r"\frac{a}{b} \cdot c": ["a/b * c", r"\frac{a}{b}c", "(a / b) · c"],
    r"\sqrt{d}": ["√d", "sqrt(d)", r"\sqrt{d}", "sqrt d"],
    "h_1 + h_2": ["h1 + h2", "h_{2} + h_{1}", "h₁ + h₂"],
}


@pytest.mark.parametrize(
    ("formula", "answer"),
    [(formula, answer) for formula, answers in FORMULAS.items() for answer in answers],
)
def test_a_formula_is_read_in_any_notation(formula: str, answer: str) -> None:
    """LaTeX, Unicode and plain signs alike; sums and sides in any order."""
    found = part({"formula": formula}, answer, answer_style="formula")
    assert found.met is True
    (span,) = found.spans
    assert answer[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ("y = F(x) + x", "y = F(x) - x"),
        ("y = F(x) + x", "y = F(x)"),
        ("y = F(x) + x", "y = F(x) + xz"),
        ("y = F(x) + x", "ny = F(x) + x"),
        ("x^2 + y^2", "x^4 + y^4"),
        ("x^2 + y^2", "x^2 + y^21"),
        ("a - b", "b - a"),
        ("y = F(x) + x", "It is not y = F(x) + x."),
    ],
)
def test_another_formula_is_none(formula: str, answer: str) -> None:
    """Another sign, a longer name or number, or a denied formula earns nothing."""
    assert part({"formula": formula}, answer, answer_style="formula").met is False


def test_a_formula_of_signs_alone_is_graded() -> None:
    """An answer that holds the formula but no word is graded, not a crash."""
    assert mli.grade(item({"formula": "^^^"}), "^^^").problem is None


@pytest.mark.parametrize(
    ("answer", "nearest"),
    [
        ("The loss is what matters.", "nearest to 'loss stalls', without stalls"),
        ("It stalls quickly.", "nearest to 'loss stalls', without loss"),
        ("It is what matters.", None),
    ],
)
def test_a_miss_names_the_nearest_phrase(answer: str, nearest: str | None) -> None:
    """What is missing of the phrase that came nearest, where any of it is there."""
    found = part("loss stalls", answer)
    assert (found.met, found.nearest, found.spans) == (False, nearest, ())


def test_the_evidence_is_quoted() -> None:
    """The words that earned the point, with their places in the answer."""
    (span,) = part("loss stalls", "As we know, the loss slowly stalls here.").spans
    assert (span.start, span.end, span.text) == (16, 34, "loss slowly stalls")


@pytest.mark.parametrize(
    "answer",
    [
        "The gradient vanishes.",
        "This is the vanishing gradient problem.",
        "Gradients will have vanished.",
        "The gradient slowly vanishes.",
    ],
)
def test_words_that_name_a_term_are_words_too(answer: str) -> None:
    """A phrase that the lexicon knows as a term matches its names, and its own words with gaps."""
    assert part("gradient vanishes", answer).met is True
