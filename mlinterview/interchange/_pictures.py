"""Pictures that come with foreign questions: kinds and sizes that may be taken, each kept once."""

from __future__ import annotations

import hashlib
import re

from mlinterview.errors import MLInterviewError
from mlinterview.interchange._ids import slug

__all__ = ["Pictures"]

MAX_PICTURE = 10_000_000
MAX_ALL = 100_000_000
_MAX_SVG = 2_000_000

_RASTER = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "embed", "object", "handler", "set"})
_ADDRESS = re.compile(r"\s*(#|data:image/(png|jpeg|gif);)", re.IGNORECASE)
_STYLE_OUT = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


class Pictures:
    """The pictures of one file, by the name that items use: ``figures/NAME.png``.

    A picture that stands there twice is kept once.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._size = 0

    def add(self, content: bytes, name: str) -> tuple[str | None, str]:
        """Keep a picture; its name below ``questions/``, or None and why it is left out."""
        kind = _kind(content)
        if kind is None:
            return None, "it is no PNG, JPEG, GIF or SVG"
        if len(content) > MAX_PICTURE:
            return None, f"it is over {MAX_PICTURE // 1_000_000} MB"
        if kind == "svg" and (fault := _svg_fault(content)):
            return None, fault
        digest = hashlib.sha256(content).hexdigest()
        if digest in self._names:
            return self._names[digest], ""
        if self._size + len(content) > MAX_ALL:
            return None, f"the pictures of the file are over {MAX_ALL // 1_000_000} MB"
        base = slug(name.rpartition("/")[2].rpartition(".")[0]) or "figure"
        path, number = f"figures/{base}.{kind}", 2
        while path in self.files:
            path = f"figures/{base}-{number}.{kind}"
            number += 1
        self.files[path] = content
        self._names[digest] = path
        self._size += len(content)
        return path, ""


def _kind(content: bytes) -> str | None:
    for start, kind in _RASTER:
        if content.startswith(start):
            return kind
    return "svg" if b"<svg" in content[:4096].lower() else None


def _svg_fault(content: bytes) -> str:
    """Why an SVG is not taken: what runs, or fetches from elsewhere; empty where nothing does."""
    from mlinterview.interchange._xml import local, read_xml

    if len(content) > _MAX_SVG:
        return f"it is an SVG of over {_MAX_SVG // 1_000_000} MB"
    try:
        document = read_xml(content, "SVG")
    except MLInterviewError as error:
        return f"its {error}"
    for element in document.root.iter():
        name = local(element)
        if name in _ACTIVE or name.lower() == "script":
            return f"it is an SVG with <{name}>, which may run"
        if name == "style" and _STYLE_OUT.search(element.text or ""):
            return "it is an SVG with styles from elsewhere"
        for key, value in element.attrib.items():
            plain = key.rpartition("}")[2].lower()
            if plain.startswith("on"):
                return f"it is an SVG with the handler {plain}"
            if plain in ("href", "src") and not _ADDRESS.match(value):
                return "it is an SVG with addresses of elsewhere"
            if plain == "style" and _STYLE_OUT.search(value):
                return "it is an SVG with styles from elsewhere"
    return ""
