"""QTI 2.1."""

from __future__ import annotations

from mlinterview.interchange._batch import Batch
from mlinterview.interchange._exported import Exported
from mlinterview.interchange._qti.versions import V21
from mlinterview.interchange._qti.writing import write_package

__all__ = ["write"]


def write(batch: Batch) -> Exported:
    """A content package with a test and one file an item."""
    return write_package(batch, V21)
