"""A small bank with every format, and a form over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wide_tables import Write, table

from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import load_bank
from mlinterview.model.form import Form
from mlinterview.store import ResponseFile, read_responses

ITEMS = """\
- id: loss-for-prices
  format: single_choice
  title: The loss for prices
  stem: Which loss suits predicting the *sale price* of a house, in `euros`?
  options:
    - {id: mse, text: "Mean squared error, L2", correct: true}
    - {id: bce, text: Binary cross-entropy}
    - {id: ctc, text: "CTC; the sequence loss"}
    - {id: hinge, text: "**Hinge** loss"}
- id: overfitting-cures
  format: multi_select
  stem: Which of these make overfitting less likely, all else being equal?
  options:
    - {id: more-data, text: "More data, of the same kind", correct: true}
    - {id: dropout, text: Dropout, correct: true}
    - {id: bigger, text: "A bigger model, trained longer"}
    - {id: weight-decay, text: "Weight decay (L2)", correct: true}
- id: test-set-reuse
  format: true_false
  stem: A test set that was used for early stopping still gives an unbiased estimate.
  answer: false
- id: loss-by-task
  format: matching
  stem: Match each task with a loss.
  rows:
    - {id: price, text: "Predict a price, in euros", match: mse}
    - {id: spam, text: Tell spam from mail, match: bce}
    - {id: digits, text: "Read digits [0 to 9]", match: ce}
  options:
    - {id: mse, text: MSE}
    - {id: bce, text: Binary cross-entropy}
    - {id: ce, text: Categorical cross-entropy}
- id: pipeline-order
  format: ordering
  stem: Put the steps of a training pipeline in order.
  steps:
    - {id: split, text: "Split the data, by group"}
    - {id: fit, text: Fit the scaler}
    - {id: train, text: Train}
    - {id: test, text: Evaluate}
- id: precision-value
  format: numeric
  stem: What is the precision with 3 true and 1 false positive?
  answer: 0.75
  tolerance: {absolute: 0.005}
  percent: true
- id: version-string
  format: short_answer
  stem: Which version string did the changelog give?
  accept: ["1.10", "null", "true"]
- id: adam-gaps
  format: cloze
  stem: Adam keeps {{count}} moments and divides by the {{root}} of the second; use {{word}}.
  blanks:
    count: {format: numeric, answer: 2}
    root:
      format: single_choice
      options: [{id: sqrt, text: square root, correct: true}, {id: log, text: logarithm}]
    word: {format: short_answer, accept: ["1.10"]}
- id: explain-leakage
  format: free_text
  stem: Explain target leakage in your own words, with one example from practice.
  rubric: [{id: idea, statement: Says that the target is in the features}]
- id: parametrised-product
  format: numeric
  stem: What is {=n} times {=k}?
  parameters: {n: [3, 5, 7, 11, 13], k: [2, 4, 6, 8]}
  derive: {product: n * k}
  answer: "=product"
- id: joined-texts
  format: multi_select
  stem: Which colours?
  options:
    - {id: red, text: red, correct: true}
    - {id: blue, text: blue}
    - {id: both, text: "red, blue"}
- id: twin-one
  format: matching
  stem: Match each of these with its kind.
  rows: [{id: sgd, text: SGD, match: optimizer}]
  options: [{id: optimizer, text: optimizer}, {id: loss, text: loss}]
- id: twin-two
  format: matching
  stem: Match each of these with its kind.
  rows: [{id: hinge, text: Hinge, match: loss}]
  options: [{id: optimizer, text: optimizer}, {id: loss, text: loss}]
- id: letters-as-texts
  format: single_choice
  stem: Which variable is the learning rate in the update rule above?
  options:
    - {id: first, text: b, correct: true}
    - {id: second, text: a}
    - {id: third, text: the third one}
"""

FORM = """\
id: midterm
sections:
  - items:
      - loss-for-prices
      - overfitting-cures
      - test-set-reuse
      - {id: loss-by-task, options: [ce, mse, bce]}
      - pipeline-order
      - precision-value
      - version-string
      - adam-gaps
      - explain-leakage
      - {id: parametrised-product, seed: 4}
"""


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """The bank as the loader reads it."""
    root = tmp_path_factory.mktemp("bank")
    folder = root / "questions" / "ml_theory"
    folder.mkdir(parents=True)
    (root / "questions" / "exams").mkdir()
    (folder / "items.yaml").write_text(ITEMS, encoding="utf-8")
    (root / "questions" / "exams" / "midterm.form.yaml").write_text(FORM, encoding="utf-8")
    return load_bank(root)


@pytest.fixture(scope="session")
def form(bank: Bank) -> Form:
    """The form of the bank."""
    return bank.form("midterm")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file and gives its path."""

    def file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return file


@pytest.fixture
def wide(write: Write, bank: Bank) -> Callable[..., ResponseFile]:
    """Reads rows as a wide table of the bank."""

    def read(*rows: list[str], **options: Any) -> ResponseFile:
        return read_responses(write("wide.csv", table(*rows)), wide=True, bank=bank, **options)

    return read
