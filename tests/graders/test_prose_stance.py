"""What an answer asks, or tells of others, is no claim of its own."""

import pytest

import mlinterview as mli

STEM = "Why does a small learning rate make the training of a deep network slow?"


def points(answer: str) -> float:
    """What the answer earns of one point for saying that dropout reduces overfitting."""
    evidence = "dropout ~ reduces overfitting"
    criteria = [{"id": "said", "statement": "Says so.", "evidence": evidence}]
    item = mli.make_item(
        {"id": "why", "format": "free_text", "stem": STEM, "rubric": {"criteria": criteria}}
    )
    score = mli.grade(item, answer)
    assert score.criteria is not None
    return score.criteria[0].points or 0.0


@pytest.mark.parametrize(
    "answer",
    [
        "Does dropout reduce overfitting? I don't think so, the data are too few.",
        "Does dropout reduce overfitting? Not in my view. The data are too few.",
        "Does dropout reduce overfitting? For images it was shown; here we have tables.",
        "But would dropout reduce overfitting? It would not, the data are too few.",
        "A colleague maintains that dropout reduces overfitting; I disagree, it adds noise.",
        "Some people claim that dropout reduces overfitting, which I doubt, given our curves.",
        "Some people claim that dropout reduces overfitting, which I think is wrong.",
        "My professor says that dropout reduces overfitting. I don't buy it for linear models.",
        "Textbooks like to say that dropout reduces overfitting; I am not convinced.",
        "It is often said that dropout reduces overfitting, but I find this exaggerated.",
        "Some people say that dropout reduces overfitting, but that holds for deep nets alone.",
        "A blog explains that dropout reduces overfitting. However, our curves show nothing of it.",
        "My tutor holds that dropout reduces overfitting; I see no reason to believe it.",
        "A colleague wants dropout, which reduces overfitting in her view; I'd rather not use it.",
        "Dropout would reduce overfitting if the net were deep, but it is not.",
        "If the net were deep, dropout would reduce overfitting, but here it is a line.",
        "Does dropout reduce overfitting? It would if the net were deep.",
        "The manager thinks dropout reduces overfitting. She is mistaken, it adds noise.",
    ],
)
def test_asked_or_told_of_others(answer):
    assert points(answer) == 0


@pytest.mark.parametrize(
    "answer",
    [
        "Does dropout reduce overfitting? Yes, by averaging over many thinned networks.",
        "Does dropout reduce overfitting? It does, by averaging over many thinned networks.",
        "Does it matter? Dropout reduces overfitting, so it does.",
        "Why does it help? Dropout reduces overfitting, which weight decay does too.",
        "Doesn't it help? Dropout reduces overfitting in any case.",
        "A colleague maintains that dropout reduces overfitting, and I agree with her.",
        "Some people claim that dropout is needless. I disagree, dropout reduces overfitting.",
        "Some people claim that dropout is needless; I disagree, as dropout reduces overfitting.",
        "If the net is deep, dropout reduces overfitting, but it does not help a line.",
        "Some people say that dropout is old, but dropout reduces overfitting.",
        "I disagree, dropout reduces overfitting whatever the depth.",
        "What can one do? Dropout reduces overfitting.",
        "How do I know that dropout reduces overfitting? From the two curves.",
    ],
)
def test_the_writers_own_claim(answer):
    assert points(answer) == 1


def test_questions_in_a_row_are_a_list_of_checks():
    answer = "I would look: Does dropout reduce overfitting? Is the loss finite? Are labels right?"
    assert points("Does dropout reduce overfitting? Is the loss finite? I'd look.") == 1
    assert points(answer) == 1
