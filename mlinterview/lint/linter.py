"""One look over a bank: loading faults and what the rules find, with waivers and the profile."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mlinterview._text import is_blank
from mlinterview.bank._yaml import line_of
from mlinterview.bank._yaml_nodes import place
from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import load_bank
from mlinterview.lint import _choices, _options
from mlinterview.lint._rule import Context, Finding, Rule
from mlinterview.lint._structure import ITEM_RULES
from mlinterview.lint.registry import RULES, RULES_OF_PUBLISHED
from mlinterview.model.problem import Problem

__all__ = ["PROFILES", "Tally", "run", "tally"]

PROFILES = ("published", "exam")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems there are of each level; waived ones are counted on their own alone."""

    errors: int = 0
    warnings: int = 0
    hints: int = 0
    waived: int = 0


def run(
    bank: Bank | str | Path, *, profile: str | None = None, today: datetime.date | None = None
) -> list[Problem]:
    """See `mlinterview.lint.lint`."""
    if profile is not None and profile not in PROFILES:
        raise ValueError(f"the profile 'published' or 'exam' expected, found {profile!r}")
    if not isinstance(bank, Bank):
        bank = load_bank(bank, strict=False)
    context = Context(bank, today or datetime.date.today())
    problems = list(bank.problems)
    try:
        for rule in RULES.values():
            for finding in rule.check(context):
                problems.append(_problem(rule, finding, bank, profile or bank.profile))
    finally:
        _choices.forget()
        _options.forget()
    # what is said of the bank as a whole comes last
    return sorted(problems, key=lambda p: (not p.file, p.file, p.line, p.item, p.rule))


def tally(problems: Iterable[Problem]) -> Tally:
    """The counts of a list of problems; with ``errors`` above 0 a bank fails.

    >>> tally([Problem("E13", "error", "a reference expected, found none")]).errors
    1
    """
    counts = {"error": 0, "warning": 0, "hint": 0, "waived": 0}
    for problem in problems:
        counts[problem.level if problem.waived is None else "waived"] += 1
    return Tally(counts["error"], counts["warning"], counts["hint"], counts["waived"])


def _problem(rule: Rule, finding: Finding, bank: Bank, profile: str) -> Problem:
    item = bank[finding.item] if finding.item else None
    source = bank.sources.get(finding.item)
    level = finding.level or rule.level
    if profile == "exam" and rule.id in RULES_OF_PUBLISHED:
        level = "hint"
    reason = item.waive.get(rule.id) if item is not None and rule.id in ITEM_RULES else None
    return Problem(
        rule.id,
        level,
        finding.message,
        file=source.file if source is not None else finding.file,
        line=line_of(source.node, finding.loc) if source is not None else 0,
        item=finding.item,
        where=place(finding.loc),
        waived=None if reason is None or is_blank(reason) else reason,
    )
