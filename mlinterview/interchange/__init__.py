"""Questions to and from other systems: what is written, what is lost, what was skipped and why."""

from mlinterview.interchange._exported import Exported, ExportItem, Loss
from mlinterview.interchange._imported import Imported, Reading, Skipped
from mlinterview.interchange.banking import write_bank
from mlinterview.interchange.exporting import TARGETS, export
from mlinterview.interchange.importing import read_questions

__all__ = [
    "TARGETS",
    "ExportItem",
    "Exported",
    "Imported",
    "Loss",
    "Reading",
    "Skipped",
    "export",
    "read_questions",
    "write_bank",
]
