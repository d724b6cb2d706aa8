"""What a role's readiness report weighs: tasks, skills and areas, with the bars to be met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from mlinterview.errors import UnknownNameError
from mlinterview.model._base import Model, Name, PositiveNumber, Share, Text
from mlinterview.model.taxonomy import Taxonomy, Topic

__all__ = ["RoleProfile", "Weighed"]


class Weighed(Model):
    """What a task, skill or area counts for in a role; a bare number is its weight.

    Attributes:
        weight: above 0; twice the weight counts twice.
        minimum: the share of points, 0 to 1, that is the bar here; None where there is no bar.
        reason: why these numbers.
    """

    weight: PositiveNumber = 1
    minimum: Share | None = None
    reason: Text | None = None

    short_schema: ClassVar = {"type": "number", "exclusiveMinimum": 0}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return value if isinstance(value, (dict, Weighed)) else {"weight": value}


class RoleProfile(Model):
    """The map of a role: how much each topic counts, and which bars are to be met.

    A topic weighs the weight of its task, times the mean weight of its skills (1 where it names
    none), times the weight of its area (1 where the profile names no such area). It is on the map
    where that is above 0 and the topic names this role, or names no role at all.

    Attributes:
        id: the role's id in the taxonomy; else the file's name.
        tasks: weights of tasks of the life cycle; one that is not named weighs 0.
        skills: weights of skills; one that is not named weighs 0.
        areas: factors for areas; one that is not named keeps 1.
    """

    id: Name
    title: Text | None = None
    description: Text | None = None
    tasks: dict[Name, Weighed]
    skills: dict[Name, Weighed] = Field(default_factory=dict)
    areas: dict[Name, Weighed] = Field(default_factory=dict)

    #: the fields of ``bars``, by the kind of their entries
    kinds: ClassVar = {"task": "tasks", "skill": "skills", "area": "areas"}

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        if not self.tasks:
            raise ValueError("tasks: at least one task with its weight expected, found none")
        return self

    def topic_weight(self, topic: Topic) -> float:
        """What a topic counts for, 0 or more; 0 where it is not on the map.

        >>> from mlinterview.model.taxonomy import Topic
        >>> role = RoleProfile(id="maker", tasks={"modeling": 3}, skills={"mathematics": 2})
        >>> role.topic_weight(Topic(id="sums", title="Sums", task="modeling",
        ...                         skills=["mathematics", "research"]))
        3.0
        """
        if topic.roles and self.id not in topic.roles:
            return 0.0
        task = self.tasks.get(topic.task) if topic.task is not None else None
        if task is None:
            return 0.0
        skills = 1.0
        if topic.skills and self.skills:
            known = (self.skills.get(skill) for skill in topic.skills)
            skills = sum(skill.weight for skill in known if skill) / len(topic.skills)
        area = self.areas.get(topic.area) if topic.area is not None else None
        return float(task.weight * skills * (area.weight if area is not None else 1))

    def weights(self, taxonomy: Taxonomy) -> dict[str, float]:
        """The topics on the map with their weights; these add up to 1 (none for an empty map)."""
        found = {topic.id: self.topic_weight(topic) for topic in taxonomy.topics}
        whole = sum(found.values())
        return {topic: weight / whole for topic, weight in found.items() if weight > 0}

    def bars(self) -> Iterator[tuple[str, str, float]]:
        """Kind (task, skill or area), id and minimum of every bar, in the order of the file."""
        for kind, field in self.kinds.items():
            for identity, entry in getattr(self, field).items():
                if entry.minimum is not None:
                    yield kind, identity, float(entry.minimum)

    def faults(self, taxonomy: Taxonomy) -> list[tuple[tuple[str, ...], str]]:
        """Ids that lead nowhere: the place in the file, and a message."""
        found: list[tuple[tuple[str, ...], str]] = []
        places: list[tuple[str, str, tuple[str, ...]]] = [("role", self.id, ("id",))]
        for kind, field in self.kinds.items():
            places += [(kind, identity, (field, identity)) for identity in getattr(self, field)]
        for kind, identity, place in places:
            known = taxonomy.ids(kind)
            if identity not in known:
                found.append((place, UnknownNameError(kind, identity, list(known)).message))
        return found
