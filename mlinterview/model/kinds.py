"""What an item counts under: its values by kind, for selections, reports and coverage alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mlinterview.model.item import Item

__all__ = ["VALUES_OF"]

VALUES_OF: Mapping[str, Callable[[Item], Sequence[str]]] = {
    "category": lambda item: [item.category] if item.category else [],
    "area": lambda item: item.areas,
    "topic": lambda item: item.topics,
    "task": lambda item: item.tasks,
    "subtask": lambda item: item.subtasks,
    "skill": lambda item: item.skills,
    "role": lambda item: item.roles,
    "format": lambda item: [item.format],
    "difficulty": lambda item: [str(item.difficulty)] if item.difficulty is not None else [],
    "bloom": lambda item: [item.bloom] if item.bloom else [],
}
