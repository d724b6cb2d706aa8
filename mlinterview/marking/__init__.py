"""Marking by people: a queue of answers to review, sheets to fill in, interviews marked live."""

from __future__ import annotations

from mlinterview.marking.agreement import DoubleMarking, double_marking
from mlinterview.marking.queue import ReviewCriterion, ReviewGroup, review_queue

__all__ = [
    "DoubleMarking",
    "ReviewCriterion",
    "ReviewGroup",
    "double_marking",
    "review_queue",
]
