"""QTI 1.2, as Canvas reads it."""

from __future__ import annotations

from mlinterview.interchange._batch import Batch
from mlinterview.interchange._exported import Exported
from mlinterview.interchange._qti.canvas_writing import write_canvas

__all__ = ["write"]


def write(batch: Batch) -> Exported:
    """A package with one quiz."""
    return write_canvas(batch)
