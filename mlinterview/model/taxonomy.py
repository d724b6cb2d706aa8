"""The map that items are placed on: categories, areas, topics, tasks, skills, roles, tools."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import model_validator

from mlinterview.errors import UnknownNameError
from mlinterview.model._base import Model, Name, Text
from mlinterview.model.content import unique_ids

__all__ = ["Entry", "Role", "Subtask", "Task", "Taxonomy", "Topic"]


class Entry(Model):
    """A named place on the map."""

    id: Name
    title: Text
    description: Text | None = None

    short_schema: ClassVar = {"type": "string"}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"id": value, "title": value} if isinstance(value, str) else value


class Subtask(Entry):
    """A piece of work within a life-cycle task."""


class Task(Entry):
    """One of the tasks of the AI project life cycle, with its subtasks."""

    subtasks: tuple[Subtask, ...] = ()


class Role(Entry):
    """A job, with the tasks it does."""

    tasks: tuple[Name, ...] = ()


class Topic(Entry):
    """What an item can be about; topics carry area, task, subtasks, skills and roles."""

    category: Name | None = None
    area: Name | None = None
    task: Name | None = None
    subtasks: tuple[Name, ...] = ()
    skills: tuple[Name, ...] = ()
    roles: tuple[Name, ...] = ()
    priority: Text | None = None
    era: Text | None = None


class Taxonomy(Model):
    """The whole map; ``faults`` lists the references that lead to no entry."""

    categories: tuple[Entry, ...] = ()
    areas: tuple[Entry, ...] = ()
    tasks: tuple[Task, ...] = ()
    skills: tuple[Entry, ...] = ()
    roles: tuple[Role, ...] = ()
    tools: tuple[Entry, ...] = ()
    topics: tuple[Topic, ...] = ()

    @model_validator(mode="after")
    def _connected(self) -> Self:
        for kind in ("categories", "areas", "tasks", "skills", "roles", "tools", "topics"):
            unique_ids(getattr(self, kind), kind, 0, None)
        subtasks = [subtask for task in self.tasks for subtask in task.subtasks]
        unique_ids(subtasks, "subtasks", 0, None)
        return self

    def faults(self) -> list[tuple[tuple[str, str, str], str]]:
        """References that lead nowhere: list, id and field of the entry, and a message."""
        found: list[tuple[tuple[str, str, str], str]] = []

        def check(entry: Entry, field: str, kind: str, ids: Iterable[str | None]) -> None:
            known = self.ids(kind)
            place = ("roles" if isinstance(entry, Role) else "topics", entry.id, field)
            for identity in ids:
                if identity is not None and identity not in known:
                    found.append((place, UnknownNameError(kind, identity, list(known)).message))

        for role in self.roles:
            check(role, "tasks", "task", role.tasks)
        for topic in self.topics:
            check(topic, "category", "category", [topic.category])
            check(topic, "area", "area", [topic.area])
            check(topic, "task", "task", [topic.task])
            check(topic, "subtasks", "subtask", topic.subtasks)
            check(topic, "skills", "skill", topic.skills)
            check(topic, "roles", "role", topic.roles)
        return found

    def ids(self, kind: str) -> dict[str, str]:
        """Ids to titles of one kind: category, area, topic, task, subtask, skill, role or tool."""
        return self._titles[kind]

    def title(self, kind: str, identity: str) -> str:
        """The title of an entry; its id where there is no such entry."""
        return self._titles[kind].get(identity, identity)

    @cached_property
    def topic_map(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def task_of(self) -> dict[str, str]:
        """Subtask id to task id."""
        return {subtask.id: task.id for task in self.tasks for subtask in task.subtasks}

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        lists: dict[str, Iterable[Entry]] = {
            "category": self.categories,
            "area": self.areas,
            "topic": self.topics,
            "task": self.tasks,
            "subtask": [subtask for task in self.tasks for subtask in task.subtasks],
            "skill": self.skills,
            "role": self.roles,
            "tool": self.tools,
        }
        return {kind: {entry.id: entry.title for entry in found} for kind, found in lists.items()}

    def overlaid(self, other: "Taxonomy") -> "Taxonomy":
        """This map with ``other`` laid over it: the same id replaces, new ones are added."""
        merged: dict[str, Any] = {}
        for kind in type(self).model_fields:
            entries = {entry.id: entry for entry in getattr(self, kind)}
            entries.update({entry.id: entry for entry in getattr(other, kind)})
            merged[kind] = tuple(entries.values())
        return Taxonomy.model_construct(**merged)
