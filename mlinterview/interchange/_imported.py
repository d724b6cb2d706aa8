"""What a reader of another system's file gives: items as YAML would hold them, and what it left."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from mlinterview.model._base import Model

__all__ = ["Imported", "Reading", "Skipped"]


class Imported(Model):
    """One question as a bank's YAML would hold it.

    ``source`` has no topics, and an ``id`` only where the file names one; ``place`` says where it
    stands in the file (``question 3, line 41``); ``notes`` say what was approximated or left out.
    """

    source: dict[str, Any]
    place: str
    notes: tuple[str, ...] = ()


class Skipped(Model):
    """Something in the file that became no question, and why."""

    place: str
    reason: str


class Reading(Model):
    """All that was read from a file: nothing in it is passed over in silence.

    ``files`` are pictures by the name that ``source`` uses for them (``figures/a.png``);
    ``kind`` is what the file was read as.
    """

    items: tuple[Imported, ...]
    skipped: tuple[Skipped, ...] = ()
    files: dict[str, bytes] = Field(default_factory=dict)
    kind: str = ""
