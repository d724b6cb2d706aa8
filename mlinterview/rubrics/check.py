"""What must hold of every rubric that the engine grades by: ``mlinterview rubric check``."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from mlinterview.bank.bank import Bank
from mlinterview.errors import RubricError
from mlinterview.graders.free_text import FEWEST_ANSWERS
from mlinterview.model.free_text import FreeText
from mlinterview.model.problem import Problem
from mlinterview.model.rubric import CalibrationAnswer
from mlinterview.rubrics._attacks import attacks
from mlinterview.rubrics._changes import changes
from mlinterview.rubrics._findings import Finding, cut, finding
from mlinterview.rubrics._grading import Grades, engine_graded, points_of
from mlinterview.rubrics._material import material

__all__ = ["check_rubrics"]

#: typing slips may cost so much of the points; of one item that is known only from a few hundred
#: drawn slips, so that what they cost must lie above it by so many standard errors
_SLIPS, _ERRORS = 0.01, 1.64


def check_rubrics(bank: Bank, ids: Iterable[str] = ()) -> list[Problem]:
    """Problems of the rubrics that the engine grades by, one line each.

    Development answers must come out exactly; changes that leave the meaning alone must keep the
    grade; attacks must stay below half of the points; each criterion must be needed by some answer.

    Args:
        bank: where items, judged answers and the lexicon come from.
        ids: the items to check; all where none is named.

    Raises:
        UnknownNameError: the bank has no item of that name.

    >>> import mlinterview as mli
    >>> problems = mli.check_rubrics(mli.load_bank(), ["kv-cache-what-it-saves"])
    >>> sorted({problem.rule for problem in problems} - {"R01", "R03", "R04"})
    []
    """
    grades = Grades(bank)
    items = engine_graded(bank)
    found: list[Problem] = []
    for item in engine_graded(bank, tuple(ids)):
        try:
            answers = [answer for answer in grades.answers(item) if answer.split == "dev"]
        except RubricError as error:
            found.append(finding(bank, item, "R00", str(error)))
            continue
        checker = _Checker(bank, grades, item, answers)
        found += checker.exact()
        found += checker.needed()
        found += checker.steady()
        found += checker.resists(items)
    return found


class _Checker:
    def __init__(
        self, bank: Bank, grades: Grades, item: FreeText, answers: list[CalibrationAnswer]
    ) -> None:
        self.bank = bank
        self.grades = grades
        self.item = item
        self.answers = answers

    def _fault(self, rule: str, message: str, text: str = "") -> Finding:
        """An error; of a text, with the criteria that it earned, in the rubric's order."""
        met = self.grades.met(self.item, text) if text else set[str]()
        criteria = tuple(each.id for each in self.item.rubric.criteria if each.id in met)
        return finding(self.bank, self.item, rule, message, text=text, criteria=criteria)

    def exact(self) -> list[Finding]:
        """R01: development answers come out exactly, criterion by criterion."""
        found = []
        sample = self.item.sample_answer
        if sample and self.grades.points(self.item, sample) < self.item.rubric.points:
            missed = sorted(
                {criterion.id for criterion in self.item.rubric.criteria}
                - self.grades.met(self.item, sample)
            )
            message = f"the sample answer misses {', '.join(missed)}"
            found.append(self._fault("R01", message, sample))
        for number, answer in enumerate(self.answers, 1):
            due, given = (
                points_of(self.item.rubric, answer),
                self.grades.points(self.item, answer.text),
            )
            met = self.grades.met(self.item, answer.text)
            if given != due or (answer.points is None and met != set(answer.met)):
                extra = ", ".join(f"+{name}" for name in sorted(met - set(answer.met)))
                short = ", ".join(f"-{name}" for name in sorted(set(answer.met) - met))
                message = (
                    f"development answer {number} ({cut(answer.text)}) earns {given:g},"
                    f" {due:g} expected: {' '.join(part for part in (extra, short) if part)}"
                )
                found.append(self._fault("R01", message, answer.text))
        return found

    def needed(self) -> list[Finding]:
        """R02: some answer needs the evidence of each criterion; R05: there are enough answers.

        Where there is no development answer at all, R05 says so once for all criteria.
        """
        found = []
        for criterion in self.item.rubric.criteria:
            if criterion.by_person or not self.answers:
                continue
            if not any(criterion.id in answer.met for answer in self.answers):
                found.append(
                    self._fault(
                        "R02", f"no development answer needs the evidence of {criterion.id!r}"
                    )
                )
        count = len(self.grades.answers(self.item))
        if count < FEWEST_ANSWERS or not self.answers:
            none = "" if self.answers or not count else " and none of the split dev"
            message = f"{count or 'no'} judged answers{none}"
            if count < FEWEST_ANSWERS:
                message += f"; with {FEWEST_ANSWERS} a person need not look at all"
            found.append(finding(self.bank, self.item, "R05", message, "warning"))
        return found

    def steady(self) -> list[Finding]:
        """R03: changes that leave the meaning alone keep the grade."""
        found = []
        slips: list[tuple[float, float]] = []  # points before, and lost, an answer
        for number, answer in enumerate(self.answers, 1):
            before = self.grades.points(self.item, answer.text)
            seed = f"{self.item.id} {number}"
            due = lost = 0.0
            for name, text in changes(answer.text, seed, self.bank.lexicon):
                after = self.grades.points(self.item, text)
                if name == "typos":
                    due += before
                    lost += max(0.0, before - after)
                elif after != before:
                    message = (
                        f"development answer {number} earns {after:g} for {before:g} after a change"
                        f" of {name}: {cut(text)}"
                    )
                    found.append(self._fault("R03", message, text))
            slips.append((due, lost))
        share, error = _lost(slips)
        if share - _ERRORS * error > _SLIPS:
            message = f"typing slips in a tenth of the words lose {share:.1%} of the points"
            found.append(self._fault("R03", message))
        return found

    def resists(self, items: list[FreeText]) -> list[Finding]:
        """R04: attacks stay below half of the points."""
        found = []
        rubric = self.item.rubric
        for attack in attacks(material(self.item, self.grades, items)):
            if not self.grades.resists(self.item, attack):
                earned = self.grades.points(self.item, attack.text)
                fault = self._fault("R04", "", attack.text)
                message = (
                    f"an attack by {attack.kind} earns {earned:g} of {rubric.points:g}"
                    f" ({', '.join(fault.criteria)}): {cut(attack.text)}"
                )
                found.append(replace(fault, message=message))
        return found


def _lost(slips: list[tuple[float, float]]) -> tuple[float, float]:
    """The share of the points that is lost, and its standard error as a ratio over answers.

    Cochran, Sampling Techniques, 3rd ed., section 6.4, for a population without end.
    """
    due = sum(before for before, _ in slips)
    if not due:
        return 0.0, 0.0
    share = sum(lost for _, lost in slips) / due
    rest = sum((lost - share * before) ** 2 for before, lost in slips)
    return share, math.sqrt(rest * len(slips) / max(1, len(slips) - 1)) / due
