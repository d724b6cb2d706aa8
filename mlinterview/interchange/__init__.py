"""Questions to and from other systems: what is written, what is lost, what was skipped and why."""

from mlinterview.interchange._exported import Exported, ExportItem, Loss
from mlinterview.interchange._imported import Imported, Reading, Skipped
from mlinterview.interchange.banking import write_bank
from mlinterview.interchange.importing import read_questions

__all__ = [
    "ExportItem",
    "Exported",
    "Imported",
    "Loss",
    "Reading",
    "Skipped",
    "read_questions",
    "write_bank",
]
