"""Lint rules for banks: what makes an item unfit to be asked, found before an examinee does."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from mlinterview.bank.bank import Bank
    from mlinterview.model.problem import Problem

__all__ = ["lint"]


def lint(
    bank: Bank | str | Path,
    *,
    profile: str | None = None,
    today: datetime.date | None = None,
) -> list[Problem]:
    """Every loading fault of a bank and every finding of the lint rules, by file and line.

    Args:
        bank: a bank, or the directory of one.
        profile: ``published`` (every rule as listed) or ``exam`` (what a teacher's own exam can do
            without becomes a hint); the bank's own where none is given.
        today: the day that ``review_by`` is compared with; the clock's where none is given.

    Returns:
        One problem for each finding, ``level`` ``error``, ``warning`` or ``hint``. Those that the
        item waives are listed with the reason in ``waived``, and count as neither error nor
        warning (`mlinterview.lint.linter.tally` does the counting).

    Raises:
        BankError: the directory is no bank.
        ValueError: there is no such profile.

    >>> from mlinterview import lint, load_bank
    >>> [problem.rule for problem in lint(load_bank()) if problem.level == "error"]
    []
    """
    # the rules and their patterns are read when somebody lints, not by `import mlinterview`
    from mlinterview.lint.linter import run

    return run(bank, profile=profile, today=today)


class _Package(ModuleType):
    """This package, which can be called as its function.

    The function is `mlinterview.lint`, and importing any module of the package puts the package
    under that very name: so both do the same.
    """

    def __call__(self, *arguments: Any, **options: Any) -> list[Problem]:
        return lint(*arguments, **options)


sys.modules[__name__].__class__ = _Package
