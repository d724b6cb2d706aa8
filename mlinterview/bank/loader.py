"""Loading a bank, as users call it; the machinery is imported when the first bank is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mlinterview.errors import BankError

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank

__all__ = ["load_bank"]


def load_bank(path: str | Path | None = None, *, strict: bool = True) -> Bank:
    """The bundled bank, or the one in the directory ``path``.

    Args:
        path: a directory with ``questions/`` (and maybe ``graders/`` and ``bank.yaml``).
        strict: raise on any loading fault; else the good items come with ``bank.problems``.
            A broken plug-in is a problem too, but no fault of the bank.

    Raises:
        BankError: the directory is no bank, or ``strict`` and there are loading faults.

    >>> from mlinterview import load_bank
    >>> load_bank()["loss-for-task"].format
    'matching'
    """
    from mlinterview.bank._kept import kept_bank

    bank = kept_bank(path)
    if strict and any(problem.level == "error" for problem in bank.problems):
        raise BankError(bank.problems)
    return bank
