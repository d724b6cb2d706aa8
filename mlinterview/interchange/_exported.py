"""What an exporter takes and gives: items as a form asks for them; bytes and a loss report."""

from __future__ import annotations

from typing import Literal

from mlinterview.model._base import Model
from mlinterview.model.item import Item

__all__ = ["Aspect", "ExportItem", "Exported", "Loss", "Outcome"]

#: what of an item may be kept or lost; ``scoring`` is the points of every possible response
Aspect = Literal[
    "item",
    "scoring",
    "tolerance",
    "feedback",
    "explanation",
    "references",
    "tags",
    "order",
    "figures",
    "text",
    "parameters",
    "rubric",
]
Outcome = Literal["kept", "approximated", "dropped"]


class Loss(Model):
    """What became of one aspect of one item in one target; ``detail`` says how it differs there."""

    item: str
    target: str
    aspect: Aspect
    outcome: Outcome
    detail: str | None = None


class ExportItem(Model):
    """One item to export: its variant is drawn, its points are those of the form.

    Attributes:
        item: has no slots left; its ``placement`` leads to stimulus and figures.
        points: what it is worth.
        order: the ids of options or steps as they are to stand.
        seed: what the variant was drawn with.
        parametrised: whether other seeds would give other texts or numbers.
        shuffle: whether the target may shuffle the options: the item says so, none is fixed, and
            no form has settled their order.
        section: the title of the form's section, else of the bank's category.
    """

    item: Item
    points: float
    order: tuple[str, ...]
    seed: int | None = None
    parametrised: bool = False
    shuffle: bool = False
    section: str | None = None


class Exported(Model):
    """A file for another system, and what became of each item in it.

    An item that the target cannot hold at all has the aspect ``item`` with outcome ``dropped``.
    """

    content: bytes
    suffix: str
    losses: tuple[Loss, ...]

    @property
    def scoring_lost(self) -> tuple[Loss, ...]:
        """The losses that change what a response earns, and the items that are not there at all."""
        return tuple(
            loss
            for loss in self.losses
            if loss.aspect in ("scoring", "item") and loss.outcome != "kept"
        )
