"""The formats that papers are written in: one line for each, so that asking for them is cheap."""

from __future__ import annotations

__all__ = ["BINARY", "WRITERS"]

#: module with a function ``document(papers, setup) -> Written``, by the format's name and suffix
WRITERS: dict[str, str] = {
    "html": "mlinterview.rendering.paper.html",
    "pdf": "mlinterview.rendering.paper.pdf",
    "md": "mlinterview.rendering.paper.markdown",
    "tex": "mlinterview.rendering.paper.latex",
    "docx": "mlinterview.rendering.paper.docx",
}
#: formats that are no text, which a terminal cannot show
BINARY = frozenset({"docx", "pdf"})
