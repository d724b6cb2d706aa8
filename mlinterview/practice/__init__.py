"""One sitting of practice: which items, what comes next, how it is asked in a terminal."""

from __future__ import annotations

from mlinterview.practice.pick import missed_items, pick_items
from mlinterview.practice.run import PracticeResult, run_practice
from mlinterview.practice.sitting import Answer, Question, Sitting

__all__ = [
    "Answer",
    "PracticeResult",
    "Question",
    "Sitting",
    "missed_items",
    "pick_items",
    "run_practice",
]
