"""The analysis itself: what `mlinterview.analyze` gives back."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, PrivateAttr, computed_field

from mlinterview.analysis._irt_results import IrtAnalysis
from mlinterview.analysis._results import (
    Difference,
    FormStatistics,
    Frozen,
    ItemStatistics,
    ItemTrace,
    MisconceptionCount,
    PersonScore,
)
from mlinterview.errors import UnknownNameError

if TYPE_CHECKING:
    from mlinterview.analysis._classical import Table
    from mlinterview.analysis.matrix import ScoreMatrix

__all__ = ["Analysis"]


class Analysis(Frozen):
    """What the scores of a class say of the form, its items and its people.

    ``model_dump(mode="json")`` is what ``analyze --json`` prints.

    Attributes:
        form: reliability, spread and shape of the totals.
        items: in the order of the form or bank.
        misconceptions: those met, those of most people first.
        left_out: records that do not count, by status.
        not_given: places of the table without any record.
        irt: there when asked for.
        notes: what a reader must know of the scores.
    """

    form: FormStatistics
    items: tuple[ItemStatistics, ...]
    misconceptions: tuple[MisconceptionCount, ...] = ()
    left_out: dict[str, int] = Field(default_factory=dict)
    not_given: int = 0
    notes: tuple[str, ...] = ()
    irt: IrtAnalysis | None = None

    _matrix: Any = PrivateAttr(default=None)
    _table: Any = PrivateAttr(default=None)

    def over(self, matrix: ScoreMatrix, table: Table) -> Self:
        """The analysis with the scores it was made of, which persons are read from when asked."""
        self._matrix, self._table = matrix, table
        return self

    @computed_field  # type: ignore[prop-decorator] # mypy knows no decorated properties
    @cached_property
    def persons(self) -> tuple[PersonScore, ...]:
        """Everybody's total with Lord's standard error, in the order of the scores."""
        if self._table is None:
            return ()
        from mlinterview.analysis._persons import person_scores

        return person_scores(self._matrix, self._table)

    @cached_property
    def traces(self) -> tuple[ItemTrace, ...]:
        """Who chose which option, by groups of rest score; items with options, in their order.

        Items whose people cannot be put into two groups of five have none.
        """
        if self._table is None:
            return ()
        from mlinterview.analysis._traces import traces_of

        return traces_of(self._matrix, self._table)

    def compare(self, first: str, second: str) -> Difference:
        """Whether two persons' scores differ by more than their errors allow.

        Raises:
            UnknownNameError: one of them has no score here.
        """
        from mlinterview.analysis._persons import compared

        known = {person.examinee_id: person for person in self.persons}
        for name in (first, second):
            if name not in known:
                raise UnknownNameError("examinee", name, list(known))
        rows = [self._matrix.examinees.index(name) for name in (first, second)]
        given = self._table.given[:, rows]
        same = bool((given[:, 0] == given[:, 1]).all())
        return compared(known[first], known[second], self.form, same_items=same)

    def to_text(self, width: int = 80, color: bool = False) -> str:
        """The analysis for a terminal, written for the instructor of a small class.

        Args:
            width: columns, 60 or more.
            color: whether to use ANSI colours.
        """
        from mlinterview.analysis.text import render

        return render(self, width=width, color=color)
