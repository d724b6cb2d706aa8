"""Word documents: their paragraphs, with the labels of automatic lists, as pasted text is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mlinterview.errors import ExchangeError
from mlinterview.interchange import _markdown as md
from mlinterview.interchange._docx_lists import Labels
from mlinterview.interchange._docx_runs import Run, Runs
from mlinterview.interchange._entry import Collected
from mlinterview.interchange._imported import Reading
from mlinterview.interchange._packages import Package, is_package
from mlinterview.interchange._pasted_lines import Paragraph, classify
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._text_reader import collect
from mlinterview.interchange._xml import local, read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_MAIN = "word/document.xml"


def read(content: bytes, name: str) -> Reading:
    """The questions of a Word document; paragraphs that belong to none are listed.

    Raises:
        ExchangeError: it is no Word document, or over a cap.
    """
    if not is_package(content):
        raise ExchangeError(f"{name}: no .docx file (an old .doc has to be saved as .docx first)")
    package = Package(content, name)
    if _MAIN not in package:
        raise ExchangeError(f"{name}: no Word document: {_MAIN} is not in it")
    document = read_xml(package.read(_MAIN), f"{name}: {_MAIN}")
    body = next((each for each in document.root if local(each) == "body"), None)
    if body is None:
        raise ExchangeError(f"{name}: a Word document without a body")
    found = Collected()
    pictures = Pictures()
    runs = Runs(package, pictures)
    collect(_paragraphs(body, Labels(package), runs), found, "paragraph", runs.attach)
    for note in runs.notes:
        found.skip(name, note)
    return Reading(
        items=tuple(found.items), skipped=tuple(found.skipped), files=dict(pictures.files)
    )


def _paragraphs(body: Element, labels: Labels, runs: Runs) -> Iterator[Paragraph]:
    """The paragraphs that hold something, tables as one each, counted as Word shows them."""
    apart = True
    for number, element in enumerate(_blocks(body), 1):
        if local(element) == "tbl":
            table = runs.table(element)
            if table:
                yield Paragraph(number, table, True, write=lambda start, end, table=table: table)  # type: ignore[misc]
            continue
        label = labels.of(element)
        given = runs.of(element, number)
        parts = [Run(f"{label} ", plain=True), *given] if label else given
        text = "".join(part.text for part in parts)
        if not text.strip() and not runs.pictured(number):
            apart = True
            continue
        shown = [part for part in given if part.text.strip()]
        code = bool(shown) and all(part.code for part in shown) and not label
        yield _paragraph(number, parts, text, apart, code and _says_nothing(text))
        apart = False


def _says_nothing(text: str) -> bool:
    """Whether a paragraph in a font for code says nothing of its role."""
    return classify(Paragraph(0, text)).role == "other"


def _blocks(body: Element) -> Iterator[Element]:
    for element in body:
        if local(element) in ("p", "tbl"):
            yield element
        elif local(element) in ("sdt", "sdtContent", "ins", "smartTag", "customXml"):
            yield from _blocks(element)


def _paragraph(number: int, parts: list[Run], text: str, apart: bool, code: bool) -> Paragraph:
    if code:
        return Paragraph(number, md.clean(text).rstrip(), apart, code=True)
    start = classify(Paragraph(number, text)).start
    place = 0
    marked = bool(text[start:].strip())
    for part in parts:
        end = place + len(part.text)
        if end > start and text[max(place, start) : end].strip(" *.)") and not part.marked:
            marked = False
        place = end

    def write(begin: int, stop: int) -> str:
        made, at = [], 0
        for part in parts:
            low, high = max(begin, at), min(stop, at + len(part.text))
            if low < high:
                made.append(part.markdown(low - at, high - at, plain=marked))
            at += len(part.text)
        return md.started("".join(made).strip())

    return Paragraph(number, text, apart, marked=marked, write=write)
