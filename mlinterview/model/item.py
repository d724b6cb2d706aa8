"""What every item has, whatever its format."""

from abc import abstractmethod
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Self, TypeVar

from pydantic import Field, PrivateAttr, ValidationError, field_validator

from mlinterview._plain import Plain
from mlinterview.errors import ExpressionError
from mlinterview.model._base import (
    Date,
    ItemId,
    Model,
    Name,
    PositiveNumber,
    PositiveWhole,
    Text,
    Whole,
)
from mlinterview.model._faults import first_fault
from mlinterview.model.content import Content
from mlinterview.model.parameters import Parameter, draw

__all__ = [
    "Bloom",
    "Figure",
    "Item",
    "Placement",
    "Pool",
    "Reference",
    "Solving",
    "Status",
    "Stimulus",
]

Bloom = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]
Status = Literal["draft", "reviewed", "retired"]
Pool = Literal["practice", "exam", "both"]


class Reference(Model):
    """Where the key can be looked up: a title, the place in it, maybe an address."""

    title: Text
    locator: Text | None = None
    url: Text | None = None


class Figure(Model):
    """A picture: a file below ``questions/``, its text alternative, maybe a CSV of its points."""

    file: Text
    alt: Text | None = None
    data: Text | None = None


class Solving(Model):
    """A reader's answer to the item without sight of its key: when, and what came of it.

    ``agreed``: the answer was the key. ``mended``: it was not, or something was unclear, and the
    item was changed; ``note`` says what.
    """

    date: Date
    outcome: Literal["agreed", "mended"]
    note: Text | None = None


class Stimulus(Model):
    """A text, piece of code or figure that several items share; forms print it once."""

    id: Name
    title: Text | None = None
    text: Text | None = None
    figures: tuple[Figure, ...] = ()
    version: Whole = 1


@dataclass(frozen=True, slots=True)
class Placement:
    """What the bank knows of an item: where it stands in the taxonomy, and what lies beside it."""

    category: str | None = None
    areas: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    subtasks: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    stimulus: Stimulus | None = None
    root: Path | None = field(default=None, compare=False)


class Item(Content):
    """A scorable question. Each format is a subclass; ``format`` tells which.

    Attributes have the names of the YAML fields. ``category``, ``areas``, ``tasks``, ``subtasks``,
    ``skills`` and ``roles`` come from the folder and the topics, through the bank that loaded the
    item; they are None or empty on an item made by hand.
    """

    id: ItemId
    title: Text | None = None
    #: the format's name; a subclass narrows it, which checkers forbid where ``str`` is declared
    format: Any
    topics: tuple[Name, ...] = ()
    given_subtasks: tuple[Name, ...] | None = Field(default=None, alias="subtasks")
    given_roles: tuple[Name, ...] | None = Field(default=None, alias="roles")
    difficulty: Whole | None = Field(default=None, ge=1, le=4)
    bloom: Bloom | None = None
    minutes: PositiveNumber | None = None
    points: PositiveNumber = 1
    stem: Text
    stimulus: Name | None = None
    figures: tuple[Figure, ...] = ()
    explanation: Text | None = None
    derivation: Text | None = None
    proof: Text | None = None
    solved: tuple[Solving, ...] = ()
    references: tuple[Reference, ...] = ()
    version: PositiveWhole = 1
    status: Status = "reviewed"
    pool: Pool = "both"
    valid_as_of: Date | None = None
    review_by: Date | None = None
    enemies: tuple[ItemId, ...] = ()
    family: Name | None = None
    tools: tuple[Name, ...] = ()
    waive: dict[str, Text] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    derive: dict[str, Text] = Field(default_factory=dict)

    _placement: Placement = PrivateAttr(default_factory=Placement)
    _source: Mapping[str, Any] | None = PrivateAttr(default=None)
    _seed: int | None = PrivateAttr(default=None)

    def __hash__(self) -> int:
        return hash((type(self), self.id, self.version))

    @field_validator("stem")
    @classmethod
    def _some_stem(cls, stem: str) -> str:
        if not stem.strip():
            raise ValueError("a stem expected, found an empty text")
        return stem

    @property
    def category(self) -> str | None:
        """The folder that the item stands in."""
        return self._placement.category

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of the item's topics."""
        return self._placement.areas

    @property
    def tasks(self) -> tuple[str, ...]:
        """The life-cycle tasks of the item's subtasks."""
        return self._placement.tasks

    @property
    def subtasks(self) -> tuple[str, ...]:
        """The item's own subtasks, else those of its topics."""
        return self._placement.subtasks or self.given_subtasks or ()

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills that the item's topics need."""
        return self._placement.skills

    @property
    def roles(self) -> tuple[str, ...]:
        """The item's own roles, else those of its topics."""
        return self._placement.roles or self.given_roles or ()

    @property
    def placement(self) -> Placement:
        """All that the bank knows of the item, in one record."""
        return self._placement

    @property
    def seed(self) -> int | None:
        """The seed that this variant was drawn with; None for the item as the bank has it."""
        return self._seed

    @property
    def parametrised(self) -> bool:
        """Whether other seeds give other texts or numbers."""
        return self._source is not None

    @property
    def unfilled(self) -> Mapping[str, Any]:
        """The fields as a bank file holds them where the item is parametrised, else nothing."""
        return MappingProxyType(dict(self._source or {}))

    @property
    def label(self) -> str:
        """The title, else the stem's first words."""
        if self.title:
            return self.title
        words = self.stem.split()
        return " ".join(words[:8]) + ("…" if len(words) > 8 else "")

    def placed(self, placement: Placement) -> Self:
        """The same item with what the bank knows of it."""
        copy = self.model_copy()
        copy._placement = placement
        return copy

    def variant(self, seed: int | None) -> Self:
        """The item with its parameters drawn by ``seed``; itself where nothing is parametrised.

        The draw depends on the item's id and the seed alone, on every machine. None is seed 0.

        Raises:
            ExpressionError: this draw has no value (a division by zero, say), or one that makes
                no item.
        """
        if self._source is None or (seed is None and self._seed is not None):
            return self  # a variant stays what it was drawn as
        if not seed and self._seed is None:
            variant = self.model_copy()  # the bank's own item has the parameters of seed 0
            variant._seed = 0
            return variant
        try:
            variant = _drawn(type(self), self._source, seed or 0)
        except ValidationError as error:
            place, reason = first_fault(error)
            raise ExpressionError(f"seed {seed or 0}: {place}: {reason}") from None
        variant._source = self._source
        variant._placement = self._placement
        variant._seed = seed or 0
        return variant

    def values(self, seed: int | None = None) -> dict[str, Any]:
        """The names of the expression language with their values for a seed; None is its own."""
        drawn = self._seed if seed is None else seed
        return dict(draw(self.id, drawn or 0, self.parameters, self.derive))

    def as_written(self) -> dict[str, Any]:
        """The fields as a bank file holds them: slots unfilled, defaults left out, JSON-ready."""
        if self._source is not None:
            return deepcopy(dict(self._source))
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)

    @abstractmethod
    def key_response(self) -> Any:
        """The response that earns full marks, as records hold it; None if no single one does."""


def settle(item: Item, placement: Placement, source: Mapping[str, Any] | None) -> None:
    """Give an item that was just built what is no field of it."""
    private = {"_placement": placement, "_source": source, "_seed": None}
    object.__setattr__(item, "__pydantic_private__", private)


AnyItem = TypeVar("AnyItem", bound=Item)


def build_item(cls: type[AnyItem], source: Mapping[str, Any]) -> AnyItem:
    """An item from the mapping that a bank file holds, its parameters drawn with the seed 0.

    Raises:
        pydantic.ValidationError: a field is missing, unknown or of another shape.
        ExpressionError: the parameters or derived values are wrong.
    """
    item = _drawn(cls, source, 0)
    if source.get("parameters") or source.get("derive"):
        item._source = _written(dict(source), item.model_dump(mode="json", by_alias=True))
    return item


def _drawn(cls: type[AnyItem], source: Mapping[str, Any], seed: int) -> AnyItem:
    raw_parameters, raw_derive = source.get("parameters"), source.get("derive")
    if not raw_parameters and not raw_derive:
        return cls.model_validate(source)
    head = _Parametrised.model_validate(
        {"parameters": raw_parameters or {}, "derive": raw_derive or {}}
    )
    values = draw(str(source.get("id")), seed, head.parameters, head.derive)
    return cls.model_validate(source, context={"values": values})


def _written(source: Any, read: Any) -> Any:
    """``source`` with scalars as the field that reads them means them, text or value.

    ``read`` is the same part of the item that was made of it, which has short forms written out.
    """
    if isinstance(read, dict) and not isinstance(source, dict):
        read = next((value for value in read.values() if value), None)
    if isinstance(source, dict):
        parts = read if isinstance(read, dict) else {}
        return {str(key): _written(value, parts.get(str(key))) for key, value in source.items()}
    if isinstance(source, (list, tuple)):
        entries = (
            read if isinstance(read, list) and len(read) == len(source) else [None] * len(source)
        )
        return [_written(*pair) for pair in zip(source, entries, strict=True)]
    if isinstance(read, list) and len(read) == 1:
        read = read[0]
    if type(source) is Plain:
        return str(source) if isinstance(read, str) else source.value
    return source if source is None or isinstance(source, (str, int, float)) else read


class _Parametrised(Model):
    """The two fields that must be read before the others."""

    parameters: dict[str, Parameter]
    derive: dict[str, Text]
