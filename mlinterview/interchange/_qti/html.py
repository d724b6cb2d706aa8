"""Texts of items as the elements that QTI takes in them."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mlinterview.interchange._to_html import block, inline
from mlinterview.rendering.mathml import mathml

__all__ = ["blocks", "filled", "fragment"]

#: HTML of ours that QTI 2.1 does not know
_RENAMED = {"s": "span", "del": "span"}
_MATHML = "http://www.w3.org/1998/Math/MathML"
_FORMULA = re.compile(r"\\\((?P<inline>.+?)\\\)|\\\[(?P<display>.+?)\\\]", re.DOTALL)
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
    _typeset(root)
    root.tag = tag
    root.attrib.update(attributes)
    return root


def _typeset(root: Element) -> None:
    """Formulas in TeX's brackets as MathML, which players of QTI know; code stays as it is."""
    for node in list(root.iter()):
        if node.tag in ("code", "pre"):
            continue
        children = list(node)
        node.text = _replaced(node, 0, node.text)
        for child in children:
            child.tail = _replaced(node, list(node).index(child) + 1, child.tail)


def _replaced(parent: Element, place: int, text: str | None) -> str | None:
    """The text up to its first formula; that one and what follows stand in ``parent`` then."""
    formulas = list(_FORMULA.finditer(text or ""))
    if text is None or not formulas:
        return text
    made = []
    for found, following in zip(formulas, [*formulas[1:], None], strict=True):
        element = _formula(found["inline"] or found["display"], display=bool(found["display"]))
        if element is None:  # it has a fault, which a platform's MathJax shows
            return text
        element.tail = text[found.end() : following.start() if following else None]
        made.append(element)
    for offset, element in enumerate(made):
        parent.insert(place + offset, element)
    return text[: formulas[0].start()]


def _formula(latex: str, *, display: bool) -> Element | None:
    """A formula with its LaTeX as an attribute: some players would show an annotation."""
    source = mathml(latex, display=display)
    if source is None:
        return None
    shown = ElementTree.fromstring(source)
    made = Element("math", {"xmlns": _MATHML, "alttext": latex, **shown.attrib})
    made.append(shown[0][0])
    return made


def blocks(text: str) -> Element:
    """A Markdown text as blocks within a ``div``."""
    return fragment(block(text))


def filled(made: Element, text: str) -> Element:
    """An element with a Markdown text put in it, without a paragraph around a single line."""
    within = fragment(inline(text))
    made.text = (made.text or "") + (within.text or "")
    made.extend(within)
    return made
