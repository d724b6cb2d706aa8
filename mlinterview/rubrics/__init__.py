"""Rubrics measured and improved.

What must hold of each, how far the engine agrees with people, and what marked answers teach.
"""

from mlinterview.rubrics._grading import engine_graded
from mlinterview.rubrics.check import check_rubrics
from mlinterview.rubrics.confidence import write_confidence
from mlinterview.rubrics.report import RubricReport, rubric_report
from mlinterview.rubrics.teaching import Proposal, propose_changes
from mlinterview.rubrics.teaching import accept as accept_changes

__all__ = [
    "Proposal",
    "RubricReport",
    "accept_changes",
    "check_rubrics",
    "engine_graded",
    "propose_changes",
    "rubric_report",
    "write_confidence",
]
