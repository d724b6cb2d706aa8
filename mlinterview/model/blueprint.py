"""A blueprint: what an exam must contain, from which forms are assembled."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from mlinterview._plain import Plain
from mlinterview.model._base import (
    Amount,
    Count,
    Flag,
    ItemId,
    Level,
    Model,
    Name,
    Number,
    PositiveWhole,
    Text,
    Whole,
)
from mlinterview.model.item import Bloom, Item, Pool, Status
from mlinterview.model.kinds import VALUES_OF

__all__ = [
    "Blueprint",
    "BlueprintSection",
    "Bounds",
    "Cell",
    "Counts",
    "Information",
    "Selection",
    "Shuffle",
    "Tolerance",
]

#: parallel forms of one blueprint
MOST_FORMS = 100


class _Range(Model):
    """The least and the most of something; a bare number is both."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, (int, float, Plain)) and not isinstance(value, bool):
            return {"min": value, "max": value}
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low, high = getattr(self, "min", None), getattr(self, "max", None)
        if low is None and high is None:
            raise ValueError("a number, 'min' or 'max' expected")
        if low is not None and high is not None and low > high:
            raise ValueError(f"'min' is above 'max': {low} > {high}")
        return self


class Bounds(_Range):
    """Points, minutes or a mean difficulty between ``min`` and ``max``; ``12`` is exactly 12."""

    min: Amount | None = None
    max: Amount | None = None

    short_schema: ClassVar = {"type": "number", "minimum": 0}


class Counts(_Range):
    """A number of items between ``min`` and ``max``; ``12`` is exactly 12."""

    min: Count | None = None
    max: Count | None = None

    short_schema: ClassVar = {"type": "integer", "minimum": 0}


def _listed(value: Any) -> Any:
    """One value as a list of it."""
    return value if value is None or isinstance(value, (list, tuple)) else [value]


def _levels(value: Any) -> Any:
    """``2``, ``[1, 2]`` or ``"2-4"`` as a list of levels."""
    if isinstance(value, str) and (ends := re.fullmatch(r"\s*([1-4])\s*-\s*([1-4])\s*", value)):
        low, high = int(ends[1]), int(ends[2])
        if low > high:
            raise ValueError(f"levels that rise expected, such as {high}-{low}, found {value!r}")
        return list(range(low, high + 1))
    return _listed(value)


Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(_listed, json_schema_input_type=Name | tuple[Name, ...]),
]
_LevelText = Annotated[str, Field(pattern="^[1-4]-[1-4]$")]
Levels = Annotated[
    tuple[Level, ...],
    BeforeValidator(_levels, json_schema_input_type=Level | _LevelText | tuple[Level, ...]),
]
Blooms = Annotated[
    tuple[Bloom, ...],
    BeforeValidator(_listed, json_schema_input_type=Bloom | tuple[Bloom, ...]),
]
Pools = Annotated[
    tuple[Pool, ...],
    BeforeValidator(_listed, json_schema_input_type=Pool | tuple[Pool, ...]),
]
Statuses = Annotated[
    tuple[Status, ...],
    BeforeValidator(_listed, json_schema_input_type=Status | tuple[Status, ...]),
]

#: the conditions of a selection, in the order in which messages name them
CONDITIONS = (
    "category",
    "area",
    "topic",
    "task",
    "subtask",
    "skill",
    "role",
    "format",
    "difficulty",
    "bloom",
    "pool",
)


class Selection(Model):
    """Which items are meant: those that meet every condition given.

    A condition is a value or a list of values, any of which will do; ``difficulty`` takes a range
    such as ``"2-3"`` too.
    """

    category: Names | None = None
    area: Names | None = None
    topic: Names | None = None
    task: Names | None = None
    subtask: Names | None = None
    skill: Names | None = None
    role: Names | None = None
    format: Names | None = None
    difficulty: Levels | None = None
    bloom: Blooms | None = None
    pool: Pools | None = None

    def conditions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each condition given, with its values as text."""
        for name in CONDITIONS:
            values = getattr(self, name)
            if values is not None:
                yield name, tuple(map(str, values))

    def takes(self, item: Item) -> bool:
        """Whether the item meets every condition."""
        for name, values in self.conditions():
            own = [item.pool] if name == "pool" else VALUES_OF[name](item)
            if not any(value in values for value in own):
                return False
        return True


class Cell(Selection):
    """How much of one kind of item there must be: items (``min``, ``max``), points or minutes."""

    title: Text | None = None
    min: Count | None = None
    max: Count | None = None
    points: Bounds | None = None
    minutes: Bounds | None = None

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if next(self.conditions(), None) is None:
            raise ValueError("a condition expected, such as 'category' or 'topic'")
        if self.min is None and self.max is None and not (self.points or self.minutes):
            raise ValueError("a demand expected: 'min', 'max', 'points' or 'minutes'")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"'min' is above 'max': {self.min} > {self.max}")
        return self


class BlueprintSection(Model):
    """A part of the exam with a title: which items may stand in it, and how many."""

    title: Text | None = None
    instructions: Text | None = None
    where: Selection | None = None
    items: Counts | None = None
    points: Bounds | None = None
    minutes: Bounds | None = None
    cells: tuple[Cell, ...] = ()
    include: tuple[ItemId, ...] = ()


class Shuffle(Model):
    """What is shuffled: the order of the items in a section, and that of the options.

    Items that are not shuffled stand by difficulty, the easiest first.
    """

    items: Flag = False
    options: Flag = True

    short_schema: ClassVar = {"type": "boolean"}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, Plain):
            value = value.value
        return {"items": value, "options": value} if isinstance(value, bool) else value


class Tolerance(Model):
    """How far any two forms may lie apart.

    Attributes:
        difficulty: in the mean of the items' difficulty labels (1 to 4).
        minutes, points: in the sums over the form.
        information: in the test information at each ability that the blueprint names.
    """

    difficulty: Amount | None = None
    minutes: Amount | None = None
    points: Amount | None = None
    information: Amount | None = None


class Information(Model):
    """Test information that a form must have at an ability; higher measures more exactly there.

    Ability is on the scale of `analyze`, on which persons have mean 0 and standard deviation 1.
    """

    ability: Number = 0
    min: Amount | None = None
    max: Amount | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"'min' is above 'max': {self.min} > {self.max}")
        return self


class Blueprint(Model):
    """What every form must hold, and how the forms of one blueprint go together.

    Attributes:
        items, points, minutes: totals of a form: a number, or ``{min, max}``.
        difficulty: the mean difficulty label of a form, between ``min`` and ``max``.
        information: test information at target abilities.
        parameters: a file with ``item_id,a,b`` (or what `analyze --irt --json` printed), relative
            to the blueprint's; without it information is worked out from difficulty labels.
        where: only these items are used at all.
        cells: how much of each kind of item the whole form must hold.
        include, exclude: items that must, and must not, stand on every form.
        enemies: groups of items of which a form holds at most one, beside what the items say.
        not_in: earlier forms whose items are not used again: files, or ids of the bank's forms.
        forms: how many forms; they hold the same number of items.
        overlap: the most items that any two forms share; None is no limit.
        tolerance: how far any two forms may lie apart.
        status, pool: which items may be used; neither drafts nor practice items unless asked for.
    """

    id: Name
    title: Text | None = None
    instructions: Text | None = None
    language: Text | None = None
    scheme: Text | None = None
    items: Counts | None = None
    points: Bounds | None = None
    minutes: Bounds | None = None
    difficulty: Bounds | None = None
    information: Annotated[
        tuple[Information, ...],
        BeforeValidator(_listed, json_schema_input_type=Information | tuple[Information, ...]),
    ] = ()
    parameters: Text | None = None
    where: Selection | None = None
    cells: tuple[Cell, ...] = ()
    sections: tuple[BlueprintSection, ...] = ()
    include: tuple[ItemId, ...] = ()
    exclude: tuple[ItemId, ...] = ()
    enemies: tuple[tuple[ItemId, ...], ...] = ()
    not_in: tuple[Text, ...] = ()
    forms: PositiveWhole = 1
    overlap: Count | None = None
    tolerance: Tolerance = Tolerance()
    shuffle: Shuffle = Shuffle()
    seed: Whole = 0
    status: Statuses = ("reviewed",)
    pool: Pools = ("exam", "both")

    _folder: Path | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.forms > MOST_FORMS:
            raise ValueError(f"at most {MOST_FORMS} forms expected, found {self.forms}")
        asks = (self.items, self.points, self.minutes, self.cells, self.sections, self.include)
        if not any(asks):
            raise ValueError("a demand expected: 'items', 'points', 'minutes', 'cells', ...")
        for name in self.included():
            if name in self.exclude:
                raise ValueError(f"the item {name!r} stands in 'include' and in 'exclude'")
        if any(len(set(group)) < 2 for group in self.enemies):
            raise ValueError("two items or more expected in each group of 'enemies'")
        if self.tolerance.information is not None and not self.information:
            raise ValueError("a tolerance of information needs 'information' with an ability")
        return self

    @property
    def folder(self) -> Path | None:
        """Where the blueprint's file lies, which paths in it are relative to; None without one."""
        return self._folder

    def in_folder(self, folder: Path | None) -> "Blueprint":
        """The same blueprint, read from a file in this folder."""
        copy = self.model_copy()
        # one from the cache of compiled banks has no private attributes yet
        object.__setattr__(copy, "__pydantic_private__", {"_folder": folder})
        return copy

    def included(self) -> tuple[str, ...]:
        """The items that every form must hold, those of the sections too, each once."""
        ids = [*self.include, *(name for section in self.sections for name in section.include)]
        return tuple(dict.fromkeys(ids))

    def parts(self) -> tuple[BlueprintSection, ...]:
        """The sections; a form without any has one, for all items."""
        return self.sections or (BlueprintSection(),)
