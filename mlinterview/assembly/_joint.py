"""All forms at once, with any of the demands left out: whether they can be met together.

Items that no demand tells apart are one column that counts them, so that a question about a few
demands is a small one, however large the bank is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from mlinterview.assembly._demands import Demand
from mlinterview.assembly._highs import Answer, Matrix, solve
from mlinterview.assembly._program import ALWAYS, Clause, Program, Row, scaled, whole_row
from mlinterview.assembly._tolerances import Nearness, nearnesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Joint"]

#: nodes of the search for any answer at all
_MOST_NODES = 20_000
_MOST_SECONDS = 20.0


@dataclass(frozen=True)
class _Groups:
    """Items that are alike: their numbers, and the columns of the first in its sections."""

    members: Sequence[Sequence[int]]
    columns: Sequence[range]


class Joint:
    """The model of several forms.

    Attributes:
        clauses: all that may be left out, those between forms last.
    """

    def __init__(self, program: Program, forms: int) -> None:
        self._program = program
        self._forms = forms
        self.clauses = list(program.clauses)
        self._overlap: int | None = None
        self._near: dict[int, list[Nearness]] = {}
        blueprint = program.blueprint
        if forms < 2:
            return
        if blueprint.overlap is not None:
            self._overlap = len(self.clauses)
            plural = "" if blueprint.overlap == 1 else "s"
            text = f"any two of {forms} forms share at most {blueprint.overlap} item{plural}"
            self.clauses.append(Clause(("overlap",), text))
        for nearness in nearnesses(blueprint):
            if not self._near or self.clauses[-1].place != nearness.place:
                self.clauses.append(Clause(nearness.place, nearness.text))
            self._near.setdefault(len(self.clauses) - 1, []).append(nearness)

    def possible(self, active: Iterable[int], seconds: float = _MOST_SECONDS) -> bool | None:
        """Whether the clauses can be met together; None where the solver reached its limit."""
        if not self.conceivable(active):
            return False
        built = _Model(self, frozenset(active))
        answer = built.solve(seconds=seconds)
        return None if answer.status == "unknown" else answer.status != "infeasible"

    def conceivable(self, active: Iterable[int]) -> bool:
        """Whether the relaxation has a solution; if not, the clauses cannot be met.

        What is asked of one form is asked of all, so the mean of all forms solves the relaxation if
        anything does, and it is no larger than one form.
        """
        return _Model(self, frozenset(active), mean=True).solve(whole=False).status != "infeasible"

    def forms(self, active: Iterable[int], cost: NDArray[np.float64]) -> list[list[int]] | None:
        """Columns for each form that meet the clauses; None where none were found.

        ``cost`` says which items of those that are alike come first.
        """
        built = _Model(self, frozenset(active))
        answer = built.solve()
        return None if answer.values is None else built.expanded(answer.values, cost)

    def most(self, active: Iterable[int], clause: int) -> Fraction | None:
        """The most that the forms have of what ``clause`` asks for while ``active`` are met.

        Summed over the forms, each of which counts up to what is asked for.
        """
        demand = self.clauses[clause].demand
        if demand is None or demand.low is None:
            return None
        built = _Model(self, frozenset(active) - {clause}, demand)
        answer = built.solve(first=False)
        return built.reached(answer) if answer.status == "optimal" else None


class _Model:
    """The columns and rows for the clauses that are active."""

    def __init__(
        self,
        joint: Joint,
        active: frozenset[int],
        most: Demand | None = None,
        *,
        mean: bool = False,
    ) -> None:
        self._program = joint._program
        self._active = active
        between = {joint._overlap, *joint._near} & active
        #: without a demand between them all forms may be one
        self._alike = not between
        self._forms = 1 if self._alike or mean else joint._forms
        self._all_forms = joint._forms
        share = self._program.blueprint.overlap
        self._share = share if joint._overlap in active else None
        near = [each for tag in sorted(active & set(joint._near)) for each in joint._near[tag]]
        self._near = [] if mean else near
        #: which items are shared is a matter of single items
        self._single = bool(self._share) and not mean
        self._most = most
        self._count = 0
        self.rows: list[Row] = []
        self._groups = self._grouped()
        self._upper: list[int] = []
        #: for each form: column of the program to column of this model
        self._at: list[dict[int, int]] = []
        self._lay_out()
        if self._forms > 1:
            self._between()
        elif mean and self._share is not None:
            self._spread(self._share)

    @cached_property
    def _form_rows(self) -> list[Row]:
        wanted = [row for row in self._program.rows if row.tag == ALWAYS or row.tag in self._active]
        if self._most is not None:
            columns, values = self._valued(self._most)
            wanted.append(whole_row(columns, values, None, self._most.low))
        return wanted

    def _valued(self, demand: Demand) -> tuple[list[int], list[Fraction]]:
        program = self._program
        columns, amounts = program.counted(demand), program.amounts(demand)
        return columns, [amounts[program.columns[column][0]] for column in columns]

    def _grouped(self) -> _Groups:
        program = self._program
        entries: list[list[tuple[int, int]]] = [[] for _ in program.columns]
        for number, row in enumerate(self._form_rows):
            for column, coefficient in zip(row.columns, row.coefficients, strict=True):
                if coefficient:
                    entries[column].append((number, coefficient))
        extra = [program.amounts(near.demand) for near in self._near]
        alike: dict[object, list[int]] = {}
        for item, columns in enumerate(program.of_item):
            key: tuple[object, ...] = (
                program.supply.sections[item],
                tuple(tuple(entries[column]) for column in columns),
                tuple(amounts[item] for amounts in extra),
            )
            if self._single:
                key = (item,)
            alike.setdefault(key, []).append(item)
        members = list(alike.values())
        return _Groups(members, [program.of_item[group[0]] for group in members])

    def _column(self, upper: int) -> int:
        self._upper.append(upper)
        return len(self._upper) - 1

    def _lay_out(self) -> None:
        for _ in range(self._forms):
            at: dict[int, int] = {}
            for group, columns in zip(self._groups.members, self._groups.columns, strict=True):
                for column in columns:
                    at[column] = self._column(len(group))
                if len(columns) > 1:
                    own = [at[column] for column in columns]
                    self.rows.append(Row(own, [1] * len(own), None, len(group)))
            self._at.append(at)
            for row in self._form_rows:
                pairs = [
                    (at[column], value)
                    for column, value in zip(row.columns, row.coefficients, strict=True)
                    if column in at
                ]
                self.rows.append(
                    Row([c for c, _ in pairs], [v for _, v in pairs], row.low, row.high)
                )

    def _between(self) -> None:
        first = self._at[0]
        for other in self._at[1:]:  # as many items
            columns = [*first.values(), *other.values()]
            self.rows.append(Row(columns, [1] * len(first) + [-1] * len(other), 0, 0))
        for near in self._near:
            self._keep_near(near)
        if self._share is not None:
            self._keep_apart()

    def _keep_near(self, near: Nearness) -> None:
        """All forms between a floor, which is the lowest of them, and as far above as allowed."""
        amounts = self._program.amounts(near.demand)
        mean = near.demand.measure == "difficulty"
        _, scale = scaled(amounts)
        size = sum((abs(value) for value in amounts), Fraction(0))
        floor = self._column(int(size * scale))  # a column counts in units that are whole
        unit = Fraction(-1, scale)
        for at in self._at:
            columns = [*at.values(), floor]
            values = [amounts[self._program.columns[column][0]] for column in at]
            self.rows.append(whole_row(columns, [*values, unit], Fraction(0), None))
            if mean:  # of sums over as many items
                values = [value - near.apart for value in values]
            high = Fraction(0) if mean else near.apart
            self.rows.append(whole_row(columns, [*values, unit], None, high))

    def _keep_apart(self) -> None:
        """Items shared by two forms, at most so many; what all forms share bounds it from below."""
        share = self._share or 0
        repeats = []
        shared: dict[tuple[int, int], list[int]] = {}
        for group, columns in zip(self._groups.members, self._groups.columns, strict=True):
            uses = [[at[column] for column in columns] for at in self._at]
            every = [column for own in uses for column in own]
            if not share:
                self.rows.append(Row(every, [1] * len(every), None, len(group)))
                continue
            again = self._column(len(self._at) - 1)
            repeats.append(again)
            self.rows.append(Row([*every, again], [1] * len(every) + [-1], None, 1))
            for one, other in combinations(range(len(uses)), 2):
                both = self._column(1)
                shared.setdefault((one, other), []).append(both)
                columns_ = [*uses[one], *uses[other], both]
                self.rows.append(Row(columns_, [1] * (len(columns_) - 1) + [-1], None, 1))
        for columns_ in shared.values():
            self.rows.append(Row(columns_, [1] * len(columns_), None, share))
        if repeats:
            pairs = len(self._at) * (len(self._at) - 1) // 2
            self.rows.append(Row(repeats, [1] * len(repeats), None, share * pairs))

    def _spread(self, share: int) -> None:
        """The uses of an item beyond the first, over all forms, by their mean."""
        forms = self._all_forms
        repeats = []
        for group, columns in zip(self._groups.members, self._groups.columns, strict=True):
            own = [self._at[0][column] for column in columns]
            again = self._column((forms - 1) * len(group))
            repeats.append(again)
            self.rows.append(Row([*own, again], [forms] * len(own) + [-1], None, len(group)))
        pairs = forms * (forms - 1) // 2
        self.rows.append(Row(repeats, [1] * len(repeats), None, share * pairs))

    def solve(
        self, *, first: bool = True, whole: bool = True, seconds: float = _MOST_SECONDS
    ) -> Answer:
        """Any solution, or the one with the most of what is asked for."""
        import numpy as np

        cost = np.zeros(len(self._upper))
        if self._most is not None:
            columns, values = self._valued(self._most)
            units, self._scale = scaled(values)
            for at in self._at:
                for column, value in zip(columns, units, strict=True):
                    if column in at:
                        cost[at[column]] = value
        matrix = Matrix.of(len(self._upper), self.rows)
        upper = np.array(self._upper, dtype=float)
        return solve(
            matrix,
            cost,
            upper,
            whole=whole,
            first=first,
            nodes=_MOST_NODES,
            seconds=seconds,
        )

    def reached(self, answer: Answer) -> Fraction:
        """The objective in the units of the demand, for all forms."""
        total = Fraction(round(answer.objective), self._scale)
        return total * self._all_forms if self._alike else total

    def expanded(self, values: NDArray[np.float64], cost: NDArray[np.float64]) -> list[list[int]]:
        """The columns of the program for each form; of items alike those that cost most come first.

        Where forms may share items, each begins at another place of the list.
        """
        program = self._program
        found: list[list[int]] = [[] for _ in range(self._forms)]
        for group, columns in zip(self._groups.members, self._groups.columns, strict=True):
            ranked = sorted(group, key=lambda item: (-cost[program.of_item[item][0]], item))
            taken = 0
            for form, at in enumerate(self._at):
                for place, column in enumerate(columns):
                    for _ in range(round(values[at[column]])):
                        item = ranked[taken % len(ranked)]
                        found[form].append(program.of_item[item][place])
                        taken += 1
        return found if not self._alike else found * self._all_forms
