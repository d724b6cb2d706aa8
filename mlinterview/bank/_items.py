"""Files of items: each entry an item or a list of faults, and one never hides another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mlinterview.bank._faults import fault, from_validation, from_yaml
from mlinterview.bank._files import shown_path
from mlinterview.bank._yaml import Entry, line_of, read_yaml, split_entries
from mlinterview.bank.source import Entries, Source
from mlinterview.errors import ExpressionError, UnknownNameError
from mlinterview.model.item import Item, Placement, Stimulus, build_item
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.problem import Problem
from mlinterview.model.registry import BUILT_IN, formats
from mlinterview.model.rubric import Rubric
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["ItemFiles", "list_entries"]

#: fields that name entries of the taxonomy, and what kind of entry
_REFERENCES = (
    ("topics", "topic", "topics"),
    ("subtasks", "subtask", "given_subtasks"),
    ("roles", "role", "given_roles"),
    ("tools", "tool", "tools"),
)


def list_entries(path: Path, root: Path, problems: list[Problem]) -> list[Entry]:
    """The entries of a file that is a list; faults of the YAML go to ``problems``."""
    document = read_yaml(path, root=root)
    file = shown_path(path, root)
    entries = split_entries(document) if isinstance(document.value, list) else []
    problems.extend(from_yaml(document.faults, file, [entry_id(entry) for entry in entries]))
    if document.value is not None and not isinstance(document.value, list):
        message = "a list of entries expected, each beginning with '- id:'"
        problems.append(fault(message, file=file, line=1))
    return entries


def entry_id(entry: Entry) -> str:
    """The id as it stands in the file, valid or not; ``""`` where there is none."""
    value = entry.value.get("id") if isinstance(entry.value, dict) else None
    return str(value) if isinstance(value, str) else ""


class ItemFiles:
    """Reads files of items, and collects the items with the place where each stands.

    Attributes:
        items: the good ones.
        sources: where they stand.
        declared: every id that stands anywhere, with the first place, faulty items included.
    """

    def __init__(
        self,
        questions: Path,
        taxonomy: Taxonomy,
        stimuli: Mapping[str, Stimulus],
        problems: list[Problem],
        words: Callable[[], Lexicon] | None = None,
    ) -> None:
        self.items: dict[str, Item] = {}
        self.sources: dict[str, Source] = {}
        self.declared: dict[str, Source] = {}
        self._questions = questions
        self._taxonomy = taxonomy
        self._stimuli = stimuli
        self._problems = problems
        self._words = words

    def read(self, path: Path) -> None:
        """Take in what a file holds; the folder below ``questions/`` gives the category."""
        root = self._questions.parent
        category = path.relative_to(self._questions).parts[0]
        file = shown_path(path, root)
        entries = list_entries(path, root, self._problems)
        together = Entries(path, root, entries)
        for index, entry in enumerate(entries):
            source = Source(file, line_of(entry.node, ()), together, index)
            if isinstance(entry.value, dict):
                self._take(entry, source, category)
            elif entry.sound:
                self._fault("a mapping that begins with 'id:' expected", source)

    def _take(self, entry: Entry, source: Source, category: str) -> None:
        item_id = entry_id(entry)
        first = self.declared.get(item_id)
        if first is not None:
            place = f"{first.file}:{first.line}"
            self._fault(
                f"the id stands already at {place}; that one stays", source, item_id, ("id",)
            )
        elif item_id:
            self.declared[item_id] = source
        item = self._item(entry, source, item_id)
        if item is None or first is not None or not entry.sound:
            return
        if self._references_hold(item, source):
            self.items[item.id] = item.placed(self._placement(item, category))
            self.sources[item.id] = source

    def _fault(
        self, message: str, source: Source, item_id: str = "", loc: tuple[str | int, ...] = ()
    ) -> None:
        where = "".join(f"[{part}]" if isinstance(part, int) else part for part in loc)
        line = line_of(source.node, loc)
        self._problems.append(
            fault(message, file=source.file, line=line, item=item_id, where=where)
        )

    def _item(self, entry: Entry, source: Source, item_id: str) -> Item | None:
        raw: Any = entry.value
        name = raw.get("format")
        if name is None:
            if entry.sound or "format" in raw:
                self._fault("the field 'format' is missing", source, item_id)
            return None
        cls = formats().get(name) if isinstance(name, str) else None
        if cls is None:
            message = UnknownNameError("format", str(name), list(formats())).message
            self._fault(message, source, item_id, ("format",))
            return None
        try:
            item = build_item(cls, raw)
            item.variant(1)
        except ValidationError as error:
            self._problems.extend(
                from_validation(
                    error,
                    raw,
                    entry.node,
                    file=source.file,
                    item=item_id,
                    model=cls,
                    sound=entry.sound,
                )
            )
            return None
        except ExpressionError as error:
            field = "derive" if "derive" in raw else "parameters"
            self._fault(str(error), source, item_id, (field,))
            return None
        except Exception as error:
            if str(name) in BUILT_IN:
                raise
            # a foreign format may do anything, and the other items are to be read all the same
            self._fault(f"the format plug-in {name} failed: {error!r:.200}", source, item_id)
            return None
        return item

    def _references_hold(self, item: Item, source: Source) -> bool:
        """Whether all that the item names is there; what is not is a fault."""
        before = len(self._problems)
        for field, kind, attribute in _REFERENCES:
            known = self._taxonomy.ids(kind)
            for index, identity in enumerate(getattr(item, attribute) or ()):
                if identity not in known:
                    message = UnknownNameError(kind, identity, list(known)).message
                    self._fault(message, source, item.id, (field, index))
        if item.stimulus is not None and item.stimulus not in self._stimuli:
            message = UnknownNameError("stimulus", item.stimulus, list(self._stimuli)).message
            self._fault(message, source, item.id, ("stimulus",))
        rubric: Rubric | None = getattr(item, "rubric", None)
        names = rubric.names() if rubric is not None and self._words is not None else ()
        for name in names:
            lexicon = self._words() if self._words is not None else Lexicon()
            if lexicon.words(name) is None:
                names_known = [
                    *(rubric.concepts if rubric else ()),
                    *lexicon.classes,
                    *lexicon.poles,
                ]
                message = UnknownNameError("concept, class or pole", name, names_known).message
                self._fault(message, source, item.id, ("rubric",))
        return len(self._problems) == before

    def drop_unknown_enemies(self) -> None:
        """Items whose enemies stand nowhere are faulty; to be called when all files are read."""
        for identity, item in list(self.items.items()):
            for index, enemy in enumerate(item.enemies):
                if enemy not in self.declared:
                    message = UnknownNameError("item", enemy, list(self.declared)).message
                    source = self.sources[identity]
                    self._fault(message, source, identity, ("enemies", index))
                    self.items.pop(identity, None)

    def _placement(self, item: Item, category: str) -> Placement:
        topics = [self._taxonomy.topic_map[topic] for topic in item.topics]
        subtasks = item.given_subtasks or _ordered(topic.subtasks for topic in topics)
        task_of = self._taxonomy.task_of
        tasks = _ordered([[task_of[subtask] for subtask in subtasks if subtask in task_of]])
        if not subtasks:
            tasks = _ordered([topic.task] for topic in topics if topic.task)
        return Placement(
            category=category,
            areas=_ordered([topic.area] for topic in topics if topic.area),
            tasks=tasks,
            subtasks=tuple(subtasks),
            skills=_ordered(topic.skills for topic in topics),
            roles=item.given_roles or _ordered(topic.roles for topic in topics),
            stimulus=self._stimuli.get(item.stimulus) if item.stimulus else None,
            root=self._questions,
        )


def _ordered(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The members of all groups, each once, in the order of their first appearance."""
    return tuple(dict.fromkeys(member for group in groups for member in group))
