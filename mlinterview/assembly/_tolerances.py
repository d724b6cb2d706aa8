"""What the forms of one blueprint must have in common, as demands between any two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mlinterview.assembly._demands import Demand, exact, number
from mlinterview.model.blueprint import Blueprint

__all__ = ["Nearness", "nearnesses"]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far two forms may lie apart in something that is counted over the whole form.

    ``apart`` is of means for difficulty, else of sums.
    """

    place: tuple[str | int, ...]
    demand: Demand
    apart: Fraction

    @property
    def text(self) -> str:
        """In words."""
        return f"any two forms at most {number(self.apart)} apart in {self.demand.label}"


def nearnesses(blueprint: Blueprint) -> Iterator[Nearness]:
    """Every tolerance that the blueprint states."""
    stated = blueprint.tolerance
    for name, apart in (
        ("difficulty", stated.difficulty),
        ("minutes", stated.minutes),
        ("points", stated.points),
    ):
        if apart is not None:
            place = ("tolerance", name)
            demand = Demand(place, name, None, None)  # type: ignore[arg-type]
            yield Nearness(place, demand, exact(apart))
    if stated.information is not None:
        place = ("tolerance", "information")
        for each in blueprint.information:
            demand = Demand(place, "information", None, None, ability=exact(each.ability))
            yield Nearness(place, demand, exact(stated.information))
