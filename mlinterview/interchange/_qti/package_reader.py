"""Packages: the files that the manifest and the test name, in their order, then the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mlinterview.errors import ExchangeError
from mlinterview.interchange._entry import Collected
from mlinterview.interchange._from_html import Texts
from mlinterview.interchange._packages import Package
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._qti.foreign_text import inner_html
from mlinterview.interchange._qti.item_reader import ItemReader
from mlinterview.interchange._qti.quiz_reader import read_quiz
from mlinterview.interchange._qti.versions import camel
from mlinterview.interchange._xml import Document, local, read_xml, text_of

__all__ = ["read_file", "read_package"]

_ITEM, _TEST, _STIMULUS, _QUIZ = (
    "assessmentItem",
    "assessmentTest",
    "assessmentStimulus",
    "questestinterop",
)
_ENDINGS = (".xml", ".qti", ".dat")
_HEAD = 5_000


def read_file(content: bytes, name: str, found: Collected, pictures: Pictures) -> None:
    """A file that stands alone.

    Raises:
        ExchangeError: it is no XML, or no QTI.
    """
    document = read_xml(content, name)
    if not _read(document, name, found, pictures, None):
        raise ExchangeError(
            f"{name}: QTI expected (assessmentItem or questestinterop), found"
            f" <{local(document.root)[:40]}>"
        )


def _read(
    document: Document,
    path: str,
    found: Collected,
    pictures: Pictures,
    plan: _Plan | None,
) -> bool:
    """Whether the document holds questions, which are then read."""
    root = document.root
    package = plan.package if plan is not None else None

    def load(address: str) -> bytes | None:
        plain = address.replace("%24", "$").replace("$IMS-CC-FILEBASE$", "")
        place = package.find(plain.lstrip("/"), path) if package is not None else None
        return package.read(place) if package is not None and place is not None else None

    if local(root) == _QUIZ:
        read_quiz(document, path, found, lambda: Texts(pictures, load))
        return True
    item = camel(root)
    if item.tag != _ITEM:
        return False
    texts = Texts(pictures, load)
    stimulus = _stimulus(item, path, plan, texts)
    weight = plan.weights.get(path, 1.0) if plan is not None else 1.0
    tags = plan.tags.get(path, ()) if plan is not None else ()
    reader = ItemReader(item, texts, stimulus, weight, tags)
    found.add(f"{path}, line {document.line(root)}", lambda: reader.made(path))
    return True


@dataclass
class _Plan:
    """What a package says of its files."""

    package: Package
    order: list[str] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)


def read_package(package: Package, found: Collected, pictures: Pictures) -> None:
    """All questions of a package."""
    plan = _Plan(package)
    manifest = package.find("imsmanifest.xml")
    if manifest is not None:
        _listed(plan, manifest, found)
    documents: dict[str, Document] = {}
    for path in [*plan.order, *(path for path in package if path.lower().endswith(_ENDINGS))]:
        if path in documents or path == manifest or not _holds_qti(package, path):
            continue
        try:
            documents[path] = read_xml(package.read(path), path)
        except ExchangeError as error:
            found.skip(path, str(error))
    twice = _twice(documents)
    order = _tested(plan, documents, found)
    for path in [*order, *(path for path in documents if path not in order)]:
        if path in twice:
            found.skip(path, f"the same quiz stands in {twice[path]}, which is read")
        else:
            _read(documents[path], path, found, pictures, plan)


def _holds_qti(package: Package, path: str) -> bool:
    head = package.read(path)[:_HEAD]
    return any(
        name in head
        for name in (b"questestinterop", b"assessmentItem", b"assessmentTest", b"qti-assessment-")
    )


def _listed(plan: _Plan, manifest: str, found: Collected) -> None:
    """The files that the manifest names, in its order."""
    try:
        root = read_xml(plan.package.read(manifest), manifest).root
    except ExchangeError as error:
        found.skip(manifest, str(error))
        return
    for resource in root.iter():
        if local(resource) != "resource":
            continue
        kind = resource.get("type", "")
        places = [resource.get("href", "")]
        places += [file.get("href", "") for file in resource if local(file) == "file"]
        tags = [text_of(one) for one in resource.iter() if local(one) == "keyword"]
        for address in dict.fromkeys(filter(None, places)):
            path = plan.package.find(address, manifest)
            if path is not None:
                plan.order.append(path)
                plan.tags[path] = [tag for tag in tags if tag]
            elif "qti" in kind.lower():
                found.skip(address[:100], "the manifest names it, but it is not in the package")


def _twice(documents: dict[str, Document]) -> dict[str, str]:
    """Canvas's course exports hold each quiz twice: in Common Cartridge's terms, and in its own."""
    own = {}
    for path in documents:
        if path.startswith("non_cc_assessments/"):
            own[path.rpartition("/")[2].partition(".")[0]] = path
    found = {}
    for path in documents:
        folder, _, file = path.rpartition("/")
        if file == "assessment_qti.xml" and folder in own:
            found[path] = own[folder]
    return found


def _tested(plan: _Plan, documents: dict[str, Document], found: Collected) -> list[str]:
    """The items in the order of the package's tests, whose weights are taken in."""
    order: list[str] = []
    for path, document in documents.items():
        test = camel(document.root)
        if test.tag != _TEST:
            continue
        for reference in test.iter("assessmentItemRef"):
            item = plan.package.find(reference.get("href", ""), path)
            if item is None:
                name = reference.get("href", "")[:100]
                found.skip(name, f"{path} names it, but it is not in the package")
                continue
            if item in documents and item not in order:
                order.append(item)
            weight = reference.find("weight")
            try:
                worth = float(weight.get("value", "1")) if weight is not None else 1.0
            except ValueError:
                worth = 1.0
            if 0 < worth < 1e6:
                plan.weights[item] = worth
    return order


def _stimulus(item: Element, path: str, plan: _Plan | None, texts: Texts) -> str:
    """HTML of the text that the item shares with others; empty where there is none."""
    parts = []
    for reference in item.iter("assessmentStimulusRef"):
        address = reference.get("href", "")
        place = plan.package.find(address, path) if plan is not None else None
        if plan is None or place is None:
            texts.note(f"the shared text {address[:60]!r} is not in the file")
            continue
        try:
            root = camel(read_xml(plan.package.read(place), place).root)
        except ExchangeError as error:
            texts.note(f"the shared text {address[:60]!r} was left out: {error}")
            continue
        body = root.find("stimulusBody")
        if body is not None:
            parts.append(f"<div>{inner_html(body, texts.note)}</div>")
            texts.note(f"the shared text {root.get('title', address)[:60]!r} stands in the stem")
    return "".join(parts)
