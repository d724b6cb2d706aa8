"""What a form asks for that a bank does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mlinterview.errors import UnknownNameError, abbreviate
from mlinterview.model.form import Form
from mlinterview.model.item import Item

__all__ = ["form_faults"]


def form_faults(
    form: Form, items: Mapping[str, Item], declared: Collection[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each unknown item, and each printed order that is not of the item's options, with its place.

    ``declared`` are the ids of all items, those included that did not load.
    """
    for number, section in enumerate(form.sections):
        for index, entry in enumerate(section.items):
            place = ("sections", number, "items", index)
            if entry.id not in declared:
                yield place, UnknownNameError("item", entry.id, list(declared)).message
            elif entry.options and entry.id in items:
                usual = items[entry.id].order(None, entry.id)
                if sorted(entry.options) != sorted(usual):
                    expected, found = map(abbreviate, (", ".join(usual), ", ".join(entry.options)))
                    yield (*place, "options"), f"each of {expected} once expected, found {found}"
