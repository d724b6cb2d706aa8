"""What `mlinterview new` writes passes the linter, as it stands and once it is filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mlinterview.bank.scaffold import FORMATS, item_scaffold
from mlinterview.model.problem import Problem

Lint = Callable[..., list[Problem]]

#: what an author puts in the place of each line of a scaffold
FILLED = {
    '"A few words for lists and reports"': '"Why averaging trees helps"',
    "topics: []": "topics: [th-bias-variance]",
    "Describe a situation with the numbers it needs. Which one thing follows from it?": (
        "A deep tree has a training error of 1% and a test error of 14%; 300 bagged ones have 9% on"
        " the test set. What made the difference?"
    ),
    "Describe a situation with the numbers it needs. Which of these hold? Select all that apply.": (
        "A deep tree has a training error of 1% and a test error of 14%. Which changes are likely"
        " to lower the latter? Select all that apply."
    ),
    "State one thing that is clearly true or clearly false. Is this statement true?": (
        "Averaging bagged trees lowers the variance of predictions. Is this statement true?"
    ),
    "For each situation, select the remedy that fits it.": (
        "For each pair of training and test errors, select the remedy that fits it."
    ),
    '"The right answer, no longer than the others"': '"Averaging lowered the variance"',
    '"A wrong answer that a misconception leads to"': '"The vote lowered the bias of trees"',
    '"Another wrong answer, alike in form and length"': '"Fewer rows per tree were read"',
    '"Why this is right."': '"The trees err apart, so their mean errs less."',
    '"What is wrong with the second idea."': '"A mean of trees has the bias of one tree."',
    '"What is wrong with the third idea."': '"Fewer rows alone make each tree worse."',
    '"What is right with the third idea."': '"With fewer rows each, trees differ more."',
    "name-of-the-misconception": "bagging-lowers-bias",
    '"Why it holds."': '"The trees err apart, so their mean errs less."',
    '"What somebody who answers false overlooks."': '"The trees are correlated, not identical."',
    '"The first situation"': '"1% in training, 14% on the test set"',
    '"The second situation"': '"13% in training, 14% on the test set"',
    '"Why the first remedy."': '"The gap shows variance."',
    '"Why the second remedy."': '"The training error itself is high."',
    '"The first remedy"': '"Average bagged trees"',
    '"The second remedy"': '"Grow a deeper tree"',
    '"A remedy that fits neither"': '"Drop the test set"',
    '"Prepare the data"': '"Split the rows by customer"',
    '"Fit the model"': '"Fit the trees on one part"',
    '"Judge it on data it has not seen"': '"Compare errors on the other"',
    (
        "Write here why the key is right, so that somebody who chose otherwise understands where"
        " their\n    reasoning went astray and can look the matter up."
    ): (
        "Bagged trees are fitted to different samples, so their errors differ in part. The mean of"
        " many keeps the bias of one tree and loses the part of the variance that differs."
    ),
    '"Title of a standard text", locator: "Section or page"': (
        '"The Elements of Statistical Learning", locator: "Section 8.7"'
    ),
    "status: draft": "status: reviewed",
}


def filled(text: str) -> str:
    for blank, words in FILLED.items():
        text = text.replace(blank, words)
    return text


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("fill", [str, filled], ids=["as-written", "filled-in"])
def test_scaffolds(name: str, fill: Callable[[str], str], lint_items: Lint) -> None:
    """Neither errors nor warnings, by the strict profile."""
    problems = lint_items(fill(item_scaffold(name)), profile="published")
    assert [str(problem) for problem in problems if problem.level != "hint"] == []


def test_every_blank_is_in_a_scaffold() -> None:
    """A line that no scaffold has any more is not filled in."""
    everything = "".join(item_scaffold(name) for name in FORMATS)
    assert [blank for blank in FILLED if blank not in everything] == []
