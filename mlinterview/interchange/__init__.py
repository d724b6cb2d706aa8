"""Questions to and from other systems: what is written, what is lost, what was skipped and why."""

from mlinterview.interchange._exported import Exported, ExportItem, Loss
from mlinterview.interchange._imported import Imported, Reading, Skipped

__all__ = ["ExportItem", "Exported", "Imported", "Loss", "Reading", "Skipped"]
