"""A form after its items were dropped, for whoever reports or prints it again."""

from __future__ import annotations

import math
from collections.abc import Mapping

from mlinterview.bank.bank import Bank
from mlinterview.errors import FormError
from mlinterview.model.form import Form, Section

__all__ = ["form_without"]


def form_without(form: Form, bank: Bank, dropped: Mapping[str, bool]) -> Form:
    """The form without the items that are dropped and rescaled; the others share their points.

    A report of regraded scores by this form gives the new totals. Items dropped with ``keep_max``
    stay on it.

    Args:
        form: as it was sat.
        bank: gives the points of items where the form sets none.
        dropped: items, with whether the maximum is kept.

    Raises:
        FormError: nothing is left.
    """
    worth = {entry.id: _worth(entry.id, entry.points, bank) for entry in form.entries()}
    out = {name for name, kept in dropped.items() if not kept} & set(worth)
    if not out:
        return form
    left = math.fsum(points for name, points in worth.items() if name not in out)
    if left <= 0:
        raise FormError(f"form {form.id}: all its items are dropped")
    factor = math.fsum(worth.values()) / left
    sections = []
    for section in form.sections:
        entries = tuple(
            entry.model_copy(update={"points": worth[entry.id] * factor})
            for entry in section.items
            if entry.id not in out
        )
        if entries:
            sections.append(Section.model_copy(section, update={"items": entries}))
    return form.model_copy(update={"sections": tuple(sections), "checksum": None})


def _worth(item_id: str, points: float | None, bank: Bank) -> float:
    if points is not None:
        return float(points)
    item = bank.items_by_id.get(item_id)
    return float(item.points) if item is not None else 0.0
