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

    ``item`` has no slots left; ``order`` holds the ids of options or steps as they are to stand.
    """

    item: Item
    points: float
    order: tuple[str, ...]
    seed: int | None = None
    parametrised: bool = False


class Exported(Model):
    """A file for another system, and what became of each item in it.

    An item that the target cannot hold at all has the aspect ``item`` with outcome ``dropped``.
    """

    content: bytes
    suffix: str
    losses: tuple[Loss, ...]
