"""Reports: points, shares with intervals, levels, misconceptions, and what to study next."""

from __future__ import annotations

from mlinterview.reports._build import report
from mlinterview.reports._line import Line
from mlinterview.reports._model import (
    Audience,
    ClassSummary,
    ExamineeReport,
    ItemResult,
    Report,
    RoleBar,
    RoleReadiness,
    Row,
)
from mlinterview.reports._rows import KINDS

__all__ = [
    "KINDS",
    "Audience",
    "ClassSummary",
    "ExamineeReport",
    "ItemResult",
    "Line",
    "Report",
    "RoleBar",
    "RoleReadiness",
    "Row",
    "report",
]
