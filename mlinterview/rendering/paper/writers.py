"""Writing papers in the formats of `mlinterview.rendering.formats`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal

from mlinterview.rendering.formats import WRITERS
from mlinterview.rendering.paper.model import Paper

__all__ = ["PageSetup", "Written", "write"]

PageSize = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The sheet that is printed on.

    Attributes:
        size: of the paper.
        large_print: letters half as large again.
        inline_figures: figures stand in the document itself where the format allows it, since no
            file can lie beside it.
        folder: the name of the folder that figures beside the document are written to.
    """

    size: PageSize = "a4"
    large_print: bool = False
    inline_figures: bool = False
    folder: str = "figures"


@dataclass(frozen=True, slots=True)
class Written:
    """A document, and the files that lie beside it by their path from it.

    Attributes:
        notes: what could not be printed as it is, one line each.
    """

    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


Writer = Callable[[Sequence[Paper], PageSetup], Written]


def write(papers: Sequence[Paper], to: str, setup: PageSetup | None = None) -> Written:
    """One document that holds the papers one after the other.

    Args:
        papers: at least one.
        to: ``html``, ``pdf`` or another name of `mlinterview.rendering.formats.WRITERS`.

    Raises:
        MissingExtraError: the format needs an extra that is not installed.
        FormError: it cannot be typeset.
    """
    writer: Writer = import_module(WRITERS[to]).document
    return writer(papers, setup or PageSetup())
