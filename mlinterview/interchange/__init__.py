"""Questions to and from other systems: what is written, what is lost, what was skipped and why.

Names are imported when they are first used: the command line asks for ``kinds`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlinterview.interchange._exported import Exported as Exported
    from mlinterview.interchange._exported import ExportItem as ExportItem
    from mlinterview.interchange._exported import Loss as Loss
    from mlinterview.interchange._imported import Imported as Imported
    from mlinterview.interchange._imported import Reading as Reading
    from mlinterview.interchange._imported import Skipped as Skipped
    from mlinterview.interchange.banking import write_bank as write_bank
    from mlinterview.interchange.exporting import export as export
    from mlinterview.interchange.importing import read_questions as read_questions
    from mlinterview.interchange.kinds import TARGETS as TARGETS

_HOME_OF = {
    "TARGETS": "kinds",
    "ExportItem": "_exported",
    "Exported": "_exported",
    "Imported": "_imported",
    "Loss": "_exported",
    "Reading": "_imported",
    "Skipped": "_imported",
    "export": "exporting",
    "read_questions": "importing",
    "write_bank": "banking",
}

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


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
