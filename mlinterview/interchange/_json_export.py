"""JSON: every item with the fields of a bank file, its slots unfilled; nothing is lost."""

from __future__ import annotations

import json
from typing import Any

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported

__all__ = ["write"]


def write(batch: Batch) -> Exported:
    """``{title, scheme, form, categories, stimuli, items}``; items as YAML would hold them.

    ``categories`` lists the items of each folder, ``form`` is null where a bank is exported.
    """
    categories: dict[str, list[str]] = {}
    stimuli: dict[str, Any] = {}
    losses = LossList("json", batch)
    items = []
    for entry in batch.items:
        item = batch.bank[entry.item.id]  # as the bank has it, not the variant
        items.append(item.as_written())
        losses.add(item, "item", "kept", "every field")
        categories.setdefault(item.category or "", []).append(item.id)
        stimulus = item.placement.stimulus
        if stimulus is not None:
            stimuli[stimulus.id] = stimulus.model_dump(
                mode="json", exclude_unset=True, exclude_none=True
            )
    form = None
    if batch.form is not None:
        form = batch.form.model_dump(mode="json", exclude_none=True)
    document = {
        "title": batch.title,
        "scheme": batch.scheme.name,
        "form": form,
        "categories": categories,
        "stimuli": list(stimuli.values()),
        "items": items,
    }
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return Exported(content=f"{text}\n".encode(), suffix=".json", losses=losses.found)
