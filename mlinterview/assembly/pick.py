"""A form from items named one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.bank.writer import dump_yaml
from mlinterview.errors import FormError
from mlinterview.model.form import Form, FormEntry, Section

__all__ = ["form_text", "pick_form"]


def pick_form(
    bank: Bank,
    ids: Sequence[str],
    *,
    form_id: str,
    title: str | None = None,
    minutes: float | None = None,
    scheme: str | None = None,
    by_category: bool = False,
) -> tuple[Form, tuple[str, ...]]:
    """The form, and notes on what a careful examiner would want to know.

    Raises:
        UnknownNameError: an item or the scheme does not exist.
        FormError: an item is named twice.
    """
    items = [bank[identity] for identity in ids]
    for identity in ids:
        if list(ids).count(identity) > 1:
            raise FormError(f"the item {identity!r} is named twice")
    if scheme is not None:
        load_scheme(scheme, bank)
    if by_category:
        names = list(dict.fromkeys(item.category or "" for item in items))
        sections = tuple(
            Section(
                title=bank.taxonomy.title("category", name) or None,
                items=tuple(
                    FormEntry(id=item.id) for item in items if (item.category or "") == name
                ),
            )
            for name in names
        )
    else:
        sections = (Section(items=tuple(FormEntry(id=item.id) for item in items)),)
    known = [item.minutes for item in items if item.minutes is not None]
    if minutes is None and len(known) == len(items):
        minutes = sum(known)
    form = Form(
        id=re.sub(r"[^a-z0-9_-]+", "-", form_id.lower()).strip("-_") or "form",
        title=title,
        sections=sections,
        minutes=minutes,
        scheme=scheme,
    )
    return form, tuple(_notes(bank, ids))


def _notes(bank: Bank, ids: Sequence[str]) -> list[str]:
    notes = []
    for index, one in enumerate(ids):
        item = bank[one]
        if item.status != "reviewed":
            notes.append(f"{one} is {item.status}")
        for other in ids[index + 1 :]:
            rival = bank[other]
            if other in item.enemies or one in rival.enemies:
                notes.append(f"{one} and {other} are enemies: one gives the other away")
            elif item.family is not None and item.family == rival.family:
                notes.append(f"{one} and {other} are of one family ({item.family})")
    return notes


def form_text(form: Form) -> str:
    """The form as YAML, with short entries where an item has nothing but its id."""
    raw = form.model_dump(mode="json", exclude_none=True)
    for section in raw["sections"]:
        section["items"] = [
            entry["id"] if set(entry) == {"id"} else entry for entry in section["items"]
        ]
    return dump_yaml(raw)
