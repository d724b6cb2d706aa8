"""Loading a bank: what loaded, and the list of problems. A bad item never hides the good ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mlinterview._plain import resolve_tree
from mlinterview._resources import bundled_root
from mlinterview._text import fold
from mlinterview.bank._faults import fault, from_validation, from_yaml
from mlinterview.bank._yaml import Document, Entry, line_of, read_yaml, split_entries
from mlinterview.bank.bank import Bank, Lexicon, Source
from mlinterview.errors import BankError, ExpressionError, SchemeError, UnknownNameError
from mlinterview.model.form import Form
from mlinterview.model.item import Item, Placement, Stimulus, build_item
from mlinterview.model.problem import Problem
from mlinterview.model.registry import formats, plugin_problems
from mlinterview.model.scheme import Scheme
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["RESERVED", "load_bank", "load_form", "load_scheme"]

#: folders under ``questions/`` that are no categories
RESERVED = frozenset({"exams", "figures", "stimuli"})
M = TypeVar("M", bound=BaseModel)


def load_bank(path: str | Path | None = None, *, strict: bool = True) -> Bank:
    """The bundled bank, or the one in the directory ``path``.

    Args:
        path: a directory with ``questions/`` (and maybe ``graders/`` and ``bank.yaml``).
        strict: raise on any loading fault; else the good items come with ``bank.problems``.

    Raises:
        BankError: the directory is no bank, or ``strict`` and there are loading faults.

    >>> from mlinterview import load_bank
    >>> load_bank()["loss-for-task"].format
    'matching'
    """
    bank = _Loader(Path(path) if path is not None else bundled_root(), own=path is not None).load()
    if strict and bank.problems:
        raise BankError(bank.problems)
    return bank


def load_form(path: Path) -> Form:
    """A form from a file.

    Raises:
        BankError: it cannot be read; every fault is listed.
    """
    return _model_file(Form, path, default_id=path.name.split(".")[0])


def load_scheme(name: str, bank: Bank | None = None) -> Scheme:
    """A scheme by name (the bank's own, then the bundled ones) or from a file.

    Raises:
        UnknownNameError: no scheme has that name, and no such file is there.
        BankError: the file has faults.
    """
    for schemes in (bank.schemes if bank is not None else {}, bundled_schemes()):
        if name in schemes:
            return schemes[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or "/" in name or "\\" in name:
        if not path.is_file():
            raise UnknownNameError("scheme file", name)
        return _read_scheme(path, bundled_schemes().get("standard"), path.parent)
    raise UnknownNameError("scheme", name, [*bundled_schemes(), *(bank.schemes if bank else ())])


@cache
def bundled_schemes() -> Mapping[str, Scheme]:
    """The schemes that come with the library, by name."""
    problems: list[Problem] = []
    schemes = _load_schemes(bundled_root(), {}, problems)
    if problems:
        raise SchemeError("\n".join(map(str, problems)))
    return schemes


@cache
def bundled_taxonomy() -> Taxonomy:
    """The map that comes with the library."""
    root = bundled_root()
    return _model_file(Taxonomy, root / "questions" / "taxonomy.yaml", root=root)


@cache
def bundled_lexicon() -> Lexicon:
    """The lexicon that comes with the library."""
    problems: list[Problem] = []
    return _load_lexicon(bundled_root(), problems)


def _model_file(
    model: type[M], path: Path, *, root: Path | None = None, default_id: str | None = None
) -> M:
    document = read_yaml(path, root=root)
    problems = from_yaml(document.faults, str(path))
    raw = document.value
    if not problems and not isinstance(raw, dict):
        problems = [fault("a mapping of fields expected", file=str(path), line=1)]
    if not problems and isinstance(raw, dict):
        if default_id is not None:
            raw.setdefault("id", default_id)
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            problems = from_validation(
                error, raw, document.node, file=str(path), item="", model=model
            )
    raise BankError(problems)


def _merged(base: Any, over: Any) -> Any:
    """``over`` laid over ``base``, mapping by mapping."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}


def _read_scheme(path: Path, standard: Scheme | None, root: Path) -> Scheme:
    document = read_yaml(path, root=root)
    problems = from_yaml(document.faults, str(path))
    raw = document.value
    if not problems and isinstance(raw, dict):
        raw.setdefault("name", path.stem)
        base = (
            standard.model_dump(by_alias=True, exclude={"name", "title", "description"})
            if standard
            else {}
        )
        replaced = {key: raw[key] for key in ("mastery",) if key in raw}  # a list of its own
        total = raw.get("total")
        if isinstance(total, dict) and "bands" in total:
            base.get("total", {}).pop("bands", None)
        try:
            return Scheme.model_validate({**_merged(base, raw), **replaced})
        except ValidationError as error:
            problems = from_validation(
                error, raw, document.node, file=str(path), item="", model=Scheme
            )
    raise BankError(problems or [fault("a mapping of fields expected", file=str(path), line=1)])


def _load_schemes(
    root: Path, known: Mapping[str, Scheme], problems: list[Problem]
) -> dict[str, Scheme]:
    schemes = dict(known)
    paths = sorted((root / "graders" / "schemes").glob("*.yaml"))
    # the others take what they leave out from standard, so it is read first
    for path in sorted(paths, key=lambda path: path.stem != "standard"):
        try:
            scheme = _read_scheme(path, schemes.get("standard"), root)
        except BankError as error:
            problems.extend(error.problems)
            continue
        schemes[scheme.name] = scheme
    return schemes


def _load_lexicon(root: Path, problems: list[Problem], known: Lexicon | None = None) -> Lexicon:
    terms: dict[str, tuple[str, ...]] = dict(known.terms) if known else {}
    pairs: set[frozenset[str]] = set(known.confusable) if known else set()
    for path in sorted((root / "graders" / "lexicon").glob("*.yaml")):
        document = read_yaml(path, root=root)
        shown = _shown(path, root)
        problems.extend(from_yaml(document.faults, shown))
        raw = resolve_tree(document.value)
        if not isinstance(raw, dict):
            if raw is not None:
                problems.append(fault("a mapping of 'terms' and 'confusable' expected", file=shown))
            continue
        for term, synonyms in (raw.get("terms") or {}).items():
            terms[str(term)] = tuple(str(synonym) for synonym in synonyms or ())
        for group in raw.get("confusable") or ():
            words = [fold(str(word)) for word in group]
            pairs.update(
                frozenset((one, other)) for one in words for other in words if one != other
            )
    return Lexicon(terms, frozenset(pairs))


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


class _Loader:
    """One loading; collects problems as it goes."""

    def __init__(self, root: Path, *, own: bool) -> None:
        self.root = root
        self.own = own
        self.questions = root / "questions"
        self.problems: list[Problem] = []
        self.items: dict[str, Item] = {}
        self.sources: dict[str, Source] = {}
        self.declared: dict[str, Source] = {}

    def load(self) -> Bank:
        if not self.questions.is_dir():
            what = (
                "there is no such directory"
                if not self.root.is_dir()
                else "no 'questions' folder in it"
            )
            raise BankError([fault(f"not a bank: {what}", file=str(self.root))])
        head = self._head()
        self.taxonomy = self._taxonomy()
        self.stimuli = self._stimuli()
        for path in self._item_files():
            self._load_file(path)
        self._check_enemies()
        schemes = _load_schemes(self.root, bundled_schemes() if self.own else {}, self.problems)
        lexicon = (
            _load_lexicon(self.root, self.problems, bundled_lexicon())
            if self.own
            else bundled_lexicon()
        )
        self.problems.extend(fault(line, file="") for line in plugin_problems())
        return Bank(
            self.items,
            taxonomy=self.taxonomy,
            problems=tuple(self.problems),
            root=self.root,
            title=str(head.get("title", "")),
            language=str(head.get("language", "en")),
            profile=str(head.get("profile", "exam")),
            scheme=str(head.get("scheme", "standard")),
            schemes=schemes,
            forms=self._forms(),
            stimuli=self.stimuli,
            lexicon=lexicon,
            sources=self.sources,
        )

    def _read(self, path: Path) -> Document:
        document = read_yaml(path, root=self.root)
        self.problems.extend(from_yaml(document.faults, _shown(path, self.root)))
        return document

    def _fault(self, message: str, path: Path, **place: Any) -> None:
        self.problems.append(fault(message, file=_shown(path, self.root), **place))

    def _head(self) -> dict[str, Any]:
        path = self.root / "bank.yaml"
        if not path.exists():
            return {}
        raw = resolve_tree(self._read(path).value)
        if not isinstance(raw, dict):
            self._fault("a mapping such as 'title: My bank' expected", path, line=1)
            return {}
        if raw.get("profile", "exam") not in ("published", "exam"):
            self._fault("profile: 'published' or 'exam' expected", path, where="profile")
            raw["profile"] = "exam"
        return raw

    def _taxonomy(self) -> Taxonomy:
        path = self.questions / "taxonomy.yaml"
        base = bundled_taxonomy() if self.own else Taxonomy()
        if not path.exists():
            return base
        document = self._read(path)
        raw = document.value
        if not isinstance(raw, dict):
            if raw is not None:
                self._fault("a mapping with 'topics', 'categories' ... expected", path, line=1)
            return base
        try:
            own = Taxonomy.model_validate(raw)
        except ValidationError as error:
            self.problems.extend(
                from_validation(
                    error, raw, document.node, file=_shown(path, self.root), item="", model=Taxonomy
                )
            )
            return base
        whole = base.overlaid(own)
        for where, message in whole.faults():
            self._fault(message, path, where=where)
        return whole

    def _stimuli(self) -> dict[str, Stimulus]:
        found: dict[str, Stimulus] = {}
        for path in self._yaml_files(self.questions / "stimuli"):
            for entry in self._entries(path):
                try:
                    stimulus = Stimulus.model_validate(entry.value)
                except ValidationError as error:
                    self.problems.extend(
                        from_validation(
                            error,
                            entry.value,
                            entry.node,
                            file=_shown(path, self.root),
                            item=_id_of(entry),
                            model=Stimulus,
                        )
                    )
                    continue
                if stimulus.id in found:
                    self._fault(
                        f"the stimulus {stimulus.id!r} stands twice; the first stays",
                        path,
                        line=line_of(entry.node, ()),
                    )
                    continue
                found[stimulus.id] = stimulus
        return found

    def _forms(self) -> dict[str, Form]:
        forms: dict[str, Form] = {}
        for path in sorted((self.questions / "exams").glob("*.form.yaml")):
            try:
                form = load_form(path)
            except BankError as error:
                self.problems.extend(error.problems)
                continue
            forms[form.id] = form
        return forms

    def _yaml_files(self, folder: Path) -> Iterator[Path]:
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".yaml", ".yml") and not path.name.startswith("."):
                    yield path

    def _item_files(self) -> Iterator[Path]:
        for path in sorted(self.questions.iterdir()):
            if path.name.startswith(".") or path.name in RESERVED:
                continue
            if path.is_dir():
                if path.name in self.taxonomy.ids("category"):
                    yield from self._yaml_files(path)
                elif next(self._yaml_files(path), None) is not None:
                    known = ", ".join(self.taxonomy.ids("category"))
                    self._fault(
                        f"the folder is no category ({known}); declare it under 'categories' in"
                        " questions/taxonomy.yaml",
                        path,
                    )
            elif path.suffix in (".yaml", ".yml") and path.stem != "taxonomy":
                self._fault("items belong into a folder named after their category", path)

    def _entries(self, path: Path) -> list[Entry]:
        document = self._read(path)
        if document.value is None:
            return []
        if not isinstance(document.value, list):
            self._fault("a list of entries expected, each beginning with '- id:'", path, line=1)
            return []
        return split_entries(document)

    def _load_file(self, path: Path) -> None:
        category = path.relative_to(self.questions).parts[0]
        shown = _shown(path, self.root)
        for entry in self._entries(path):
            line = line_of(entry.node, ())
            item_id = _id_of(entry)
            if not isinstance(entry.value, dict):
                self._fault("a mapping that begins with 'id:' expected", path, line=line)
                continue
            source = Source(shown, line, entry.node, entry.value)
            item = self._item(entry, source, item_id)
            if item_id and item_id in self.declared:
                first = self.declared[item_id]
                self._fault(
                    f"the id stands already at {first.file}:{first.line}; that one stays",
                    path,
                    line=line_of(entry.node, ("id",)),
                    item=item_id,
                    where="id",
                )
                continue
            self.declared[item_id] = source
            if item is None:
                continue
            problems = self._reference_faults(item, source)
            if problems:
                self.problems.extend(problems)
                continue
            self.items[item.id] = item.placed(self._placement(item, category))
            self.sources[item.id] = source

    def _item(self, entry: Entry, source: Source, item_id: str) -> Item | None:
        raw: Any = entry.value

        def say(message: str, where: str = "") -> None:
            self.problems.append(
                fault(
                    message,
                    file=source.file,
                    line=line_of(entry.node, (where,) if where else ()),
                    item=item_id,
                    where=where,
                )
            )

        name = raw.get("format")
        if name is None:
            say("the field 'format' is missing")
            return None
        cls = formats().get(name) if isinstance(name, str) else None
        if cls is None:
            say(str(UnknownNameError("format", str(name), list(formats()))), "format")
            return None
        try:
            item: Item = build_item(cls, raw)
            if item.parametrised:
                item.variant(1)
        except ValidationError as error:
            self.problems.extend(
                from_validation(error, raw, entry.node, file=source.file, item=item_id, model=cls)
            )
            return None
        except ExpressionError as error:
            say(str(error), "derive" if "derive" in raw else "parameters")
            return None
        return item

    def _reference_faults(self, item: Item, source: Source) -> list[Problem]:
        checks: list[tuple[str, str, tuple[str, ...]]] = [
            ("topics", "topic", item.topics),
            ("subtasks", "subtask", item.given_subtasks or ()),
            ("roles", "role", item.given_roles or ()),
            ("tools", "tool", item.tools),
        ]
        problems = []

        def say(message: str, loc: tuple[str | int, ...], where: str) -> None:
            line = line_of(source.node, loc)
            problems.append(fault(message, file=source.file, line=line, item=item.id, where=where))

        for field, kind, ids in checks:
            known = self.taxonomy.ids(kind)
            for index, identity in enumerate(ids):
                if identity not in known:
                    message = UnknownNameError(kind, identity, list(known)).message
                    say(message, (field, index), f"{field}[{index}]")
        if item.stimulus is not None and item.stimulus not in self.stimuli:
            message = UnknownNameError("stimulus", item.stimulus, list(self.stimuli)).message
            say(message, ("stimulus",), "stimulus")
        return problems

    def _placement(self, item: Item, category: str) -> Placement:
        topics = [self.taxonomy.topic_map[topic] for topic in item.topics]
        subtasks = item.given_subtasks or _ordered(topic.subtasks for topic in topics)
        task_of = self.taxonomy.task_of
        tasks = _ordered([[task_of[subtask] for subtask in subtasks if subtask in task_of]])
        if not subtasks:
            tasks = _ordered([[topic.task] for topic in topics if topic.task])
        return Placement(
            category=category,
            areas=_ordered([[topic.area] for topic in topics if topic.area]),
            tasks=tasks,
            subtasks=tuple(subtasks),
            skills=_ordered(topic.skills for topic in topics),
            roles=item.given_roles or _ordered(topic.roles for topic in topics),
            stimulus=self.stimuli.get(item.stimulus) if item.stimulus else None,
            root=self.questions,
        )

    def _check_enemies(self) -> None:
        for identity, item in list(self.items.items()):
            source = self.sources[identity]
            for index, enemy in enumerate(item.enemies):
                if enemy not in self.declared:
                    self.problems.append(
                        fault(
                            UnknownNameError("item", enemy, list(self.declared)).message,
                            file=source.file,
                            line=line_of(source.node, ("enemies", index)),
                            item=identity,
                            where=f"enemies[{index}]",
                        )
                    )
                    self.items.pop(identity, None)


def _id_of(entry: Entry) -> str:
    value = entry.value.get("id") if isinstance(entry.value, dict) else None
    return str(value) if isinstance(value, str) else ""


def _ordered(groups: Any) -> tuple[str, ...]:
    """The members of all groups, each once, in the order of their first appearance."""
    return tuple(dict.fromkeys(member for group in groups for member in group))
