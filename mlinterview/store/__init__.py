"""Files of responses, marks and scores: every shape gives the same records."""

from __future__ import annotations

from mlinterview.store._atomic import replacing, replacing_bytes
from mlinterview.store._attendance import Attendance, WrongVariant, attendance
from mlinterview.store._columns import Column, Unplaced
from mlinterview.store._problems import RecordProblem
from mlinterview.store.duplicates import mark_duplicates
from mlinterview.store.mark_log import MarkLog, mark_fields
from mlinterview.store.marks import MarkFile, read_marks
from mlinterview.store.responses import (
    ResponseFile,
    ResponseStream,
    iter_responses,
    read_responses,
)
from mlinterview.store.roster import RosterFile, read_roster
from mlinterview.store.scores import ScoreFile, iter_scores, read_scores, write_scores
from mlinterview.store.tables import TableFile, read_choice_table, read_score_table

__all__ = [
    "Attendance",
    "Column",
    "MarkFile",
    "MarkLog",
    "RecordProblem",
    "ResponseFile",
    "ResponseStream",
    "RosterFile",
    "ScoreFile",
    "TableFile",
    "Unplaced",
    "WrongVariant",
    "attendance",
    "iter_responses",
    "iter_scores",
    "mark_duplicates",
    "mark_fields",
    "read_choice_table",
    "read_marks",
    "read_responses",
    "read_roster",
    "read_score_table",
    "read_scores",
    "replacing",
    "replacing_bytes",
    "write_scores",
]
