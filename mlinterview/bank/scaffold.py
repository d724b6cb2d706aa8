"""What ``init`` and ``new`` write: a small bank, and one commented item of each format."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mlinterview.bank.schema import item_json_schema

__all__ = ["FORMATS", "HEADER", "bank_files", "item_scaffold"]

#: tells editors where the JSON Schema of the file is
HEADER = "# yaml-language-server: $schema=../items.schema.json\n"

_HEAD = """\
- id: {id}                 # small letters and digits in groups joined by '-'; never reused
  title: "A few words for lists and reports"
  format: {format}
  topics: []                      # topic ids: mlinterview coverage lists them
  difficulty: 2                   # 1 recall, 2 core, 3 advanced, 4 expert
  bloom: apply                    # remember, understand, apply, analyze, evaluate, create
  minutes: 2
"""

_TAIL = """\
  # why the key is right, in 20 words or more; do not name letters or positions
  explanation: >-
    Write here why the key is right, so that somebody who chose otherwise understands where their
    reasoning went astray and can look the matter up.
  references:
    - {title: "Title of a standard text", locator: "Section or page"}
  version: 1                      # raise it when the key or the scoring changes
  status: draft                   # draft, reviewed, retired; drafts stay out of exams
"""

_OPTIONS = """\
  # ids are words, not letters: options are shuffled
  options:
    - id: first-idea
      text: "The right answer, no longer than the others"
      correct: true
      feedback: "Why this is right."
    - id: second-idea
      text: "A wrong answer that a misconception leads to"
      feedback: "What is wrong with the second idea."
      misconception: name-of-the-misconception
    - id: third-idea
      text: "Another wrong answer, alike in form and length"
      {third}feedback: "What {is_what} with the third idea."
"""

_BODIES = {
    "single_choice": """\
  stem: >-
    Describe a situation with the numbers it needs. Which one thing follows from it?
"""
    + _OPTIONS.format(third="", is_what="is wrong"),
    "multi_select": """\
  stem: >-
    Describe a situation with the numbers it needs. Which of these hold? Select all that apply.
"""
    + _OPTIONS.format(third="correct: true\n      ", is_what="is right"),
    "true_false": """\
  stem: >-
    State one thing that is clearly true or clearly false. Is this statement true?
  answer: true
  feedback:
    "true": "Why it holds."
    "false": "What somebody who answers false overlooks."
""",
    "matching": """\
  stem: >-
    For each situation, select the remedy that fits it.
  # an option may serve several rows, or none
  rows:
    - id: first-case
      text: "The first situation"
      match: first-remedy
      feedback: "Why the first remedy."
    - id: second-case
      text: "The second situation"
      match: second-remedy
      feedback: "Why the second remedy."
  options:
    - {id: first-remedy, text: "The first remedy"}
    - {id: second-remedy, text: "The second remedy"}
    - {id: third-remedy, text: "A remedy that fits neither"}
""",
    "ordering": """\
  stem: >-
    Put the steps in the order in which they are done.
  # in right order; they are shuffled when shown
  steps:
    - {id: prepare, text: "Prepare the data"}
    - {id: fit, text: "Fit the model"}
    - {id: judge, text: "Judge it on data it has not seen"}
  # where some steps may change places, say which come first instead:
  # before: [[prepare, fit], [fit, judge]]
""",
    "numeric": """\
  stem: >-
    A classifier finds 40 of 50 positives. What is its recall, as a share to two decimals?
  answer: 0.8
  tolerance: {absolute: 0.005}    # or {relative: 0.01}, or {digits: 2}; else it must be exact
  # unit: ms                      # with units: {s: 1000} a response in seconds is accepted too
  percent: true                   # 80% is accepted for 0.8
  derivation: "Recall is found positives over all positives: 40 / 50 = 0.8."
""",
    "short_answer": """\
  stem: >-
    What is the share of real positives that a classifier finds called?
  accept: ["recall", "sensitivity", "true positive rate"]
  # accept_pattern: "true positive rates?"   # a regular expression for the whole answer
  reject:
    - {text: "precision", feedback: "Precision is a share of the found, not of the real ones."}
""",
    "cloze": """\
  stem: >-
    With 40 true positives and 10 false negatives, recall is {{value}}; it is a share of the
    {{base}} positives.
  blanks:
    value: {format: numeric, answer: 0.8, tolerance: {absolute: 0.005}}
    base:
      format: single_choice
      options:
        - {id: real, text: "real", correct: true, feedback: "Recall looks at the real positives."}
        - {id: found, text: "found", feedback: "A share of the found ones is precision."}
  derivation: "40 / (40 + 10) = 0.8."
""",
    "free_text": """\
  stem: >-
    Explain why accuracy says little when one class is rare.
  points: 2                       # the sum of the criteria, as a rule
  rubric:
    criteria:
      - id: constant-guess
        points: 1
        statement: "Says that always guessing the common class already has a high accuracy."
        # any entry will do; let each bind two ideas, for wrong answers name terms too
        evidence:
          # a|b is one of several words; x ~ y is both, near each other, in either order
          - always predict|guess|say ~ <high>|good accuracy
          # <high> is any word for it in the lexicon; x ... y is y somewhere behind x
          - common|majority|frequent class ... <high> accuracy
        feedback: "What accuracy has a model that never looks at its input?"
      - id: rare-errors
        points: 1
        statement: "Says that errors on the rare class hardly move the accuracy."
        evidence:
          # not x is x, denied: not, never, hardly ...; error* is any word that begins so
          - error*|mistake*|miss* ... rare|minority|positive ... not show|move|change|matter
          # tied by so, because, leads to ... the right way round
          - relation:
              cause: [rare|minority|positive class ... few rows|cases|examples]
              effect: [not show|move|change|matter ... accuracy]
        feedback: "By how much does accuracy fall when each rare case is missed?"
  sample_answer: >-
    Always guessing the majority class already has a high accuracy, so errors on the rare class,
    which matter most, hardly show.
""",
}

FORMATS = tuple(_BODIES)

_BANK = """\
title: "{title}"
language: en
profile: exam                     # published: lint as strictly as for the bundled bank
scheme: standard
"""

_FORM = """\
id: first
title: "My first exam"
minutes: 5
sections:
  - items: [my-first-item]
"""


def item_scaffold(format_name: str, item_id: str = "my-first-item") -> str:
    """A commented item of one format, as an entry of a bank file; it loads as it stands.

    Raises:
        KeyError: there is no such format.
    """
    return _HEAD.format(id=item_id, format=format_name) + _BODIES[format_name] + _TAIL


def bank_files(title: str) -> Iterator[tuple[str, str]]:
    """Path (with ``/``) and text of every file that a new bank starts with."""
    yield "bank.yaml", _BANK.format(title=title.replace("\\", "").replace('"', "'"))
    schema = json.dumps(item_json_schema(file=True), ensure_ascii=False, indent=1)
    yield "questions/items.schema.json", schema + "\n"
    yield (
        "questions/ml_theory/first.yaml",
        HEADER + item_scaffold("single_choice", "my-first-item"),
    )
    yield "questions/exams/first.form.yaml", _FORM
