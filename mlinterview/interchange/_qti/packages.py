"""Content packages: the manifest, the test and the items with their pictures in a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element

from mlinterview.interchange._batch import Batch
from mlinterview.interchange._qti.elements import element, identifier, number, to_xml
from mlinterview.interchange._qti.items import Written
from mlinterview.interchange._qti.versions import Version, kebab
from mlinterview.interchange._to_html import clean_xml

__all__ = ["item_path", "keywords", "media_href", "package", "zipped"]

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip, the same bytes every time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return made.getvalue()


def item_path(item_id: str) -> str:
    """Where an item stands in the package."""
    return f"items/{item_id}.xml"


def media_path(name: str) -> str:
    """Where a picture stands in the package."""
    return f"media/{name}"


def media_href(name: str) -> str:
    """Its address as XML names it."""
    return f"media/{quote(name)}"


def package(
    written: Sequence[Written],
    media: Mapping[str, bytes],
    uses: Mapping[str, Sequence[str]],
    batch: Batch,
    version: Version,
) -> bytes:
    """The whole package.

    Args:
        written: the items.
        media: pictures by name.
        uses: the pictures of each item.
        batch: where title and sections come from.
        version: of QTI.
    """
    files = {
        "imsmanifest.xml": to_xml(_manifest(written, media, uses, batch, version)),
        "test.xml": _file(_test(written, batch), version),
    }
    files |= {item_path(each.entry.item.id): _file(each.root, version) for each in written}
    files |= {media_path(name): content for name, content in media.items()}
    return zipped(files)


def _file(root: Element, version: Version) -> bytes:
    tree = kebab(root) if version.name == "qti30" else root
    return to_xml(_addressed(tree, version.items, {version.items: version.items_schema}))


def _addressed(root: Element, space: str, schemas: Mapping[str, str]) -> Element:
    """The outermost element with its namespace, and where the schemas lie."""
    places = " ".join(part for pair in schemas.items() for part in pair)
    head = {"xmlns": space, "xmlns:xsi": _XSI, "xsi:schemaLocation": places}
    copy = Element(root.tag, {**head, **root.attrib})
    copy.extend(root)
    return copy


# ---- the test


def _test(written: Sequence[Written], batch: Batch) -> Element:
    """Sections with references to the items, which are worth their points; the total adds up."""
    test_id = identifier(_test_id(batch))
    part = element(
        "testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous"
    )
    minutes = batch.form.minutes if batch.form is not None else None
    if minutes:
        part.append(element("timeLimits", maxTime=number(60 * minutes)))
    section: Element | None = None
    for each in written:
        title = each.entry.section or batch.title
        if section is None or section.get("title") != clean_xml(title):
            count = sum(child.tag == "assessmentSection" for child in part) + 1
            section = element(
                "assessmentSection",
                identifier=f"section_{count}",
                title=clean_xml(title),
                visible="true",
            )
            part.append(section)
        name = identifier(each.entry.item.id)
        section.append(
            element(
                "assessmentItemRef",
                element("weight", identifier="POINTS", value="1.0"),
                identifier=name,
                href=item_path(each.entry.item.id),
            )
        )
    total = element("sum", element("testVariables", variableIdentifier="SCORE"))
    return element(
        "assessmentTest",
        element(
            "outcomeDeclaration",
            element("defaultValue", element("value", "0.0")),
            identifier="SCORE",
            cardinality="single",
            baseType="float",
            normalMaximum=number(sum(each.entry.points for each in written)),
        ),
        part,
        element("outcomeProcessing", element("setOutcomeValue", total, identifier="SCORE")),
        identifier=test_id,
        title=clean_xml(batch.title),
    )


def _test_id(batch: Batch) -> str:
    return f"test_{batch.form.id}" if batch.form is not None else "test_bank"


# ---- the manifest


def _manifest(
    written: Sequence[Written],
    media: Mapping[str, bytes],
    uses: Mapping[str, Sequence[str]],
    batch: Batch,
    version: Version,
) -> Element:
    name, number_of = version.schema
    places = {name: place for place, name in enumerate(media)}
    resources = element("resources")
    test = _resource("test", f"imsqti_test_{version.suffix}", "test.xml")
    test.extend(
        element("dependency", identifierref=_item_key(each.entry.item.id)) for each in written
    )
    resources.append(test)
    for each in written:
        item = each.entry.item
        made = _resource(_item_key(item.id), f"imsqti_item_{version.suffix}", item_path(item.id))
        made.insert(0, _metadata(each, version.metadata_text))
        made.extend(
            element("dependency", identifierref=_media_key(places[name])) for name in uses[item.id]
        )
        resources.append(made)
    resources.extend(
        _resource(_media_key(place), "webcontent", media_href(name))
        for place, name in enumerate(media)
    )
    root = element(
        "manifest",
        element("metadata", element("schema", name), element("schemaversion", number_of)),
        element("organizations"),
        resources,
        identifier=f"manifest_{_test_id(batch)}",
    )
    root.set("xmlns:lom", version.metadata)
    schemas = {
        version.packages: version.packages_schema,
        version.metadata: version.metadata_schema,
    }
    return _addressed(root, version.packages, schemas)


def _resource(name: str, kind: str, path: str) -> Element:
    return element("resource", element("file", href=path), identifier=name, type_=kind, href=path)


def _item_key(item_id: str) -> str:
    return f"item_{item_id}"


def _media_key(place: int) -> str:
    return f"media_{place + 1}"


def keywords(written: Written) -> list[str]:
    """An item's tags: category, topics, difficulty, and the level of thought."""
    item = written.entry.item
    found = [item.category, *item.topics]
    if item.difficulty is not None:
        found.append(f"difficulty-{item.difficulty}")
    return [each for each in [*found, item.bloom] if each]


def _metadata(written: Written, text: str) -> Element:
    """An item's title and tags in the terms of learning object metadata."""
    tags = [
        element("lom:keyword", element(f"lom:{text}", clean_xml(tag))) for tag in keywords(written)
    ]
    title = element("lom:title", element(f"lom:{text}", written.root.get("title")))
    return element("metadata", element("lom:lom", element("lom:general", title, *tags)))
