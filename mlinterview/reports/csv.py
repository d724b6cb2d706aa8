"""One row a person as CSV: totals, the share of every row of every table, readiness."""

from __future__ import annotations

import csv
from io import StringIO

from mlinterview.reports._model import ExamineeReport, Report
from mlinterview.store._safe_cells import safe_cell

__all__ = ["render"]

_TOTALS = (
    "examinee_id",
    "points",
    "points_low",
    "points_high",
    "max_points",
    "share",
    "share_low",
    "share_high",
    "passed",
    "band",
    "graded",
    "unanswered",
    "invalid",
    "failed",
    "needs_review",
)


def render(report: Report) -> str:
    """The table as text, lines ending in a line feed; an empty cell is "does not apply"."""
    columns: dict[str, None] = {}
    for kind in dict.fromkeys(kind for person in report.examinees for kind in person.by):
        columns |= {
            f"{kind}:{row.id}": None for person in report.examinees for row in person.by[kind]
        }
    for role in dict.fromkeys(role.id for person in report.examinees for role in person.roles):
        columns |= {f"readiness:{role}": None, f"asked:{role}": None}
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([safe_cell(name) for name in (*_TOTALS, *columns)])
    for person in report.examinees:
        shares: dict[str, float | None] = {
            f"{kind}:{row.id}": row.share for kind, rows in person.by.items() for row in rows
        }
        for found in person.roles:
            shares[f"readiness:{found.id}"] = found.share
            shares[f"asked:{found.id}"] = found.asked_share
        writer.writerow([safe_cell(cell) for cell in (*_totals(person), *map(shares.get, columns))])
    return target.getvalue()


def _totals(person: ExamineeReport) -> tuple[object, ...]:
    low, high = person.share_range or (None, None)
    return (
        person.examinee_id,
        person.points,
        *person.points_range,
        person.max_points,
        person.share,
        low,
        high,
        person.passed,
        person.band,
        person.graded,
        person.unanswered,
        person.invalid,
        person.failed,
        person.needs_review,
    )
