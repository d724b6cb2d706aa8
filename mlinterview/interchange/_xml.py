"""XML of other systems: no entities, nothing from outside, and caps on size, depth and count."""

from __future__ import annotations

import io
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING, Any
from xml.sax.handler import ContentHandler, feature_external_ges, feature_namespaces

from mlinterview.errors import ExchangeError, MissingExtraError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Document", "local", "namespace", "read_xml", "text_of"]

MAX_BYTES = 100_000_000
MAX_DEPTH = 200
MAX_ELEMENTS = 1_000_000

# control characters that XML forbids; some systems write them all the same
_FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))


@dataclass(frozen=True, slots=True)
class Document:
    """A tree of elements, named ``{namespace}name`` or ``name``.

    Attributes:
        root: the outermost element.
        lines: where each element begins.
        cleaned: how many control characters, which XML forbids, were left out.
    """

    root: Element
    lines: dict[Element, int]
    cleaned: int = 0

    def line(self, element: Element) -> int:
        """The line at which an element of this tree begins."""
        return self.lines[element]


def read_xml(content: bytes, name: str) -> Document:
    """The tree of an XML file; ``name`` is for messages.

    A document type may name a file (which is not fetched) but declare nothing.

    Raises:
        MissingExtraError: defusedxml is not installed.
        ExchangeError: it is no XML, declares entities, or is over a cap.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        raise MissingExtraError("reading XML of other systems", "exam") from None
    from xml.sax import SAXException, SAXParseException

    if len(content) > MAX_BYTES:
        raise ExchangeError(f"{name}: over {MAX_BYTES // 1_000_000} MB, which is the limit")
    cleaned = content
    if content[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in content[:4]:
        cleaned = content.translate(None, _FORBIDDEN)
    begun = cleaned.lstrip(b" \t\r\n")  # an XML declaration must stand first
    before = cleaned[: len(cleaned) - len(begun)].count(b"\n")
    handler = _Handler(name, before)
    # what a document type names is never fetched (external_ges); what it declares is refused
    parser = DefusedExpatParser(forbid_dtd=False, forbid_entities=True, forbid_external=False)
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setContentHandler(handler)
    try:
        parser.parse(io.BytesIO(begun))
    except DefusedXmlException:
        line = (parser.getLineNumber() or 0) + before
        message = "XML that declares entities, which is not read"
        raise ExchangeError(f"{name}:{line}: {message}") from None
    except SAXParseException as error:
        reason = " ".join(str(error.getMessage()).split())[:120]
        line = (error.getLineNumber() or 0) + before
        raise ExchangeError(f"{name}:{line}: not well-formed XML: {reason}") from None
    except (SAXException, ValueError, LookupError, OSError) as error:
        reason = " ".join(str(error).split())[:120]
        raise ExchangeError(f"{name}: XML that cannot be read: {reason}") from None
    if handler.root is None:
        raise ExchangeError(f"{name}: XML without an element")
    return Document(handler.root, handler.lines, len(content) - len(cleaned))


class _Handler(ContentHandler):
    """Builds the tree, and stops at the caps."""

    def __init__(self, name: str, before: int) -> None:
        super().__init__()
        self.root: Element | None = None
        self.lines: dict[Element, int] = {}
        self._name = name
        self._before = before
        self._open: list[Element] = []
        self._text: list[str] = []
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:
        self._locator = locator

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:
        from xml.etree.ElementTree import Element, SubElement

        self._flush()
        line = self._locator.getLineNumber() + self._before
        given = {_key(key): value for key, value in attrs.items()}
        if self._open:
            element = SubElement(self._open[-1], _key(name), given)
        else:
            element = self.root = Element(_key(name), given)
        self._open.append(element)
        self.lines[element] = line
        if len(self._open) > MAX_DEPTH:
            raise ExchangeError(f"{self._name}:{line}: over {MAX_DEPTH} elements within each other")
        if len(self.lines) > MAX_ELEMENTS:
            raise ExchangeError(f"{self._name}:{line}: over {MAX_ELEMENTS:,} elements")

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        self._flush()
        self._open.pop()

    def characters(self, content: str) -> None:
        self._text.append(content)

    def skippedEntity(self, name: str) -> None:
        # the file's document type might declare it: what HTML calls so is meant
        self._text.append(html5.get(name + ";", f"&{name};"))

    def _flush(self) -> None:
        if not self._text or not self._open:
            self._text.clear()
            return
        text = "".join(self._text)
        self._text.clear()
        above = self._open[-1]
        if len(above):
            above[-1].tail = (above[-1].tail or "") + text
        else:
            above.text = (above.text or "") + text


def _key(name: tuple[str | None, str]) -> str:
    uri, plain = name
    return f"{{{uri}}}{plain}" if uri else plain


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """The element's namespace; empty where it has none."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def text_of(element: Element | None) -> str:
    """All text within an element, tags left out, without outer space; empty for None."""
    return "" if element is None else "".join(element.itertext()).strip()
