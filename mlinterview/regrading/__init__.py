"""Regrading: decisions about items after an exam, new scores, and what changed for whom."""

from __future__ import annotations

from mlinterview.model.decision import Decision
from mlinterview.regrading._results import (
    DecisionRecord,
    ItemChange,
    PersonChange,
    Regrading,
    ScoreChange,
    Standing,
)
from mlinterview.regrading.reading import DecisionFile, dump_decisions, read_decisions
from mlinterview.regrading.regrade import regrade

__all__ = [
    "Decision",
    "DecisionFile",
    "DecisionRecord",
    "ItemChange",
    "PersonChange",
    "Regrading",
    "ScoreChange",
    "Standing",
    "dump_decisions",
    "read_decisions",
    "regrade",
]
