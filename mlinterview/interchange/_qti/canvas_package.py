"""A QTI 1.2 package as Canvas writes it: manifest, quiz, the quiz's settings, files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element

from mlinterview.interchange._batch import Batch
from mlinterview.interchange._qti.canvas_items import meta_fields
from mlinterview.interchange._qti.elements import element, number, to_xml
from mlinterview.interchange._qti.packages import zipped
from mlinterview.interchange._to_html import block, clean_xml

__all__ = ["canvas_package", "media_address"]

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_CC = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_QUIZ_TYPE = "imsqti_xmlv1p2"
_SETTINGS_TYPE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


def media_address(name: str) -> str:
    """The address by which a question's text names a file of the package."""
    return f"$IMS-CC-FILEBASE$/media/{quote(name)}"


def canvas_package(
    items: Sequence[Element], media: Mapping[str, bytes], batch: Batch, points: float
) -> bytes:
    """The zip; its identifiers depend on title and items alone."""
    ids = ",".join(item.get("ident", "") for item in items)
    key = "g" + hashlib.sha256(f"{batch.title}\n{ids}".encode()).hexdigest()[:32]
    files = {
        "imsmanifest.xml": to_xml(_manifest(key, media, batch)),
        f"{key}/{key}.xml": to_xml(_quiz(key, items, batch)),
        f"{key}/assessment_meta.xml": to_xml(_settings(key, batch, points)),
    }
    files |= {f"web_resources/media/{name}": content for name, content in media.items()}
    return zipped(files)


def _rooted(root: Element, space: str, places: str, **further: str) -> Element:
    head = {"xmlns": space, "xmlns:xsi": _XSI, "xsi:schemaLocation": places}
    head |= {key.replace("_", ":"): value for key, value in further.items()}
    copy = Element(root.tag, {**head, **root.attrib})
    copy.extend(root)
    return copy


def _quiz(key: str, items: Sequence[Element], batch: Batch) -> Element:
    fields = {"cc_maxattempts": "1"}
    minutes = batch.form.minutes if batch.form is not None else None
    if minutes:
        fields = {"qmd_timelimit": f"{minutes:g}", **fields}
    section = element("section", *items, ident="root_section")
    quiz = element(
        "assessment", meta_fields(fields), section, ident=key, title=clean_xml(batch.title)
    )
    return _rooted(
        element("questestinterop", quiz),
        _QTI,
        f"{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
    )


def _settings(key: str, batch: Batch, points: float) -> Element:
    """``assessment_meta.xml``."""
    form = batch.form
    described = block(form.instructions) if form is not None and form.instructions else ""
    shuffle = any(entry.shuffle for entry in batch.items)
    settings = {
        "title": clean_xml(batch.title),
        "description": described,
        "shuffle_answers": str(shuffle).lower(),
        "scoring_policy": "keep_highest",
        "hide_results": "",
        "quiz_type": "assignment",
        "points_possible": number(points),
        "show_correct_answers": "true",
        "anonymous_submissions": "false",
        "could_be_locked": "false",
        "time_limit": f"{form.minutes:g}" if form is not None and form.minutes else None,
        "allowed_attempts": "1",
        "one_question_at_a_time": "false",
        "cant_go_back": "false",
        "available": "false",
        "one_time_results": "false",
        "show_correct_answers_last_attempt": "false",
        "only_visible_to_overrides": "false",
        "module_locked": "false",
    }
    made = [element(name, value) for name, value in settings.items() if value is not None]
    return _rooted(
        element("quiz", *made, identifier=key),
        _CANVAS,
        f"{_CANVAS} https://canvas.instructure.com/xsd/cccv1p0.xsd",
    )


def _manifest(key: str, media: Mapping[str, bytes], batch: Batch) -> Element:
    title = element("imsmd:title", element("imsmd:string", clean_xml(batch.title)))
    described = element(
        "metadata",
        element("schema", "IMS Content"),
        element("schemaversion", "1.1.3"),
        element("imsmd:lom", element("imsmd:general", title)),
    )
    settings = f"{key}/assessment_meta.xml"
    resources = element(
        "resources",
        element(
            "resource",
            element("file", href=f"{key}/{key}.xml"),
            element("dependency", identifierref=f"{key}_settings"),
            identifier=key,
            type_=_QUIZ_TYPE,
        ),
        element(
            "resource",
            element("file", href=settings),
            identifier=f"{key}_settings",
            type_=_SETTINGS_TYPE,
            href=settings,
        ),
    )
    for place, name in enumerate(media, 1):
        path = f"web_resources/media/{quote(name)}"
        file = element("file", href=path)
        resources.append(
            element(
                "resource", file, identifier=f"{key}_media_{place}", type_="webcontent", href=path
            )
        )
    root = element(
        "manifest", described, element("organizations"), resources, identifier=f"{key}_manifest"
    )
    return _rooted(
        root,
        _CC,
        f"{_CC} http://www.imsglobal.org/xsd/imscp_v1p1.xsd"
        f" {_LOM} http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd",
        xmlns_imsmd=_LOM,
    )
