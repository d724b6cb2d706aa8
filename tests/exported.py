"""Small items and what an export makes of them, for tests."""

from __future__ import annotations

from typing import Any

import mlinterview as mli
from mlinterview.bank.bank import Bank


def item(**fields: Any) -> mli.Item:
    """An item of the fields, with a stem."""
    return mli.make_item({"id": "one", "stem": "Which?", **fields})


def choice(*texts: str, **fields: Any) -> mli.Item:
    """A choice of one of the texts; the first is right."""
    options = [
        {"id": f"o{place}", "text": text, "correct": place == 0} for place, text in enumerate(texts)
    ]
    return item(format="single_choice", options=options, **fields)


def content(target: str, *items: mli.Item, **more: Any) -> str:
    """The document that a target gets for the items."""
    made = mli.export(Bank({each.id: each for each in items}), to=target, **more)
    return made.content.decode()


def losses(made: mli.Exported) -> dict[tuple[str, str], tuple[str, str | None]]:
    """What an export says that it loses, by item and aspect."""
    return {(loss.item, loss.aspect): (loss.outcome, loss.detail) for loss in made.losses}
