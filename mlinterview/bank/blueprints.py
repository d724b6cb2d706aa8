"""Blueprints: files that say what an exam must contain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mlinterview.bank._faults import fault, place
from mlinterview.bank._files import read_model, shown_path
from mlinterview.bank._yaml import Document, line_of, read_yaml
from mlinterview.bank.overlays import load_form
from mlinterview.errors import BlueprintError, UnknownNameError
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.form import Form
from mlinterview.model.problem import Problem

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank

__all__ = ["blueprint_of", "earlier_form", "load_blueprint"]


def load_blueprint(path: str | Path, bank: Bank | None = None) -> Blueprint:
    """A blueprint from a YAML or JSON file; its id is the file's name where it has none.

    Args:
        path: the file.
        bank: where the names in it must be known, so that each unknown one is told with its line.

    Raises:
        BlueprintError: it cannot be read, or names what ``bank`` does not have; every fault is
            listed, each with file, line, place and reason.

    >>> import mlinterview as mli
    >>> from pathlib import Path
    >>> _ = Path("quiz.blueprint.yaml").write_text("items: 5\\n", encoding="utf-8")
    >>> mli.load_blueprint("quiz.blueprint.yaml").id
    'quiz'
    """
    from mlinterview.bank._blueprint_faults import blueprint_faults

    path = Path(path)
    problems: list[Problem] = []
    document = read_yaml(path)
    blueprint = blueprint_of(document, path, problems)
    if blueprint is not None and bank is not None:
        for loc, message in blueprint_faults(
            blueprint, bank, bank, bank.taxonomy, bank.schemes, bank.forms
        ):
            line = line_of(document.node, loc)
            problems.append(fault(message, file=str(path), line=line, where=place(loc)))
    if blueprint is None or problems:
        raise BlueprintError(problems)
    return blueprint


def blueprint_of(
    document: Document, path: Path, problems: list[Problem], root: Path | None = None
) -> Blueprint | None:
    """The blueprint that a file holds; None where it is none, its faults among ``problems``."""
    name = path.name.split(".")[0]
    read = read_model(
        Blueprint,
        document,
        shown_path(path, root),
        problems,
        complete=lambda raw: {"id": name, **raw},
    )
    return None if read is None else read.in_folder(path.parent)


def earlier_form(name: str, forms: Mapping[str, Form], folder: Path | None) -> Form:
    """A form that ``not_in`` names: the bank's by id, else a file, relative to the blueprint's.

    Raises:
        UnknownNameError: there is no such form and no such file.
        FormError: the file is no form.
    """
    if name in forms:
        return forms[name]
    path = (folder or Path()) / name
    if not path.is_file():
        raise UnknownNameError("form", name, list(forms))
    return load_form(path)
