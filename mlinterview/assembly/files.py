"""Forms and keys as the files that are written for them."""

from __future__ import annotations

from collections.abc import Iterator

from mlinterview.assembly._results import Assembly
from mlinterview.assembly.pick import form_text
from mlinterview.bank.writer import dump_yaml

__all__ = ["assembly_files", "file_names"]


def file_names(forms: int) -> list[str]:
    """What is written for so many forms.

    >>> file_names(1)
    ['form-1.yaml', 'form-1.key.yaml']
    """
    return [f"form-{n}{kind}.yaml" for n in range(1, forms + 1) for kind in ("", ".key")]


def assembly_files(made: Assembly) -> Iterator[tuple[str, str]]:
    """Name and text of every file: each form, then its key. Nothing in them tells when or where."""
    names = iter(file_names(len(made.forms)))
    for form, key in zip(made.forms, made.keys, strict=True):
        yield next(names), form_text(form)
        yield next(names), dump_yaml(key.model_dump(mode="json", exclude_none=True))
