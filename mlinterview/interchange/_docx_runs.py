"""The runs of Word's paragraphs: text with its emphasis, code by its font, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mlinterview.errors import ExchangeError
from mlinterview.interchange import _markdown as md
from mlinterview.interchange._docx_lists import attribute, child
from mlinterview.interchange._packages import Package
from mlinterview.interchange._pasted_questions import Draft
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._xml import local, read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Run", "Runs"]

_CODE_FONT = re.compile(
    r"consol|courier|mono|menlo|monaco|fira ?code|source ?code|inconsolata|jetbrains", re.IGNORECASE
)
_CODE_STYLE = re.compile(r"code|preformatted|verbatim|source", re.IGNORECASE)
_RELATIONS = "word/_rels/document.xml.rels"
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind.

    ``keyed`` is highlighted, underlined, red or green; ``marked`` is that, or bold.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    marked: bool = False
    plain: bool = False
    keyed: bool = False

    @property
    def kind(self) -> tuple[bool, ...]:
        """What runs have in common that are read as one."""
        return self.bold, self.italic, self.code, self.marked, self.keyed

    def markdown(self, start: int, end: int, *, plain: bool) -> str:
        """A part of it; without signs for bold where that marks the right option."""
        text = self.text[start:end]
        if self.code and text.strip():
            return md.code_span(text)
        lines = [md.prose(line, line_start=False) for line in md.clean(text).split("\n")]
        made = "\\\n".join(lines)
        sign = "**" if self.bold and not plain else "*" if self.italic else ""
        inner = made.strip()
        if not sign or not inner or "\n" in made or inner[0] in "*\\" or inner[-1] in "*\\":
            return made
        lead, trail = made[: len(made) - len(made.lstrip())], made[len(made.rstrip()) :]
        return f"{lead}{sign}{inner}{sign}{trail}"


class Runs:
    """Reads runs, and keeps the pictures among them until their question is known."""

    def __init__(self, package: Package, pictures: Pictures) -> None:
        self.notes: list[str] = []
        self._package = package
        self._pictures = pictures
        self._found: dict[int, list[dict[str, str]]] = {}
        self._targets: dict[str, str] = {}
        if _RELATIONS in package:
            for element in read_xml(package.read(_RELATIONS), package.name).root:
                if element.get("TargetMode", "") != "External":
                    self._targets[element.get("Id", "")] = element.get("Target", "")

    def of(self, paragraph: Element, number: int) -> list[Run]:
        """The runs of a paragraph, neighbours of one kind joined."""
        style = attribute(child(paragraph, "pPr", "pStyle"))
        as_code = bool(_CODE_STYLE.search(style))
        joined: list[Run] = []
        for run in self._runs(paragraph, as_code, number):
            last = joined[-1] if joined else None
            if last and last.kind == run.kind:
                joined[-1] = replace(run, text=last.text + run.text)
            elif run.text:
                joined.append(run)
        return joined

    def _runs(self, element: Element, as_code: bool, number: int) -> Iterator[Run]:
        for each in element:
            name = local(each)
            if name == "r":
                yield self._run(each, as_code, number)
            elif name == "oMath":
                text = "".join(part.text or "" for part in each.iter() if local(part) == "t")
                self._note("equations were read as plain text: write their TeX between dollars")
                yield Run(text)
            elif name not in ("pPr", "del", "moveFrom", "rPr"):
                yield from self._runs(each, as_code, number)

    def _run(self, run: Element, as_code: bool, number: int) -> Run:
        properties = child(run, "rPr")
        fonts = child(properties, "rFonts")
        font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        style = attribute(child(properties, "rStyle"))
        code = as_code or bool(_CODE_FONT.search(font) or _CODE_STYLE.search(style))
        text = "".join(self._signs(run, number))
        bold = _on(child(properties, "b")) or style.lower() == "strong"
        keyed = _on(child(properties, "highlight")) or _on(child(properties, "u"))
        keyed = keyed or _is_key_colour(attribute(child(properties, "color")))
        italic = _on(child(properties, "i")) or style.lower() == "emphasis"
        return Run(text, bold, italic, code, bold or keyed, keyed=keyed)

    def _signs(self, run: Element, number: int) -> Iterator[str]:
        for each in run:
            name = local(each)
            if name == "t":
                yield each.text or ""
            elif name == "tab":
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._picture(each, number)

    def _picture(self, element: Element, number: int) -> None:
        alt = next((attribute(e, "descr") for e in element.iter() if local(e) == "docPr"), "")
        for each in element.iter():
            if local(each) not in ("blip", "imagedata"):
                continue
            target = self._targets.get(attribute(each, "embed") or attribute(each, "id"), "")
            path = self._package.find(target.lstrip("/"), "word/document.xml") if target else None
            if path is None:
                self._note(f"a picture in paragraph {number} is not in the file")
                continue
            try:
                name, reason = self._pictures.add(self._package.read(path), path)
            except ExchangeError as error:
                name, reason = None, str(error)
            if name is None:
                self._note(f"a picture in paragraph {number} was left out: {reason}")
                continue
            figure = {"file": name, **({"alt": md.clean(alt)} if alt else {})}
            if figure not in self._found.setdefault(number, []):
                self._found[number].append(figure)

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def pictured(self, number: int) -> bool:
        """Whether the paragraph holds pictures."""
        return number in self._found

    def attach(self, drafts: list[Draft]) -> None:
        """Give each question the pictures of its paragraphs."""
        starts = [draft.paragraph for draft in drafts]
        for number, figures in self._found.items():
            before = [place for place, start in enumerate(starts) if start <= number]
            if before:
                drafts[before[-1]].figures += figures
            else:
                self._note(f"a picture in paragraph {number} belongs to no question")

    def cells(self, element: Element) -> list[list[str]]:
        """The texts of a table's cells, row by row."""
        return [
            [
                "\n".join(
                    "".join(run.text for run in self.of(each, 0))
                    for each in cell
                    if local(each) == "p"
                ).strip()
                for cell in row
                if local(cell) == "tc"
            ]
            for row in element
            if local(row) == "tr"
        ]

    def table(self, element: Element) -> str:
        """A table as Markdown."""
        rows: list[list[str]] = []
        for row in element:
            if local(row) != "tr":
                continue
            cells = []
            for cell in row:
                if local(cell) == "tc":
                    runs = [run for each in cell if local(each) == "p" for run in self.of(each, 0)]
                    text = " ".join(run.markdown(0, len(run.text), plain=False) for run in runs)
                    cells.append(re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split())))
            rows.append(cells)
        width = max((len(row) for row in rows), default=0)
        if not any(any(row) for row in rows):
            return ""
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _is_key_colour(colour: str) -> bool:
    """Whether a colour is red or green, as teachers mark right options."""
    try:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return False
    return (red > 0x90 and max(green, blue) < 0x60) or (green > 0x60 and max(red, blue) < 0x60)


def _on(element: Element | None) -> bool:
    return element is not None and attribute(element).lower() not in _OFF
