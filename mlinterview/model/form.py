"""A form: one assembled exam, written by hand or by the library."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from pydantic import model_validator

from mlinterview.model import _random
from mlinterview.model._base import ItemId, Model, Name, PositiveNumber, Text, Whole

__all__ = ["Form", "FormEntry", "Section", "variant_seed"]

_SEEDS = 2**31
#: of a variant's number, as printed
_DIGITS = 3


class FormEntry(Model):
    """One item on a form, maybe with points, version, seed and printed order of its own."""

    id: ItemId
    points: PositiveNumber | None = None
    version: Whole | None = None
    seed: Whole | None = None
    options: tuple[Name, ...] | None = None

    short_schema: ClassVar = {"type": "string"}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"id": value} if isinstance(value, str) else value


class Section(Model):
    """A titled run of items."""

    title: Text | None = None
    items: tuple[FormEntry, ...]
    instructions: Text | None = None


class Form(Model):
    """An exam: sections of items, with minutes, scheme and instructions."""

    id: Name
    title: Text | None = None
    sections: tuple[Section, ...]
    minutes: PositiveNumber | None = None
    scheme: Text | None = None
    instructions: Text | None = None
    checksum: Text | None = None
    language: Text | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        ids = [entry.id for entry in self.entries()]
        if not ids:
            raise ValueError("at least one item expected")
        for identity, count in Counter(ids).items():
            if count > 1:
                raise ValueError(f"the item {identity!r} stands twice on the form")
        return self

    def entries(self) -> Iterator[FormEntry]:
        """The items in printed order, across sections."""
        for section in self.sections:
            yield from section.items

    def entry(self, item_id: str) -> FormEntry | None:
        """The entry of one item; None if it is not on the form."""
        return next((entry for entry in self.entries() if entry.id == item_id), None)

    def seed_for(self, item_id: str, variant: str | None = None) -> int | None:
        """The seed that an item is drawn and shuffled with on this form.

        A variant code (as printed on the paper) gives every item a seed of its own; without one the
        form's entry decides, and None means the bank's order.
        """
        if variant:
            return variant_seed(self.id, variant, item_id)
        entry = self.entry(item_id)
        return entry.seed if entry is not None else None

    def computed_checksum(self) -> str:
        """What ``checksum`` must be: 16 hexadecimal digits over what decides the paper's key.

        That is, for each item in printed order: id, version, seed, order of options, points, as far
        as the form gives them. Titles, instructions, minutes and scheme may change freely.

        >>> entry = {"id": "loss-for-task", "version": 1}
        >>> form = Form.model_validate({"id": "quiz", "sections": [{"items": [entry]}]})
        >>> form.computed_checksum()
        '878ec80f3e62cd06'
        """
        from hashlib import sha256

        covered = [
            [
                entry.id,
                entry.version,
                entry.seed,
                None if entry.options is None else list(entry.options),
                None if entry.points is None else format(entry.points, "g"),
            ]
            for entry in self.entries()
        ]
        return sha256(json.dumps(covered, separators=(",", ":")).encode()).hexdigest()[:16]

    def sealed(self) -> "Form":
        """The same form with the checksum that belongs to it."""
        return self.model_copy(update={"checksum": self.computed_checksum()})


def variant_seed(form_id: str, variant: str, item_id: str) -> int:
    """The seed of an item in the variant of a form with this code, whatever the form holds.

    ``a`` is the variant ``A`` and ``7`` is ``007``: people type what they see on a paper, and a
    spreadsheet drops zeros; as other variants all their letters would be read wrong.
    """
    code = variant.strip().upper()
    if code.isascii() and code.isdecimal():
        code = code.lstrip("0").zfill(_DIGITS)
    return _random.pick(_SEEDS, form_id, code, item_id, "variant")
