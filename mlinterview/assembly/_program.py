"""The demands of a blueprint on one form as rows of whole numbers over items and their sections."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from mlinterview.assembly._demands import Demand, demands
from mlinterview.assembly._index import Index
from mlinterview.assembly._supply import Supply, amount
from mlinterview.bank.bank import Bank
from mlinterview.model.blueprint import Blueprint

__all__ = ["ALWAYS", "Clause", "Program", "Row", "scaled", "whole_row"]

#: the tag of rows that no blueprint can do without
ALWAYS = -1


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a blueprint asks for, which a conflict may name.

    Attributes:
        place: where it stands in the blueprint; empty where it stands with the items.
        text: in words.
        demand: what is counted, where something is counted.
        side: which of its bounds.
    """

    place: tuple[str | int, ...]
    text: str
    demand: Demand | None = None
    side: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """low <= sum of coefficient times column <= high, all of them whole numbers."""

    columns: Sequence[int]
    coefficients: Sequence[int]
    low: int | None
    high: int | None
    tag: int = ALWAYS


def scaled(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The values times the smallest number that makes all of them whole, and that number."""
    scale = math.lcm(*{value.denominator for value in values}) if values else 1
    return [value.numerator * (scale // value.denominator) for value in values], scale


def whole_row(
    columns: Sequence[int],
    values: Sequence[Fraction],
    low: Fraction | None,
    high: Fraction | None,
    tag: int = ALWAYS,
) -> Row:
    """A row of fractions as one of whole numbers; rounding its bounds inwards is exact."""
    coefficients, scale = scaled(values)
    return Row(
        columns,
        coefficients,
        None if low is None else math.ceil(low * scale),
        None if high is None else math.floor(high * scale),
        tag,
    )


@dataclass
class Program:
    """What one form must meet. A column is an item in a section; it is 1 where the item is used.

    Attributes:
        columns: the number of the item, and that of the section.
        of_item: the columns of each item.
        rows: what must hold over several items.
        once: an item stands in one of its sections.
        clauses: what the tags of the rows stand for.
    """

    bank: Bank
    blueprint: Blueprint
    supply: Supply
    index: Index
    columns: list[tuple[int, int]] = field(default_factory=list)
    of_item: list[range] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    once: list[Row] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    _amounts: dict[tuple[str, Fraction], list[Fraction]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item, sections in enumerate(self.supply.sections):
            start = len(self.columns)
            self.columns.extend((item, section) for section in sections)
            self.of_item.append(range(start, len(self.columns)))
        self._structure()
        for demand in demands(self.blueprint):
            self._demand(demand)
        self._included()
        self._rivals()
        self._barred()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each item by id."""
        return {item.id: at for at, item in enumerate(self.supply.items)}

    @property
    def barred(self) -> frozenset[int]:
        """The columns of items that ``exclude`` and ``not_in`` bar."""
        return frozenset(self._columns_of(self.numbers[name] for name in self.supply.barred))

    def amounts(self, demand: Demand) -> list[Fraction]:
        """What each item adds to what is counted; 0 where it does not tell."""
        counted = (demand.measure, demand.ability)
        if counted not in self._amounts:
            self._amounts[counted] = self._looked_up(demand)
        return self._amounts[counted]

    def _looked_up(self, demand: Demand) -> list[Fraction]:
        known: dict[object, Fraction] = {}
        found = []
        for item in self.supply.items:
            key = item.id if demand.measure == "information" else _raw(demand.measure, item)
            if key not in known:
                known[key] = amount(item, demand, self.supply.parameters) or Fraction(0)
            found.append(known[key])
        return found

    def counted(self, demand: Demand) -> list[int]:
        """The columns that a demand counts."""
        if demand.which is None and demand.section is None:
            return list(range(len(self.columns)))
        items: Iterable[int] = range(len(self.of_item))
        if demand.which is not None:
            items = sorted(self.index.matching(demand.which))
        columns = self._columns_of(items)
        if demand.section is not None:
            columns = [column for column in columns if self.columns[column][1] == demand.section]
        return columns

    def _columns_of(self, items: Iterable[int]) -> list[int]:
        return [column for item in items for column in self.of_item[item]]

    def _structure(self) -> None:
        """An item stands once on a form, items that share a stimulus in one section, some item."""
        self._ones(range(len(self.columns)), 1, None)
        together: dict[str, list[int]] = {}
        for at, columns in enumerate(self.of_item):
            if len(columns) > 1:
                self.once.append(Row(columns, [1] * len(columns), None, 1))
            stimulus = self.supply.items[at].stimulus
            if stimulus is not None:
                together.setdefault(stimulus, []).append(at)
        for items in together.values():
            for index, one in enumerate(items):
                for other in items[index + 1 :]:
                    self._one_section(one, other)

    def _one_section(self, one: int, other: int) -> None:
        """Not the one in a section and the other in another."""
        for column in self.of_item[one]:
            section = self.columns[column][1]
            elsewhere = [c for c in self.of_item[other] if self.columns[c][1] != section]
            if elsewhere:
                self._ones([column, *elsewhere], None, 1)

    def _demand(self, demand: Demand) -> None:
        columns = self.counted(demand)
        amounts = self.amounts(demand)
        values = [amounts[self.columns[column][0]] for column in columns]
        for side, bound in (("low", demand.low), ("high", demand.high)):
            if bound is None:
                continue
            low, high = (bound, None) if side == "low" else (None, bound)
            words = "at least" if side == "low" else "at most"
            tag = self._clause(demand.place, demand.bound(words, bound), demand, side)
            if demand.measure == "difficulty":  # of the mean: sum of (label - bound), and 0
                apart = [value - bound for value in values]
                zero = Fraction(0)
                low, high = (zero, None) if side == "low" else (None, zero)
                self.rows.append(whole_row(columns, apart, low, high, tag))
            else:
                self.rows.append(whole_row(columns, values, low, high, tag))

    def _included(self) -> None:
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("include", at), name) for at, name in enumerate(self.blueprint.include)
        ]
        for part, section in enumerate(self.blueprint.sections):
            for at, name in enumerate(section.include):
                named.append((("sections", part, "include", at), name))
        for place, name in named:
            tag = self._clause(place, f"the item {name}")
            columns: Sequence[int] = self.of_item[self.numbers[name]]
            if place[0] == "sections":
                columns = [c for c in columns if self.columns[c][1] == place[1]]
            self._ones(columns, 1, None, tag)

    def _rivals(self) -> None:
        """Enemies and members of a family: at most one of them."""
        families: dict[str, list[int]] = {}
        for at, item in enumerate(self.supply.items):
            if item.family is not None:
                families.setdefault(item.family, []).append(at)
        for name, members in sorted(families.items()):
            if len(members) > 1:
                tag = self._clause((), f"at most one item of the family {name}")
                self._ones(self._columns_of(members), None, 1, tag)
        for one, other in self._enemies():
            names = (self.supply.items[one].id, self.supply.items[other].id)
            tag = self._clause((), f"not both {names[0]} and {names[1]}, which are enemies")
            self._ones(self._columns_of((one, other)), None, 1, tag)
        for at, group in enumerate(self.blueprint.enemies):
            known = sorted({self.numbers[name] for name in group if name in self.numbers})
            tag = self._clause(("enemies", at), f"at most one of {', '.join(group)}")
            self._ones(self._columns_of(known), None, 1, tag)

    def _enemies(self) -> list[tuple[int, int]]:
        pairs = set()
        for at, item in enumerate(self.supply.items):
            for name in item.enemies:
                other = self.numbers.get(name)
                if other is not None and other != at:
                    pairs.add((min(at, other), max(at, other)))
        return sorted(pairs)

    def _barred(self) -> None:
        places: dict[tuple[str | int, ...], list[str]] = {}
        for name, place in sorted(self.supply.barred.items()):
            places.setdefault(place, []).append(name)
        for place, names in sorted(places.items(), key=lambda each: tuple(map(str, each[0]))):
            if place[0] == "exclude":
                text = f"none of the items that are excluded ({', '.join(names[:3])}"
                text += ", ...)" if len(names) > 3 else ")"
            else:
                text = f"no item of the earlier form {self.blueprint.not_in[int(place[1])]}"
            tag = self._clause(place, text)
            self._ones(self._columns_of(self.numbers[name] for name in names), None, 0, tag)

    def _clause(
        self,
        place: tuple[str | int, ...],
        text: str,
        demand: Demand | None = None,
        side: str = "",
    ) -> int:
        self.clauses.append(Clause(place, text, demand, side))
        return len(self.clauses) - 1

    def _ones(
        self, columns: Sequence[int], low: int | None, high: int | None, tag: int = ALWAYS
    ) -> None:
        self.rows.append(Row(columns, [1] * len(columns), low, high, tag))


def _raw(measure: str, item: object) -> object:
    return None if measure == "items" else getattr(item, measure)
