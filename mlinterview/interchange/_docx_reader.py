"""Word documents: their paragraphs, with the labels of automatic lists, as pasted text is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from mlinterview.errors import ExchangeError
from mlinterview.interchange import _markdown as md
from mlinterview.interchange._docx_lists import Labels
from mlinterview.interchange._docx_runs import Run, Runs
from mlinterview.interchange._entry import Collected
from mlinterview.interchange._imported import Reading
from mlinterview.interchange._packages import Package, is_package
from mlinterview.interchange._pasted_lines import Paragraph, classify
from mlinterview.interchange._pasted_questions import Draft
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._table_reader import collect_rows
from mlinterview.interchange._text_reader import collect
from mlinterview.interchange._xml import local, read_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read"]

_MAIN = "word/document.xml"
_STEM = re.compile(r"question|stem|q|câu hỏi", re.IGNORECASE)


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

    banks: list[int] = []

    def is_bank(rows: list[list[str]], number: int) -> bool:
        counted = list(enumerate(rows, 1))
        if not collect_rows(counted, found, pictures, f"table in paragraph {number}"):
            return False
        banks.append(number)
        return True

    def complete(drafts: list[Draft]) -> None:
        runs.attach(drafts)
        for draft in [each for each in drafts if banks and each.is_bare]:
            drafts.remove(draft)  # a heading of the tables
            found.skip(f"paragraph {draft.paragraph}", f"not understood: {draft.stem[0].text[:80]}")

    collect(_paragraphs(body, Labels(package), runs, is_bank), found, "paragraph", complete)
    for note in runs.notes:
        found.skip(name, note)
    return Reading(
        items=tuple(found.items), skipped=tuple(found.skipped), files=dict(pictures.files)
    )


def _paragraphs(
    body: Element, labels: Labels, runs: Runs, is_bank: Callable[[list[list[str]], int], bool]
) -> Iterator[Paragraph]:
    """The paragraphs that hold something, tables as one each, counted as Word shows them.

    ``is_bank`` takes the tables whose rows are questions.
    """
    apart = True
    for number, element in enumerate(_blocks(body), 1):
        if local(element) == "tbl":
            rows = runs.cells(element)
            if labelled := _labelled(rows, number):
                yield from labelled
                apart = True
            elif not is_bank(rows, number) and (table := runs.table(element)):
                yield Paragraph(number, table, True, write=partial(_whole, table))
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


def _labelled(rows: list[list[str]], number: int) -> list[Paragraph]:
    """The parts of a question, from a table that has their labels in its first column."""
    if any(len(row) != 2 for row in rows):
        return []
    found = []
    for label, text in rows:
        name = label.rstrip(" .:)")
        if _STEM.fullmatch(name):
            found.append(Paragraph(number, text, apart=True))
        else:
            sign = "." if len(name) == 1 or name.isdecimal() else ":"
            found.append(Paragraph(number, f"{name}{sign} {text}"))
    roles = [classify(each).role for each in found]
    whole = roles.count("option") > 1 and "answer" in roles and roles[0] in ("other", "number")
    return found if whole else []


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

    def stretch(begin: int, stop: int) -> Iterator[tuple[Run, int, int]]:
        at = 0
        for part in parts:
            low, high = max(begin, at), min(stop, at + len(part.text))
            if low < high:
                yield part, low - at, high - at
            at += len(part.text)

    def all_marked(begin: int, stop: int) -> bool:
        shown = [
            part
            for part, low, high in stretch(begin, stop)
            if part.text[low:high].strip(" *.)\n\t")
        ]
        return bool(shown) and all(part.marked for part in shown)

    def stands_out(begin: int, label: int, stop: int) -> bool:
        signs = [
            part for part, low, high in stretch(begin, label) if part.text[low:high].strip(" .()[]")
        ]
        keyed = bool(signs) and all(part.keyed for part in signs)
        return keyed or all_marked(label, stop)

    def write(begin: int, stop: int) -> str:
        plain = all_marked(begin, stop)
        made = [part.markdown(low, high, plain=plain) for part, low, high in stretch(begin, stop)]
        return md.started("".join(made).strip())

    label = classify(Paragraph(number, text)).start
    marked = stands_out(0, label, len(text))
    return Paragraph(number, text, apart, marked=marked, write=write, stands_out=stands_out)


def _whole(table: str, start: int, end: int) -> str:
    """A table stands whole or not at all."""
    return table
