"""Bodies of foreign QTI 2 and 3 items as HTML, with a private sign where an interaction stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from xml.etree.ElementTree import Element

from mlinterview.interchange._from_html import plain_text

__all__ = ["FIRST", "INLINE_LEFT_OUT", "inner_html"]

#: the private sign of the first interaction
FIRST = 0xF000
_PRIVATE = dict.fromkeys(range(FIRST, FIRST + 0x400))
_VOID = frozenset({"br", "hr", "img", "col"})
_BLOCKS = frozenset({"prompt"})
INLINE_LEFT_OUT = "feedback within the text was left out"
#: elements that are not shown, or that are read elsewhere
_LEFT_OUT = {
    "rubricBlock": "",
    "stylesheet": "",
    "feedbackInline": INLINE_LEFT_OUT,
    "feedbackBlock": INLINE_LEFT_OUT,
    "templateInline": "texts of a template were left out",
    "templateBlock": "texts of a template were left out",
    "printedVariable": "a value that is computed there was left out",
    "infoControl": "a hint that is shown on demand was left out",
}


def inner_html(
    element: Element, note: Callable[[str], None], signs: Mapping[Element, str] | None = None
) -> str:
    """The content of an element as HTML.

    Args:
        element: with the names of 2.1, without namespaces.
        note: takes what is said of parts that are left out.
        signs: what stands for an interaction.
    """
    parts: list[str] = [_plain(element.text)]
    for child in element:
        parts.append(_outer(child, note, signs or {}))
        parts.append(_plain(child.tail))
    return "".join(parts)


def _plain(text: str | None) -> str:
    return escape((text or "").translate(_PRIVATE), quote=False)


def _outer(element: Element, note: Callable[[str], None], signs: Mapping[Element, str]) -> str:
    if element in signs:
        return signs[element]
    tag = element.tag
    if tag in _LEFT_OUT:
        if _LEFT_OUT[tag]:
            note(_LEFT_OUT[tag])
        return ""
    inner = inner_html(element, note, signs)
    if tag in _BLOCKS:
        return f"<p>{inner}</p>"
    if tag == "object" and (element.get("type") or "").startswith("image"):
        return f'<img src="{escape(element.get("data", ""))}" alt="{escape(plain_text(inner))}">'
    if not tag.isalnum() or not tag.islower():
        return inner
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{tag}{attributes}>" if tag in _VOID else f"<{tag}{attributes}>{inner}</{tag}>"
