"""Grading: one response, or a stream of them, to scores. A grader that crashes is never a zero."""

from mlinterview.grading._guessing import guess, guesses
from mlinterview.grading._one import grade
from mlinterview.grading._stream import duplicate, grade_all

__all__ = ["duplicate", "grade", "grade_all", "guess", "guesses"]
