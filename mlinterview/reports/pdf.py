"""A report as PDF, by the typst compiler from PyPI: no TeX, no network, no fonts to install."""

from __future__ import annotations

import json
from importlib import resources

from mlinterview.errors import MissingExtraError
from mlinterview.reports import _lines
from mlinterview.reports._document import parts
from mlinterview.reports._model import Report
from mlinterview.reports._wording import clean

__all__ = ["pages", "render"]


def render(report: Report) -> bytes:
    """The class where there is one, else each person, as a PDF.

    What the report says goes to typst as data, never as source.

    Raises:
        MissingExtraError: typst is not installed.
    """
    return _compiled(report, "pdf")[0]


def pages(report: Report, *, ppi: float = 100) -> list[bytes]:
    """The same as PNG pictures, one a page: to look at."""
    return _compiled(report, "png", ppi=ppi)


def _compiled(report: Report, kind: str, **options: float) -> list[bytes]:
    try:
        import typst
    except ImportError:
        raise MissingExtraError("printing PDF", "pdf") from None
    source = resources.files("mlinterview.reports").joinpath("report.typ").read_bytes()
    document = {"title": clean(_lines.title(report)), "parts": parts(report)}
    inputs = {"report": json.dumps(document)}
    made = typst.compile(source, format=kind, sys_inputs=inputs, **options)  # type: ignore[call-overload]
    return list(made) if isinstance(made, list) else [made]
