"""A YAML file as one model, with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mlinterview.bank._faults import fault, from_validation, from_yaml
from mlinterview.bank._yaml import Document, read_yaml
from mlinterview.model.problem import Problem

__all__ = ["model_file", "read_model", "shown_path"]

M = TypeVar("M", bound=BaseModel)
#: what a file leaves out, laid under what it holds
Complete = Callable[[dict[str, Any]], Mapping[str, Any]]


def shown_path(path: Path, root: Path | None) -> str:
    """The path as people see it: from the bank's directory on, where it lies in it."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return str(path)


def model_file(
    model: type[M],
    path: Path,
    problems: list[Problem],
    *,
    root: Path | None = None,
    complete: Complete | None = None,
) -> M | None:
    """The file as a model; None, and its faults among ``problems``, where it is none."""
    document = read_yaml(path, root=root)
    return read_model(model, document, shown_path(path, root), problems, complete=complete)


def read_model(
    model: type[M],
    document: Document,
    file: str,
    problems: list[Problem],
    *,
    complete: Complete | None = None,
) -> M | None:
    """The document as a model; None, and its faults among ``problems``, where it is none."""
    raw = document.value
    if document.faults:
        problems.extend(from_yaml(document.faults, file))
    elif raw is None:  # an empty file, or comments alone
        raw = {}
    elif not isinstance(raw, dict):
        problems.append(fault(f"a mapping of {_fields(model)} expected", file=file, line=1))
    if not isinstance(raw, dict):
        return None
    try:
        read = model.model_validate(raw if complete is None else complete(raw))
    except ValidationError as error:
        problems.extend(from_validation(error, raw, document.node, file=file, item="", model=model))
        return None
    # what cannot be read may hide something: such a file does not count
    return None if document.faults else read


def _fields(model: type[BaseModel]) -> str:
    names = [repr(info.alias or name) for name, info in model.model_fields.items()]
    return ", ".join(names[:3]) + (" ..." if len(names) > 3 else "")
