"""A bank with an item of every format, one with a passage, one that is parametrised; a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import load_bank
from mlinterview.model.form import Form

ITEMS = r"""
- id: which-loss
  format: single_choice
  stem: Which loss suits a *price*, given $\hat{y} \in \mathbb{R}$?
  points: 2
  options:
    - id: mse
      text: "$\\frac{1}{n}\\sum_i (y_i - \\hat{y}_i)^2$"
      correct: true
      feedback: It is real.
    - {id: bce, text: Binary cross-entropy, feedback: That wants a probability.}
    - {id: ctc, text: CTC}
    - {id: code, text: "```python\nloss = 0\n```"}
  explanation: A number is wanted.
  references: [{title: A Book, locator: Section 3, url: "https://example.org/a_b"}]
- id: which-cures
  format: multi_select
  stem: "What helps against overfitting?\n\n| step | loss |\n|---|---:|\n| 1 | 0.5 |"
  stimulus: course
  options:
    - {id: more-data, text: More data, correct: true}
    - {id: dropout, text: Dropout, correct: true}
    - {id: longer, text: Longer training}
- id: test-set
  format: true_false
  stem: A test set may be used twice.
  answer: false
  feedback: {"true": It may not., "false": Right so.}
  figures: [{file: figures/loss.svg, alt: The loss falls & rises.}]
- id: match-tasks
  format: matching
  stem: Match.
  stimulus: course
  rows:
    - {id: price, text: House price, match: mse, feedback: A number.}
    - {id: spam, text: Spam or not, match: bce}
  options:
    - {id: mse, text: MSE}
    - {id: bce, text: Cross-entropy}
    - {id: ctc, text: CTC}
- id: order-steps
  format: ordering
  stem: Put the steps in order.
  steps:
    - {id: split, text: Split}
    - {id: fit, text: Fit}
    - {id: train, text: Train}
    - {id: test, text: Test}
- id: product
  format: numeric
  stem: What is {=n} times {=k}?
  parameters: {n: [3, 5, 7, 11], k: [2, 4, 6, 8]}
  answer: "=n * k"
  unit: ms
- id: version-string
  format: short_answer
  stem: Which version?
  accept: ["1.10"]
- id: adam-gaps
  format: cloze
  stem: >-
    It keeps {{moment_count}} moments and the {{root}}, costs {{price_tag}}, and `x = {{word}}`.
  blanks:
    moment_count: {format: numeric, answer: 2}
    root:
      format: single_choice
      options: [{id: sqrt, text: square root, correct: true}, {id: log, text: logarithm}]
    price_tag: {format: numeric, answer: 3, unit: euro}
    word: {format: short_answer, accept: [one]}
- id: explain-leakage
  format: free_text
  stem: Explain target leakage.
  points: 4
  rubric:
    criteria:
      - {id: idea, points: 2, statement: Names the idea.}
      - {id: example, statement: Gives an example.}
    probes: [And in time series?]
    red_flags: [Blames the test set.]
  sample_answer: The features know the target.
"""
STIMULI = """
- id: course
  title: A course & its log
  text: "The log says `loss=nan`."
"""
FORM = """
id: midterm
title: Midterm <1>
minutes: 45
instructions: Use *no* computer.
sections:
  - title: First things
    items: [which-loss, which-cures, test-set]
  - instructions: Take your time.
    items:
      - {id: match-tasks, options: [ctc, bce, mse], points: 3}
      - order-steps
      - {id: product, seed: 4}
      - version-string
      - adam-gaps
      - explain-leakage
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="red"/></svg>'
)


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """The bank as the loader reads it."""
    root = tmp_path_factory.mktemp("bank")
    for folder, name, text in (
        ("ml_theory", "items.yaml", ITEMS),
        ("stimuli", "all.yaml", STIMULI),
        ("exams", "midterm.form.yaml", FORM),
        ("figures", "loss.svg", SVG),
    ):
        place = root / "questions" / folder
        place.mkdir(parents=True, exist_ok=True)
        Path(place / name).write_text(text, encoding="utf-8")
    return load_bank(root)


@pytest.fixture(scope="session")
def form(bank: Bank) -> Form:
    """The form over all of it."""
    return bank.form("midterm")
