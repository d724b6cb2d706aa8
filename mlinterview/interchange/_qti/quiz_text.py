"""Texts of QTI 1.2: ``material`` of every kind as HTML, and what stands where in an item."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element, tostring

from mlinterview.interchange._qti.foreign_text import FIRST
from mlinterview.interchange._xml import local

__all__ = ["Layout", "feedback_html", "layout", "material_html", "metadata"]

_TEXTS = ("mattext", "matemtext", "mat_formattedtext")


def material_html(element: Element) -> str:
    """All texts and pictures within an element as HTML."""
    parts = []
    for made in element.iter():
        name = local(made)
        if name in _TEXTS:
            parts.append(_text_html(made))
        elif name == "matimage" and (made.get("uri") or made.get("entityref")):
            label = made.get("label", "")
            parts.append(f'<img src="{escape(made.get("uri", ""))}" alt="{escape(label)}">')
        elif name == "matbreak":
            parts.append("<br>")
        elif name in ("material_ref", "matref"):
            parts.append("")
    return "".join(parts)


def _text_html(made: Element) -> str:
    if len(made):  # tags that are not escaped
        inner = [escape(made.text or "", quote=False)]
        inner += [_bare(tostring(child, encoding="unicode")) for child in made]
        return "".join(inner)
    text = made.text or ""
    kind = (made.get("texttype") or made.get("type") or "text/plain").lower()
    if "html" in kind or "xhtml" in kind or local(made) == "mat_formattedtext":
        return text
    return escape(text, quote=False).strip().replace("\n", "<br>")


def _bare(xml: str) -> str:
    """The XML without the prefixes that a namespace brings."""
    import re

    return re.sub(r"(</?)ns\d+:|\sxmlns:ns\d+=\"[^\"]*\"", r"\1", xml)


@dataclass
class Layout:
    """What stands in an item's ``presentation``, in its order.

    Attributes:
        html: its texts, with a private sign where each response stands.
        responses: the elements that take a response.
        heads: texts that stand before a response in Blackboard's block of rows.
        right: texts of Blackboard's block of options that rows are matched to.
    """

    html: str = ""
    responses: list[Element] = field(default_factory=list)
    heads: dict[Element, str] = field(default_factory=dict)
    right: list[str] = field(default_factory=list)
    _head: str = ""

    def respond(self, response: Element) -> None:
        """A response stands here."""
        self.html += chr(FIRST + min(len(self.responses), 0x3FF))
        self.responses.append(response)
        if self._head:
            self.heads[response] = self._head
            self._head = ""

    def say(self, html: str, *, of_row: bool) -> None:
        """A text stands here."""
        if of_row:
            self._head += html
        else:
            self.html += f"<div>{_unsigned(html)}</div>"


def layout(item: Element) -> Layout:
    """The parts of an item that are shown."""
    found = Layout()
    for child in item:
        if local(child) == "presentation":
            _walk(child, found)
    return found


def _walk(element: Element, found: Layout, rows: bool = False) -> None:
    for child in element:
        name, kind = local(child), child.get("class", "")
        if name == "response_extension" and not any(
            local(each) == "response_label" for each in child.iter()
        ):
            continue  # how D2L shows the options
        if name.startswith("response_"):
            found.respond(child)
        elif name == "material":
            found.say(material_html(child), of_row=rows)
        elif name.startswith("flow") and kind == "RIGHT_MATCH_BLOCK":
            found.right += [material_html(one) for one in child.iter() if local(one) == "material"]
        elif name.startswith("flow"):
            _walk(child, found, rows or kind == "RESPONSE_BLOCK")


def _unsigned(html: str) -> str:
    return html.translate(dict.fromkeys(range(FIRST, FIRST + 0x400)))


def feedback_html(item: Element) -> dict[str, str]:
    """Feedback by identifier, as HTML."""
    return {
        made.get("ident", ""): material_html(made) for made in item if local(made) == "itemfeedback"
    }


def metadata(item: Element) -> dict[str, str]:
    """Fields of the item's metadata, their names in small letters; the first of each name."""
    found: dict[str, str] = {}
    for part in item:
        if local(part) not in ("itemmetadata", "qtimetadata"):
            continue
        for made in part.iter():
            if local(made) in ("qtimetadatafield", "qti_metadatafield"):
                texts = {local(child): (child.text or "").strip() for child in made}
                found.setdefault(texts.get("fieldlabel", "").lower(), texts.get("fieldentry", ""))
            elif not len(made) and (made.text or "").strip():
                found.setdefault(local(made).lower(), (made.text or "").strip())
    return found
