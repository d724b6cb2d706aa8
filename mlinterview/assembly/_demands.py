"""The demands of a blueprint one by one: what is counted, where, and between which bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mlinterview.model.blueprint import (
    Blueprint,
    BlueprintSection,
    Bounds,
    Cell,
    Counts,
    Selection,
)

__all__ = ["Demand", "Measure", "demands", "exact", "number"]

Measure = Literal["items", "points", "minutes", "difficulty", "information"]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """Something counted over the items of one form, and its bounds.

    Attributes:
        place: where it stands in the blueprint.
        measure: number of items, sum of points or minutes, mean difficulty, or information.
        low, high: the bounds, exact; None where there is none.
        section: the number of the section whose items count; None is the whole form.
        which: the items that count; None is all.
        title: the author's own name for it.
        section_title: of the section.
        ability: where information is meant.
    """

    place: Place
    measure: Measure
    low: Fraction | None
    high: Fraction | None
    section: int | None = None
    which: Selection | None = None
    title: str | None = None
    section_title: str | None = None
    ability: Fraction = Fraction(0)

    @property
    def label(self) -> str:
        """What is counted, in words."""
        return self.title or f"{self._counted}{self._where}"

    def bound(self, words: str, bound: Fraction | None) -> str:
        """``at least 1 item with format numeric``."""
        label = self.label
        if self.measure == "items" and self.title is None and bound == 1:
            label = label.replace("items", "item", 1)
        return f"{words} {number(bound)} {label}"

    @property
    def _counted(self) -> str:
        if self.measure == "difficulty":
            return "mean difficulty"
        if self.measure == "information":
            return f"information at ability {number(self.ability)}"
        kind = "" if self.which is None else f" with {_conditions(self.which)}"
        if self.measure == "items":
            return f"items{kind}"
        return f"{self.measure} of items{kind}" if kind else self.measure

    @property
    def _where(self) -> str:
        if self.section is None:
            return ""
        return f" in section {self.section_title or self.section + 1!r}"

    def asked(self) -> str:
        """The bounds, in words."""
        if self.low is not None and self.low == self.high:
            return f"exactly {number(self.low)}"
        if self.low is None:
            return f"at most {number(self.high)}"
        if self.high is None:
            return f"at least {number(self.low)}"
        return f"{number(self.low)} to {number(self.high)}"


def exact(value: float) -> Fraction:
    """A number as it was written: 0.1 is a tenth."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def number(value: Fraction | None) -> str:
    """For people: at most four decimals, none where it is whole.

    >>> number(Fraction(5, 2)), number(Fraction(3))
    ('2.5', '3')
    """
    if value is None:
        return "-"
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def demands(blueprint: Blueprint) -> Iterator[Demand]:
    """Every demand on the contents of a single form, in the order of the blueprint."""
    yield from _totals(blueprint, (), None, None)
    if blueprint.difficulty is not None:
        low, high = _ends(blueprint.difficulty)
        yield Demand(("difficulty",), "difficulty", low, high)
    for index, each in enumerate(blueprint.information):
        if each.min is not None or each.max is not None:
            low, high = _ends(each)
            place = ("information", index)
            yield Demand(place, "information", low, high, ability=exact(each.ability))
    for index, cell in enumerate(blueprint.cells):
        yield from _cell(cell, ("cells", index), None, None)
    for at, section in enumerate(blueprint.sections):
        yield from _totals(section, ("sections", at), at, section.title)
        for index, cell in enumerate(section.cells):
            yield from _cell(cell, ("sections", at, "cells", index), at, section.title)


def _totals(
    part: Blueprint | BlueprintSection, place: Place, section: int | None, title: str | None
) -> Iterator[Demand]:
    wanted: tuple[tuple[Measure, Bounds | Counts | None], ...] = (
        ("items", part.items),
        ("points", part.points),
        ("minutes", part.minutes),
    )
    for measure, bounds in wanted:
        if bounds is not None:
            low, high = _ends(bounds)
            yield Demand(
                (*place, measure), measure, low, high, section=section, section_title=title
            )


def _cell(cell: Cell, place: Place, section: int | None, title: str | None) -> Iterator[Demand]:
    which = Selection(**{name: getattr(cell, name) for name in Selection.model_fields})
    wanted: tuple[tuple[Measure, Place, Cell | Bounds | None], ...] = (
        ("items", place, cell if cell.min is not None or cell.max is not None else None),
        ("points", (*place, "points"), cell.points),
        ("minutes", (*place, "minutes"), cell.minutes),
    )
    for measure, at, bounds in wanted:
        if bounds is not None:
            low, high = _ends(bounds)
            name = cell.title if cell.title is None or measure == "items" else None
            yield Demand(
                at,
                measure,
                low,
                high,
                section=section,
                which=which,
                title=name,
                section_title=title,
            )


def _ends(bounds: object) -> tuple[Fraction | None, Fraction | None]:
    low, high = getattr(bounds, "min", None), getattr(bounds, "max", None)
    return (None if low is None else exact(low), None if high is None else exact(high))


def _conditions(which: Selection) -> str:
    return ", ".join(f"{name} {' or '.join(values)}" for name, values in which.conditions())
