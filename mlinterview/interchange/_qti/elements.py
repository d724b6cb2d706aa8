"""XML elements: made in one call, written with the same bytes every time."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["element", "identifier", "number", "to_xml"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def element(tag: str, *content: Element | str | None, **attributes: str | None) -> Element:
    """An element with attributes, children and text in their order; None is left out.

    >>> from xml.etree.ElementTree import tostring
    >>> tostring(element("value", "mse", case_="no")).decode()
    '<value case="no">mse</value>'
    """
    given = {
        key.rstrip("_"): _clean(value) for key, value in attributes.items() if value is not None
    }
    made = Element(tag, given)
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif part is not None and len(made):
            made[-1].tail = (made[-1].tail or "") + _clean(part)
        elif part is not None:
            made.text = (made.text or "") + _clean(part)
    return made


def identifier(name: str) -> str:
    """An id of ours as QTI takes it: no digit first. No id of ours begins with ``_``.

    >>> identifier("mse"), identifier("3-fold")
    ('mse', '_3-fold')
    """
    return f"_{name}" if name[:1].isdigit() else name


def number(value: float) -> str:
    """A number as XML Schema's floats are written.

    >>> number(1.0), number(0.25)
    ('1.0', '0.25')
    """
    return repr(float(value) + 0.0)  # no minus zero


def to_xml(root: Element) -> bytes:
    """The tree as a UTF-8 file."""
    body: str = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _clean(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)
