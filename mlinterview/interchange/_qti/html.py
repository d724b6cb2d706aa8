"""Texts of items as the elements that QTI takes in them."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mlinterview.interchange._to_html import block, inline

__all__ = ["blocks", "filled", "fragment"]

#: HTML of ours that QTI 2.1 does not know
_RENAMED = {"s": "span", "del": "span"}
_KEPT = frozenset({"alt", "class", "colspan", "height", "href", "rowspan", "src", "width"})


def fragment(html: str, tag: str = "div", **attributes: str) -> Element:
    """A fragment of our HTML, which is well-formed, within an element.

    Elements of QTI that stand in it (their names have capitals) stay as they are.
    """
    root = ElementTree.fromstring(f"<div>{html}</div>")  # our own, no foreign file
    for node in root.iter():
        if node.tag.islower() or node.tag[-1].isdigit():
            node.tag = _RENAMED.get(node.tag, node.tag)
            for name in [name for name in node.attrib if name not in _KEPT]:
                del node.attrib[name]
    root.tag = tag
    root.attrib.update(attributes)
    return root


def blocks(text: str) -> Element:
    """A Markdown text as blocks within a ``div``."""
    return fragment(block(text))


def filled(made: Element, text: str) -> Element:
    """An element with a Markdown text put in it, without a paragraph around a single line."""
    within = fragment(inline(text))
    made.text = (made.text or "") + (within.text or "")
    made.extend(within)
    return made
