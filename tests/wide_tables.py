"""Tables with one row a person, for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mlinterview.store import ResponseFile

Write = Callable[[str, "str | bytes"], Path]


def table(*rows: list[str]) -> str:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def response(found: ResponseFile, item: str) -> Any:
    """The one response to an item."""
    values = [record.response for record in found if record.item == item]
    assert len(values) == 1
    return values[0]
