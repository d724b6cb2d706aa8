"""A bank to teach: one rubric, answers to it, and marks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ITEM = "more-trees"

TEXT = """\
# Items for the course
- id: first-item   # stays
  format: true_false
  stem: A forest is a list of trees.
  answer: true

- id: more-trees  # a remark
  format: free_text
  stem: Why does adding trees to a random forest not lead to overfitting?
  points: 2
  version: 4   # counted by hand
  rubric:
    criteria:
      - id: averaging
        statement: Says that averaging many trees lowers the variance of the prediction.
        evidence:
          # the lecture's words
          - averag* ~ variance  # slide 12
          - vote ~ error
      - id: independent
        statement: Says that the trees differ because of bootstrap samples or random features.
        evidence: [bootstrap, random features]   # both are fine
  sample_answer: >-
    Averaging the trees lowers the variance. Each tree sees another bootstrap sample.

# the last one
- id: last-item
  format: true_false
  stem: A tree is a forest.
  answer: false
"""

#: answers, and the criteria that a person sees in them
ANSWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The mean over all trees has a smaller spread than one tree has.", ("averaging",)),
    (
        "Taking the mean of the trees makes the spread smaller. They see bootstrap samples.",
        ("averaging", "independent"),
    ),
    ("The average of the trees has less variance.", ("averaging",)),
    ("The trees vote and the error counts.", ()),
    ("More trees only cost time.", ()),
    ("A vote of trees has an error like that of one tree.", ()),
    ("Each tree is grown on bootstrap samples.", ("independent",)),
    ("The mean of each feature is subtracted, and the trees spread out.", ()),
)


def write_bank(folder: Path, text: str = TEXT) -> Path:
    """The bank's directory; the items stand in one file."""
    path = items_file(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return folder


def items_file(folder: Path) -> Path:
    """The file of items of a bank."""
    return folder / "questions" / "ml_theory" / "items.yaml"


def responses(texts: Sequence[str]) -> list[dict[str, Any]]:
    """A response record for each text."""
    return [
        {"examinee": f"p{number}", "item": ITEM, "response": text}
        for number, text in enumerate(texts)
    ]


def marks(decisions: Sequence[Mapping[str, bool] | float], **fields: Any) -> list[dict[str, Any]]:
    """A mark for each of the first texts."""
    return [
        {"examinee": f"p{number}", "item": ITEM, "by": "Dr Ito", "marks": given, **fields}
        for number, given in enumerate(decisions)
    ]


def judged() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Responses and marks of all answers."""
    decisions = [{name: name in met for name in ("averaging", "independent")} for _, met in ANSWERS]
    return responses([text for text, _ in ANSWERS]), marks(decisions)
