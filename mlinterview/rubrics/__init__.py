"""Rubrics measured: what must hold of each, and how far the engine agrees with people."""

from mlinterview.rubrics._grading import engine_graded
from mlinterview.rubrics.check import check_rubrics
from mlinterview.rubrics.confidence import write_confidence
from mlinterview.rubrics.report import RubricReport, rubric_report

__all__ = ["RubricReport", "check_rubrics", "engine_graded", "rubric_report", "write_confidence"]
