"""A bank: a read-only mapping of id to item, with the taxonomy and what lies beside the items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mlinterview.bank.source import Source
from mlinterview.errors import UnknownNameError
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.confidence import ConfidenceMap
from mlinterview.model.form import Form
from mlinterview.model.item import Item, Stimulus
from mlinterview.model.kinds import VALUES_OF
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.problem import Problem
from mlinterview.model.registry import format_names
from mlinterview.model.role import RoleProfile
from mlinterview.model.scheme import Scheme
from mlinterview.model.taxonomy import Taxonomy

if TYPE_CHECKING:
    from mlinterview.model.rubric import Judged

__all__ = ["Bank", "Lexicon", "Profile", "Source"]

Profile = str


@dataclass(frozen=True, eq=False)
class Bank(Mapping[str, Item]):
    """Items by id, in the order of their files.

    Attributes:
        problems: loading faults; items with one are not in the mapping.
        taxonomy: the map that items are placed on (the bundled one under the bank's own).
        schemes: marking schemes by name.
        forms, blueprints: those under ``questions/exams/`` by id.
        sources: file and line of each item.
        profile: ``published`` or ``exam``: how strictly ``lint`` looks.
        scheme: the name of the scheme used where none is named.
        own_taxonomy, own_lexicon, own_confidence, own_roles: what the bank lays over the bundled
            ones; None where nothing.
    """

    items_by_id: Mapping[str, Item]
    taxonomy: Taxonomy = field(default_factory=cache(Taxonomy))
    problems: tuple[Problem, ...] = ()
    root: Path | None = None
    title: str = ""
    language: str = "en"
    profile: Profile = "exam"
    scheme: str = "standard"
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    stimuli: Mapping[str, Stimulus] = field(default_factory=dict)
    own_taxonomy: Taxonomy | None = None
    own_lexicon: Lexicon | None = None
    own_confidence: ConfidenceMap | None = None
    own_roles: Mapping[str, RoleProfile] | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    blueprints: Mapping[str, Blueprint] = field(default_factory=dict)
    #: read when an answer is first graded
    _judged: dict[str, Judged | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for name in ("items_by_id", "schemes", "forms", "blueprints", "stimuli", "sources"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def lexicon(self) -> Lexicon:
        """Names of terms and words that must be told apart; read when first needed."""
        from mlinterview.bank.overlays import bundled_lexicon

        return self.own_lexicon if self.own_lexicon is not None else bundled_lexicon()

    @property
    def confidence(self) -> ConfidenceMap:
        """How often the rubric engine is right on answers that people judged."""
        from mlinterview.bank.overlays import bundled_confidence

        return self.own_confidence if self.own_confidence is not None else bundled_confidence()

    def judged(self, item: Item) -> Judged | None:
        """The ``dev`` answers to an item that people judged; None where there is none."""
        if item.id not in self._judged:
            from mlinterview.bank.calibration import judged_answers

            self._judged[item.id] = judged_answers(self, item)
        return self._judged[item.id]

    @property
    def roles(self) -> Mapping[str, RoleProfile]:
        """What each role's readiness report weighs, by role; read when first needed."""
        from mlinterview.bank.roles import bundled_roles

        return self.own_roles if self.own_roles is not None else bundled_roles()

    def __reduce__(self) -> tuple[Any, ...]:
        values = [getattr(self, each.name) for each in fields(self) if each.init]
        plain = [dict(value) if isinstance(value, MappingProxyType) else value for value in values]
        return Bank, tuple(plain)  # read-only views cannot be sent to worker processes

    def __getitem__(self, item_id: str) -> Item:
        try:
            return self.items_by_id[item_id]
        except KeyError:
            raise UnknownNameError("item", str(item_id), list(self.items_by_id)) from None

    def __contains__(self, item_id: object) -> bool:
        return item_id in self.items_by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_by_id)

    def __len__(self) -> int:
        return len(self.items_by_id)

    def __repr__(self) -> str:
        name = self.title or (self.root.name if self.root else "")
        return f"<Bank {name!r}: {len(self)} items, {len(self.problems)} problems>"

    def form(self, name: str) -> Form:
        """A form of this bank by id.

        Raises:
            UnknownNameError: there is no such form.
        """
        try:
            return self.forms[name]
        except KeyError:
            raise UnknownNameError("form", name, list(self.forms)) from None

    def with_items(self, ids: Iterable[str]) -> Bank:
        """The same bank with only these items, in the bank's order."""
        wanted = set(ids)
        kept = {identity: item for identity, item in self.items_by_id.items() if identity in wanted}
        return replace(self, items_by_id=kept)

    def select(
        self,
        *,
        category: str | Sequence[str] | None = None,
        areas: Sequence[str] | str | None = None,
        topics: Sequence[str] | str | None = None,
        tasks: Sequence[str] | str | None = None,
        subtasks: Sequence[str] | str | None = None,
        skills: Sequence[str] | str | None = None,
        roles: Sequence[str] | str | None = None,
        formats: Sequence[str] | str | None = None,
        difficulty: int | tuple[int, int] | None = None,
        status: Sequence[str] | str | None = None,
        pool: Sequence[str] | str | None = None,
        search: str | None = None,
    ) -> Bank:
        """The items that meet every condition; a list of values means any of them.

        Args:
            category: folder of the items.
            areas, topics, tasks, subtasks, skills, roles: ids of the taxonomy.
            formats: names of formats.
            difficulty: one level, or lowest and highest (1 to 4).
            status: ``draft``, ``reviewed``, ``retired``; without it retired items stay out.
            pool: ``practice`` or ``exam`` (items for ``both`` are in either).
            search: every word must stand in id, title, stem or topic titles.

        Raises:
            ValueError: an id or level that does not exist.
        """
        wanted = {
            "category": _ids("category", category, self.taxonomy.ids("category")),
            "area": _ids("area", areas, self.taxonomy.ids("area")),
            "topic": _ids("topic", topics, self.taxonomy.ids("topic")),
            "task": _ids("task", tasks, self.taxonomy.ids("task")),
            "subtask": _ids("subtask", subtasks, self.taxonomy.ids("subtask")),
            "skill": _ids("skill", skills, self.taxonomy.ids("skill")),
            "role": _ids("role", roles, self.taxonomy.ids("role")),
            "format": _ids("format", formats, format_names()),
            "status": _ids("status", status, ("draft", "reviewed", "retired")),
            "pool": _ids("pool", pool, ("practice", "exam", "both")),
        }
        low, high = _levels(difficulty)
        words = search.casefold().split() if search else []

        def fits(item: Item) -> bool:
            if wanted["status"] is None and item.status == "retired":
                return False
            own: dict[str, Sequence[str]] = {
                "status": [item.status],
                "pool": ["practice", "exam", "both"] if item.pool == "both" else [item.pool],
            }
            if any(
                ids is not None
                and ids.isdisjoint(own[kind] if kind in own else VALUES_OF[kind](item))
                for kind, ids in wanted.items()
            ):
                return False
            if difficulty is not None and not (
                item.difficulty is not None and low <= item.difficulty <= high
            ):
                return False
            if words:
                titles = [self.taxonomy.title("topic", topic) for topic in item.topics]
                text = " ".join([item.id, item.title or "", item.stem, *titles]).casefold()
                return all(word in text for word in words)
            return True

        return self.with_items([item.id for item in self.items_by_id.values() if fits(item)])


def _ids(
    kind: str, given: Sequence[str] | str | None, known: Iterable[str]
) -> frozenset[str] | None:
    if given is None:
        return None
    ids = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    names = list(known)
    for identity in ids:
        if identity not in names:
            raise ValueError(UnknownNameError(kind, str(identity), names).message)
    return frozenset(ids)


def _levels(difficulty: int | tuple[int, int] | None) -> tuple[int, int]:
    if difficulty is None:
        return 1, 4
    ends: object = (difficulty, difficulty) if isinstance(difficulty, int) else difficulty
    match ends:
        case (int(low), int(high)):
            found = str(low) if low == high else f"{low}-{high}"
            if 1 <= low <= high <= 4:
                return low, high
        case _:
            found = repr(difficulty)
    raise ValueError(f"difficulty levels from 1 to 4 expected, found {found}")
