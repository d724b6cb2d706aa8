"""The labels of Word's automatic lists, which stand in no paragraph's text: ``1.``, ``a)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mlinterview.interchange._packages import Package
from mlinterview.interchange._xml import local, read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Labels", "attribute", "child"]

_MOST_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


def child(element: Element | None, *names: str) -> Element | None:
    """The element at a path of local names; None where there is none."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def attribute(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty where there is none."""
    if element is None:
        return ""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


class Labels:
    """Counts the lists of one document, paragraph by paragraph."""

    def __init__(self, package: Package) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        self._counts: dict[str, list[int]] = {}
        if "word/numbering.xml" in package:
            self._read_lists(read_xml(package.read("word/numbering.xml"), package.name).root)
        if "word/styles.xml" in package:
            self._read_styles(read_xml(package.read("word/styles.xml"), package.name).root)

    def _read_lists(self, root: Element) -> None:
        for element in root:
            if local(element) == "abstractNum":
                identity = attribute(element, "abstractNumId")
                for level in element:
                    if local(level) == "lvl":
                        self._read_level(identity, level)
            elif local(element) == "num":
                abstract = attribute(child(element, "abstractNumId"))
                self._abstract[attribute(element, "numId")] = abstract

    def _read_level(self, identity: str, level: Element) -> None:
        place = _whole(attribute(level, "ilvl"))
        start = _whole(attribute(child(level, "start")) or "1")
        shape = attribute(child(level, "lvlText")), attribute(child(level, "numFmt"))
        self._levels[identity, place] = (shape[1], shape[0], start)

    def _read_styles(self, root: Element) -> None:
        for style in root:
            numbering = child(style, "pPr", "numPr")
            number = attribute(child(numbering, "numId"))
            if number:
                level = attribute(child(numbering, "ilvl")) or "0"
                self._styles[attribute(style, "styleId")] = (number, level)

    def of(self, paragraph: Element) -> str:
        """The label that Word prints before a paragraph; empty where it prints none, or a dot."""
        properties = child(paragraph, "pPr")
        numbering = child(properties, "numPr")
        number = attribute(child(numbering, "numId"))
        level_text = attribute(child(numbering, "ilvl")) or "0"
        if numbering is None:
            style = attribute(child(properties, "pStyle"))
            number, level_text = self._styles.get(style, ("", "0"))
        if not number or number == "0":
            return ""
        level = min(_whole(level_text), _MOST_LEVELS - 1)
        abstract = self._abstract.get(number, "")
        kind, shape, _ = self._levels.get((abstract, level), ("", "", 1))
        counts = self._counts.setdefault(number, [])
        while len(counts) <= level:
            first = self._levels.get((abstract, len(counts)), ("", "", 1))[2]
            counts.append(first - 1)
        counts[level] += 1
        del counts[level + 1 :]
        if kind in ("", "bullet", "none"):
            return ""

        def number_at(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            at = counts[place] if place < len(counts) else 1
            return _written(at, self._levels.get((abstract, place), (kind, "", 1))[0])

        return _PLACEHOLDER.sub(number_at, shape or f"%{level + 1}.")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _written(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        sign = chr(ord("a") + number - 1)
        return sign if kind == "lowerLetter" else sign.upper()
    return str(number)
