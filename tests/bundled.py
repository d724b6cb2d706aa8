"""The bundled bank, read once for all tests of a process: none of them changes it."""

from functools import cache
from pathlib import Path

from mlinterview.bank import _kept
from mlinterview.bank.bank import Bank

#: reads every time
READ = _kept.kept_bank


@cache
def _bundled() -> Bank:
    return READ(None)


def kept_bank(path: str | Path | None) -> Bank:
    """Stands in for the library's own function, which reads the bundled bank at every call."""
    return _bundled() if path is None else READ(path)
