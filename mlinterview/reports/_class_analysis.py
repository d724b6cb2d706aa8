"""Item analysis for the class report: what there is to draw, and to look at."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview.bank.bank import Bank
from mlinterview.errors import MissingExtraError
from mlinterview.model.form import Form
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.reports._class_model import ClassAnalysis, ItemFigures

__all__ = ["class_analysis"]


def class_analysis(
    scores: Sequence[ItemScore], bank: Bank, scheme: Scheme, forms: Sequence[Form]
) -> ClassAnalysis:
    """The analysis; without numpy one that only says why there is none."""
    from mlinterview.analysis._wording import form_lines, item_lines
    from mlinterview.reports.analyze import analyze

    try:
        found = analyze(scores, bank=bank, scheme=scheme, form=list(forms) or None)
    except MissingExtraError as error:
        return ClassAnalysis(notes=(f"Left out: {error}",))
    return ClassAnalysis(
        lines=tuple(form_lines(found.form)),
        alpha=found.form.alpha,
        alpha_interval=found.form.alpha_interval,
        items=tuple(
            ItemFigures(
                item_id=item.item_id,
                title=item.title or item.item_id,
                n=item.n,
                facility=item.facility,
                facility_interval=item.facility_interval,
                discrimination=item.discrimination,
                discrimination_interval=item.discrimination_interval,
                flags=item.flags,
                findings=tuple(item_lines(item)),
                reasons=item.reasons,
            )
            for item in found.items
        ),
        traces=found.traces,
        notes=found.notes,
    )
