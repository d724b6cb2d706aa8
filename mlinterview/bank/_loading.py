"""Loading a bank: what loaded, and the list of problems. A bad item never hides the good ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from mlinterview.bank._blueprint_faults import blueprint_faults
from mlinterview.bank._faults import fault, from_validation, place
from mlinterview.bank._files import model_file, read_model, shown_path
from mlinterview.bank._form_faults import form_faults
from mlinterview.bank._items import ItemFiles, entry_id, list_entries
from mlinterview.bank._yaml import line_of, read_yaml
from mlinterview.bank.bank import Bank
from mlinterview.bank.blueprints import blueprint_of
from mlinterview.bank.overlays import (
    bundled_confidence,
    bundled_lexicon,
    bundled_schemes,
    bundled_taxonomy,
    form_of,
    read_confidence,
    read_lexicon,
    read_schemes,
)
from mlinterview.bank.roles import FOLDER, bundled_roles, read_roles
from mlinterview.errors import BankError, UnknownNameError
from mlinterview.model._base import Model, Text
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.confidence import ConfidenceMap
from mlinterview.model.form import Form
from mlinterview.model.item import Stimulus
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.problem import Problem
from mlinterview.model.registry import plugin_problems
from mlinterview.model.role import RoleProfile
from mlinterview.model.scheme import Scheme
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["Loading"]

#: folders under ``questions/`` that are no categories
RESERVED = frozenset({"exams", "figures", "stimuli"})


class _Head(Model):
    """What ``bank.yaml`` holds."""

    title: Text = ""
    language: Text = "en"
    profile: Literal["published", "exam"] = "exam"
    scheme: Text = "standard"
    description: Text | None = None
    license: Text | None = None
    authors: tuple[Text, ...] = ()
    url: Text | None = None
    version: Text | None = None


class Loading:
    """One loading; collects problems as it goes."""

    def __init__(self, root: Path, *, own: bool) -> None:
        self.root = root
        self.own = own
        self.questions = root / "questions"
        self.problems: list[Problem] = []
        self.own_taxonomy: Taxonomy | None = None

    def load(self) -> Bank:
        if not self.questions.is_dir():
            found = "no 'questions' folder in it" if self.root.is_dir() else "no such directory"
            raise BankError([fault(f"not a bank: {found}", file=str(self.root))])
        head = self._head()
        taxonomy = self._taxonomy()
        stimuli = self._stimuli()
        lexicon = self._lexicon()
        words = (lambda: lexicon or bundled_lexicon()) if self.own else None
        files = ItemFiles(self.questions, taxonomy, stimuli, self.problems, words)
        for path in self._item_files(taxonomy):
            files.read(path)
        files.drop_unknown_enemies()
        schemes = read_schemes(self.root, self.problems, bundled_schemes() if self.own else None)
        if not _names_scheme(head.scheme, schemes):
            message = UnknownNameError("scheme", head.scheme, list(schemes)).message
            self._fault(message, self.root / "bank.yaml", where="scheme")
        forms = self._forms(files, schemes)
        blueprints = self._blueprints(files, taxonomy, schemes, forms)
        # read before the list of problems is closed
        confidence, roles = self._confidence(), self._roles(taxonomy)
        self.problems.extend(Problem("E01", "warning", message=line) for line in plugin_problems())
        return Bank(
            files.items,
            taxonomy=taxonomy,
            problems=tuple(self.problems),
            root=self.root,
            title=head.title,
            language=head.language,
            profile=head.profile,
            scheme=head.scheme,
            schemes=schemes,
            forms=forms,
            blueprints=blueprints,
            stimuli=stimuli,
            own_taxonomy=self.own_taxonomy,
            own_lexicon=lexicon,
            own_confidence=confidence,
            own_roles=roles,
            sources=files.sources,
        )

    def _fault(self, message: str, path: Path, **place: Any) -> None:
        self.problems.append(fault(message, file=shown_path(path, self.root), **place))

    def _head(self) -> _Head:
        path = self.root / "bank.yaml"
        if not path.exists():
            return _Head()
        return model_file(_Head, path, self.problems, root=self.root) or _Head()

    def _taxonomy(self) -> Taxonomy:
        path = self.questions / "taxonomy.yaml"
        base = bundled_taxonomy() if self.own else Taxonomy()
        if not path.exists():
            return base
        document = read_yaml(path, root=self.root)
        own = read_model(Taxonomy, document, shown_path(path, self.root), self.problems)
        if own is None:
            return base
        self.own_taxonomy = own
        whole = base.overlaid(own)
        for loc, message in whole.faults():
            kind, identity, field = loc
            ids = [entry.id for entry in getattr(own, kind)]
            place = (kind, ids.index(identity), field) if identity in ids else ()
            self._fault(message, path, line=line_of(document.node, place), where=".".join(loc))
        return whole

    def _lexicon(self) -> Lexicon | None:
        """What the bank lays over the bundled lexicon; None where it has nothing of its own."""
        if not self.own or not (self.root / "graders" / "lexicon").is_dir():
            return None
        return read_lexicon(self.root, self.problems, bundled_lexicon())

    def _confidence(self) -> ConfidenceMap | None:
        if not self.own:
            return None
        return read_confidence(self.root, self.problems, bundled_confidence())

    def _roles(self, taxonomy: Taxonomy) -> dict[str, RoleProfile] | None:
        """The bundled profiles with the bank's own laid over; None where it has none."""
        if not self.own or not (self.root / "graders" / FOLDER).is_dir():
            return None
        return read_roles(self.root, taxonomy, self.problems, bundled_roles())

    def _stimuli(self) -> dict[str, Stimulus]:
        found: dict[str, Stimulus] = {}
        for path in self._yaml_files(self.questions / "stimuli"):
            for entry in list_entries(path, self.root, self.problems):
                name = entry_id(entry)
                try:
                    stimulus = Stimulus.model_validate(entry.value)
                except ValidationError as error:
                    self.problems.extend(
                        from_validation(
                            error,
                            entry.value,
                            entry.node,
                            file=shown_path(path, self.root),
                            item=name,
                            model=Stimulus,
                            sound=entry.sound,
                        )
                    )
                    continue
                if stimulus.id in found:
                    self._fault(
                        f"the stimulus {stimulus.id!r} stands twice; the first stays",
                        path,
                        line=line_of(entry.node, ("id",)),
                        item=name,
                    )
                elif entry.sound:
                    found[stimulus.id] = stimulus
        return found

    def _forms(self, files: ItemFiles, schemes: Mapping[str, Scheme]) -> dict[str, Form]:
        forms: dict[str, Form] = {}
        folder = self.questions / "exams"
        for path in sorted(folder.glob("*.form.yaml")) if folder.is_dir() else ():
            document = read_yaml(path, root=self.root)
            form = form_of(document, path, self.problems, self.root)
            if form is None:
                continue
            if form.id in forms:
                self._fault(f"the form {form.id!r} stands twice; the first stays", path, where="id")
                continue
            forms[form.id] = form
            if form.scheme is not None and not _names_scheme(form.scheme, schemes):
                message = UnknownNameError("scheme", form.scheme, list(schemes)).message
                line = line_of(document.node, ("scheme",))
                self._fault(message, path, line=line, where="scheme")
            for loc, message in form_faults(form, files.items, files.declared):
                self._fault(message, path, line=line_of(document.node, loc), where=place(loc))
        return forms

    def _blueprints(
        self,
        files: ItemFiles,
        taxonomy: Taxonomy,
        schemes: Mapping[str, Scheme],
        forms: Mapping[str, Form],
    ) -> dict[str, Blueprint]:
        found: dict[str, Blueprint] = {}
        folder = self.questions / "exams"
        for path in sorted(folder.glob("*.blueprint.yaml")) if folder.is_dir() else ():
            document = read_yaml(path, root=self.root)
            blueprint = blueprint_of(document, path, self.problems, self.root)
            if blueprint is None:
                continue
            name = blueprint.id
            if name in found:
                message = f"the blueprint {name!r} stands twice; the first stays"
                self._fault(message, path, where="id")
                continue
            found[name] = blueprint
            for loc, message in blueprint_faults(
                blueprint, files.items, files.declared, taxonomy, schemes, forms
            ):
                self._fault(message, path, line=line_of(document.node, loc), where=place(loc))
        return found

    def _yaml_files(self, folder: Path) -> Iterator[Path]:
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".yaml", ".yml") and not path.name.startswith("."):
                    yield path

    def _item_files(self, taxonomy: Taxonomy) -> Iterator[Path]:
        categories = taxonomy.ids("category")
        for path in sorted(self.questions.iterdir()):
            if path.name.startswith(".") or path.name in RESERVED:
                continue
            if path.is_dir():
                if path.name in categories:
                    yield from self._yaml_files(path)
                elif next(self._yaml_files(path), None) is not None:
                    self._fault(
                        f"the folder is no category ({', '.join(categories)}); declare it under"
                        " 'categories' in questions/taxonomy.yaml",
                        path,
                    )
            elif path.suffix in (".yaml", ".yml") and path.stem != "taxonomy":
                self._fault("items belong into a folder named after their category", path)


def _names_scheme(name: str, schemes: Mapping[str, Scheme]) -> bool:
    """Whether a scheme has the name; a path is looked at only when it is used."""
    return name in schemes or name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name
