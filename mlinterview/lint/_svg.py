"""What in an SVG drawing runs, or reaches out of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

__all__ = ["svg_faults"]

_ELEMENTS = frozenset(
    ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"]
)
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
# a reference to a part of the same drawing, quoted or not
_INNER = re.compile(r"\s*[\"']?\s*#")
_CSS_ADDRESS = re.compile(r"url\s*\(([^)]*)", re.IGNORECASE)
_CSS_REACH = re.compile(r"@import|expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_MOST_FAULTS = 20


class _EnoughError(Exception):
    """Nothing more is to be read."""


def svg_faults(content: bytes) -> list[str]:
    """What is wrong with an SVG file: each as found and where, empty for a harmless drawing."""
    scan = _Scan()
    return list(dict.fromkeys(scan.faults(content)))


class _Scan:
    def __init__(self) -> None:
        self.found: list[str] = []
        self.style: list[str] | None = None
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def faults(self, content: bytes) -> Iterator[str]:
        try:
            self.parser.Parse(content, True)
        except _EnoughError:
            pass
        except (expat.ExpatError, ValueError, LookupError) as error:
            self.found.append(f"no well-formed SVG ({error})")
        yield from self.found

    def _say(self, message: str) -> None:
        self.found.append(f"{message} at line {self.parser.CurrentLineNumber}")
        if len(self.found) >= _MOST_FAULTS:
            raise _EnoughError

    def _doctype(self, *declared: object) -> None:
        # what follows could be entities: they are not expanded here, and nobody needs them
        self._say("a DOCTYPE")
        raise _EnoughError

    def _instruction(self, target: str, text: str) -> None:
        self._say(f"a processing instruction <?{target[:40]}?>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self.depth == 0 and local != "svg":
            self._say(f"<{local[:40]}> where <svg> is expected")
            raise _EnoughError
        self.depth += 1
        if local in _ELEMENTS:
            self._say(f"<{local}>")
        if local == "style":
            self.style = []
        for attribute, value in attributes.items():
            self._attribute(local, _local(attribute), value)

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._say(f"the handler {name[:40]}=")
        elif name in ("href", "src", "base", "data", "action"):
            if not _stays_inside(value):
                self._say(f"the link {name}={value[:60]!r}")
        elif name == "attributename" and (
            _local(value.rpartition(":")[2]) == "href" or value.strip().lower().startswith("on")
        ):
            self._say(f"<{element}> that changes {value[:40]!r}")
        else:
            self._css(value, name)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.style is not None and _local(name) == "style":
            self._css("".join(self.style), "<style>", sheet=True)
            self.style = None

    def _text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def _css(self, text: str, place: str, *, sheet: bool = False) -> None:
        css = _CSS_COMMENT.sub("", text)
        if (sheet or place == "style") and "\\" in css:
            self._say(f"an escape in the style of {place}, which can hide a link")
        for match in _CSS_ADDRESS.finditer(css):
            if not _stays_inside(match[1].strip(" \t\n\"'")):
                self._say(f"the link {match[0][:60]!r} in {place}")
        if (sheet or place == "style") and (reach := _CSS_REACH.search(css)):
            self._say(f"{reach[0]!r} in {place}")


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _stays_inside(address: str) -> bool:
    address = address.strip()
    return not address or bool(_INNER.match(address) or _INLINE_PICTURE.match(address))
