"""Grading: one response, or a stream of them, to scores. A grader that crashes is never a zero."""
