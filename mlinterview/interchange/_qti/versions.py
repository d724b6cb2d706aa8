"""What differs between QTI 2.1 and 3.0: namespaces, addresses, and the spelling of names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

__all__ = ["HTML_NAMES", "V21", "V30", "Version", "camel", "kebab"]

#: elements of an item's text, which keep their names in every version
_HTML = (
    "a abbr address article aside audio b bdi bdo big blockquote br caption cite code col colgroup"
    " dd details dfn div dl dt em embed figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img"
    " kbd label li main math mark nav object ol p param picture pre q rb rp rt ruby s samp section"
    " small source span strong sub summary sup table tbody td tfoot th thead tr track tt ul var"
    " video wbr"
)
HTML_NAMES = frozenset(_HTML.split())
#: elements whose content has an element of its own around it in 3.0
_WITH_BODY = frozenset({"modalFeedback", "rubricBlock"})
_HUMP = re.compile("(?<=[a-z0-9])([A-Z])")
_HYPHEN = re.compile("-([a-z0-9])")


@dataclass(frozen=True, slots=True)
class Version:
    """A version's names.

    Attributes:
        name: as the command line calls it.
        items: the namespace of items and tests.
        items_schema: where the schema of items lies.
        packages: the namespace of the manifest.
        packages_schema: where the manifest's schema lies.
        schema: what the manifest calls the package, and in which version.
        metadata: the namespace of learning object metadata.
        metadata_schema: where its schema lies.
        metadata_text: its element for a text.
        suffix: the end of the manifest's types of resources.
        templates: the address in front of the names of response processing templates.
    """

    name: str
    items: str
    items_schema: str
    packages: str
    packages_schema: str
    schema: tuple[str, str]
    metadata: str
    metadata_schema: str
    metadata_text: str
    suffix: str
    templates: str


V21 = Version(
    name="qti21",
    items="http://www.imsglobal.org/xsd/imsqti_v2p1",
    items_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd",
    packages="http://www.imsglobal.org/xsd/imscp_v1p1",
    packages_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    schema=("QTIv2.1 Package", "1.0.0"),
    metadata="http://www.imsglobal.org/xsd/imsmd_v1p2",
    metadata_schema="http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd",
    metadata_text="langstring",
    suffix="xmlv2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
)
V30 = Version(
    name="qti30",
    items="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    items_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    packages="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    packages_schema=(
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
    ),
    schema=("QTI Package", "3.0.0"),
    metadata="http://ltsc.ieee.org/xsd/LOM",
    metadata_schema="https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd",
    metadata_text="string",
    suffix="xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
)


def kebab(root: Element) -> Element:
    """A tree with the names of 2.1 as a tree with those of 3.0: ``simpleChoice`` is
    ``qti-simple-choice`` there, and ``maxChoices`` is ``max-choices``.
    """
    if root.tag == "math":
        return root  # it has a namespace of its own
    html = root.tag in HTML_NAMES
    tag = root.tag if html else "qti-" + _HUMP.sub(r"-\1", root.tag).lower()
    attributes = root.attrib if html else {_lower(key): root.attrib[key] for key in root.attrib}
    copy = Element(tag, dict(attributes))
    within = copy
    if root.tag in _WITH_BODY:
        within = SubElement(copy, "qti-content-body")
    within.text, copy.tail = root.text, root.tail
    within.extend(kebab(child) for child in root)
    return copy


def _lower(name: str) -> str:
    return name if ":" in name or "{" in name else _HUMP.sub(r"-\1", name).lower()


def camel(root: Element) -> Element:
    """A tree of any version 2 or 3 with the names of 2.1 and without namespaces."""
    tag = root.tag.rpartition("}")[2]
    ours = tag.startswith("qti-")
    if ours:
        tag = _HYPHEN.sub(lambda match: match[1].upper(), tag.removeprefix("qti-"))
    attributes = {
        _HYPHEN.sub(lambda match: match[1].upper(), name) if ours else name: value
        for key, value in root.attrib.items()
        if (name := key.rpartition("}")[2])
    }
    copy = Element(tag, attributes)
    copy.text, copy.tail = root.text, root.tail
    copy.extend(camel(child) for child in root)
    return copy
