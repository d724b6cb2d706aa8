"""What a form asks for that a bank does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mlinterview.errors import UnknownNameError, abbreviate
from mlinterview.model.form import Form
from mlinterview.model.item import Item

__all__ = ["form_changes", "form_faults"]


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


def form_changes(
    form: Form, items: Mapping[str, Item]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is no longer as it was when the form was made, with its place.

    A checksum that is not that of the form, and items whose version in the bank is another one.
    """
    if form.checksum is not None and form.checksum != form.computed_checksum():
        yield (
            ("checksum",),
            (
                f"{form.computed_checksum()} expected, found {form.checksum}: items, versions,"
                " seeds, options or points of the form were changed after it was made"
            ),
        )
    for number, section in enumerate(form.sections):
        for index, entry in enumerate(section.items):
            item = items.get(entry.id)
            if item is not None and entry.version not in (None, item.version):
                yield (
                    ("sections", number, "items", index, "version"),
                    (
                        f"{entry.id}: version {entry.version} is on the form and {item.version} in"
                        " the bank; its key or scoring has changed since"
                    ),
                )
