"""A bank of machine-learning interview questions, and an auto-grader that says why.

>>> import mlinterview as mli
>>> bank = mli.load_bank()
>>> item = bank["loss-for-task"]
>>> mli.grade(item, item.key_response()).points
1.0

Names are imported when they are first used, so that ``import mlinterview`` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing's own costs as much as all the rest of this module
if TYPE_CHECKING:
    from typing import Any

    from mlinterview.analysis.analysis import Analysis as Analysis
    from mlinterview.analysis.matrix import ScoreMatrix as ScoreMatrix
    from mlinterview.assembly._results import Assembly as Assembly
    from mlinterview.assembly.assemble import assemble as assemble
    from mlinterview.bank.bank import Bank as Bank
    from mlinterview.bank.blueprints import load_blueprint as load_blueprint
    from mlinterview.bank.loader import load_bank as load_bank
    from mlinterview.bank.overlays import load_form as load_form
    from mlinterview.bank.overlays import load_scheme as load_scheme
    from mlinterview.bank.schema import item_json_schema as item_json_schema
    from mlinterview.bank.writer import dump_items as dump_items
    from mlinterview.errors import AssemblyError as AssemblyError
    from mlinterview.errors import BankError as BankError
    from mlinterview.errors import BlueprintError as BlueprintError
    from mlinterview.errors import DecisionError as DecisionError
    from mlinterview.errors import ExchangeError as ExchangeError
    from mlinterview.errors import ExpressionError as ExpressionError
    from mlinterview.errors import FormError as FormError
    from mlinterview.errors import InfeasibleError as InfeasibleError
    from mlinterview.errors import InvalidResponseError as InvalidResponseError
    from mlinterview.errors import MissingExtraError as MissingExtraError
    from mlinterview.errors import MLInterviewError as MLInterviewError
    from mlinterview.errors import RecordsError as RecordsError
    from mlinterview.errors import ResourceError as ResourceError
    from mlinterview.errors import RubricError as RubricError
    from mlinterview.errors import SchemeError as SchemeError
    from mlinterview.errors import UnknownNameError as UnknownNameError
    from mlinterview.graders._guess import Guess as Guess
    from mlinterview.graders._tools import Grader as Grader
    from mlinterview.graders._tools import GradingTools as GradingTools
    from mlinterview.grading.guessing import guess as guess
    from mlinterview.grading.guessing import guesses as guesses
    from mlinterview.grading.one import grade as grade
    from mlinterview.grading.stream import grade_all as grade_all
    from mlinterview.interchange import Exported as Exported
    from mlinterview.interchange import Loss as Loss
    from mlinterview.interchange import Reading as Reading
    from mlinterview.interchange import export as export
    from mlinterview.interchange import read_questions as read_questions
    from mlinterview.interchange import write_bank as write_bank
    from mlinterview.lint import lint as lint
    from mlinterview.lint.coverage import coverage as coverage
    from mlinterview.marking.agreement import DoubleMarking as DoubleMarking
    from mlinterview.marking.agreement import double_marking as double_marking
    from mlinterview.marking.queue import ReviewGroup as ReviewGroup
    from mlinterview.marking.queue import review_queue as review_queue
    from mlinterview.model.blueprint import Blueprint as Blueprint
    from mlinterview.model.decision import Decision as Decision
    from mlinterview.model.form import Form as Form
    from mlinterview.model.item import Item as Item
    from mlinterview.model.problem import Problem as Problem
    from mlinterview.model.records import Mark as Mark
    from mlinterview.model.records import ResponseRecord as ResponseRecord
    from mlinterview.model.registry import make_item as make_item
    from mlinterview.model.role import RoleProfile as RoleProfile
    from mlinterview.model.roster import Roster as Roster
    from mlinterview.model.roster import RosterEntry as RosterEntry
    from mlinterview.model.scheme import Scheme as Scheme
    from mlinterview.model.score import CriterionScore as CriterionScore
    from mlinterview.model.score import ItemScore as ItemScore
    from mlinterview.model.score import Verdict as Verdict
    from mlinterview.model.taxonomy import Taxonomy as Taxonomy
    from mlinterview.regrading import Regrading as Regrading
    from mlinterview.regrading import read_decisions as read_decisions
    from mlinterview.regrading.regrade import regrade as regrade
    from mlinterview.rendering.present import parse as parse
    from mlinterview.rendering.present import present as present
    from mlinterview.rendering.present import prompt as prompt
    from mlinterview.reports import Report as Report
    from mlinterview.reports import report as report
    from mlinterview.reports.analyze import analyze as analyze
    from mlinterview.reports.gradebook import Gradebook as Gradebook
    from mlinterview.reports.gradebook import gradebook as gradebook
    from mlinterview.rubrics import Proposal as Proposal
    from mlinterview.rubrics import RubricReport as RubricReport
    from mlinterview.rubrics import accept_changes as accept_changes
    from mlinterview.rubrics import check_rubrics as check_rubrics
    from mlinterview.rubrics import propose_changes as propose_changes
    from mlinterview.rubrics import rubric_report as rubric_report
    from mlinterview.store import Attendance as Attendance
    from mlinterview.store import attendance as attendance
    from mlinterview.store import iter_responses as iter_responses
    from mlinterview.store import iter_scores as iter_scores
    from mlinterview.store import mark_duplicates as mark_duplicates
    from mlinterview.store import read_choice_table as read_choice_table
    from mlinterview.store import read_marks as read_marks
    from mlinterview.store import read_responses as read_responses
    from mlinterview.store import read_roster as read_roster
    from mlinterview.store import read_score_table as read_score_table
    from mlinterview.store import read_scores as read_scores
    from mlinterview.store import write_scores as write_scores

__version__ = "0.1.0"

# where each public name lives; the imports above say the same to type checkers
_HOMES = {
    "mlinterview.analysis.analysis": ("Analysis",),
    "mlinterview.analysis.matrix": ("ScoreMatrix",),
    "mlinterview.assembly._results": ("Assembly",),
    "mlinterview.assembly.assemble": ("assemble",),
    "mlinterview.bank.bank": ("Bank",),
    "mlinterview.bank.blueprints": ("load_blueprint",),
    "mlinterview.bank.loader": ("load_bank",),
    "mlinterview.bank.overlays": ("load_form", "load_scheme"),
    "mlinterview.bank.schema": ("item_json_schema",),
    "mlinterview.bank.writer": ("dump_items",),
    "mlinterview.errors": (
        "AssemblyError",
        "BankError",
        "BlueprintError",
        "DecisionError",
        "ExchangeError",
        "ExpressionError",
        "FormError",
        "InfeasibleError",
        "InvalidResponseError",
        "MLInterviewError",
        "MissingExtraError",
        "RecordsError",
        "ResourceError",
        "RubricError",
        "SchemeError",
        "UnknownNameError",
    ),
    "mlinterview.graders._guess": ("Guess",),
    "mlinterview.graders._tools": ("Grader", "GradingTools"),
    "mlinterview.grading.guessing": ("guess", "guesses"),
    "mlinterview.grading.one": ("grade",),
    "mlinterview.grading.stream": ("grade_all",),
    "mlinterview.interchange": (
        "Exported",
        "Loss",
        "Reading",
        "export",
        "read_questions",
        "write_bank",
    ),
    "mlinterview.lint": ("lint",),
    "mlinterview.lint.coverage": ("coverage",),
    "mlinterview.marking.agreement": ("DoubleMarking", "double_marking"),
    "mlinterview.marking.queue": ("ReviewGroup", "review_queue"),
    "mlinterview.model.blueprint": ("Blueprint",),
    "mlinterview.model.decision": ("Decision",),
    "mlinterview.model.form": ("Form",),
    "mlinterview.model.item": ("Item",),
    "mlinterview.model.problem": ("Problem",),
    "mlinterview.model.records": ("Mark", "ResponseRecord"),
    "mlinterview.model.registry": ("make_item",),
    "mlinterview.model.role": ("RoleProfile",),
    "mlinterview.model.roster": ("Roster", "RosterEntry"),
    "mlinterview.model.scheme": ("Scheme",),
    "mlinterview.model.score": ("CriterionScore", "ItemScore", "Verdict"),
    "mlinterview.model.taxonomy": ("Taxonomy",),
    "mlinterview.regrading": ("Regrading", "read_decisions"),
    "mlinterview.regrading.regrade": ("regrade",),
    "mlinterview.rendering.present": ("parse", "present", "prompt"),
    "mlinterview.reports": ("Report", "report"),
    "mlinterview.reports.analyze": ("analyze",),
    "mlinterview.reports.gradebook": ("Gradebook", "gradebook"),
    "mlinterview.rubrics": (
        "Proposal",
        "RubricReport",
        "accept_changes",
        "check_rubrics",
        "propose_changes",
        "rubric_report",
    ),
    "mlinterview.store": (
        "Attendance",
        "attendance",
        "iter_responses",
        "iter_scores",
        "mark_duplicates",
        "read_choice_table",
        "read_marks",
        "read_responses",
        "read_roster",
        "read_score_table",
        "read_scores",
        "write_scores",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Analysis",
    "Assembly",
    "AssemblyError",
    "Attendance",
    "Bank",
    "BankError",
    "Blueprint",
    "BlueprintError",
    "CriterionScore",
    "Decision",
    "DecisionError",
    "DoubleMarking",
    "ExchangeError",
    "Exported",
    "ExpressionError",
    "Form",
    "FormError",
    "Grader",
    "GradingTools",
    "Guess",
    "InfeasibleError",
    "InvalidResponseError",
    "Item",
    "ItemScore",
    "Loss",
    "MLInterviewError",
    "Mark",
    "MissingExtraError",
    "Problem",
    "Proposal",
    "Reading",
    "RecordsError",
    "Regrading",
    "Report",
    "ResourceError",
    "ResponseRecord",
    "ReviewGroup",
    "Roster",
    "RosterEntry",
    "RubricError",
    "RubricReport",
    "Scheme",
    "SchemeError",
    "ScoreMatrix",
    "Taxonomy",
    "UnknownNameError",
    "Verdict",
    "__version__",
    "accept_changes",
    "analyze",
    "attendance",
    "check_rubrics",
    "coverage",
    "double_marking",
    "dump_items",
    "export",
    "grade",
    "grade_all",
    "guess",
    "guesses",
    "item_json_schema",
    "iter_responses",
    "iter_scores",
    "lint",
    "load_bank",
    "load_blueprint",
    "load_form",
    "load_scheme",
    "make_item",
    "mark_duplicates",
    "parse",
    "present",
    "prompt",
    "propose_changes",
    "read_choice_table",
    "read_decisions",
    "read_marks",
    "read_questions",
    "read_responses",
    "read_roster",
    "read_score_table",
    "read_scores",
    "regrade",
    "report",
    "review_queue",
    "rubric_report",
    "write_bank",
    "write_scores",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'mlinterview' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value  # a submodule of the same name must not win on the next look-up
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
