"""What kind of file it is, by its content first and its name second."""

from __future__ import annotations

import re

from mlinterview.errors import ExchangeError
from mlinterview.interchange._packages import Package, is_package
from mlinterview.store._encoding import decode

__all__ = ["guess_kind"]

_HEAD = 200_000
_ANSWER_LINE = re.compile(r"(?im)^ *ANSWER *: *[A-Z] *$")
_OPTION_LINE = re.compile(r"(?m)^ *[A-Za-z] ?[.)] +\S")
_NUMBERED = re.compile(r"(?m)^ *(?:Q(?:uestion)?\.? *)?\d{1,3} *[.):]")
_GIFT = re.compile(
    r"(?m)^\s*::|^\$CATEGORY:|(?<!\\)\{\s*(?:[=~#>]|T(?:RUE)?\s*[}#]|F(?:ALSE)?\s*[}#]|\})"
)
_ROOTS = (
    ("<quiz", "moodle-xml"),
    ("questestinterop", "qti12"),
    ("imsqti_v2p", "qti21"),
    ("imsqtiasi_v3p0", "qti30"),
    ("qti-assessment", "qti30"),
    ("<assessmentItem", "qti21"),
    ("<assessmentTest", "qti21"),
)
_MANIFESTS = (
    ("imsqti_item_xmlv3p0", "qti30"),
    ("imsqtiv3p0", "qti30"),
    ("imsqtiasi_v3p0", "qti30"),
    ("qtiv3p0", "qti30"),
    ("imsqti_item_xmlv2p", "qti21"),
    ("imsqti_v2p", "qti21"),
    ("imsqti_test_xmlv2p", "qti21"),
    ("imsqti_xmlv1p2", "qti12"),
    ("assessment/x-bb-qti", "qti12"),
)


def guess_kind(content: bytes, name: str) -> str:
    """The name of the reader for a file.

    Raises:
        ExchangeError: it is none that is read.
    """
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    if is_package(content):
        return _packed(Package(content, name), name)
    text = decode(content[:_HEAD]).text
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith("<") and (
        suffix in ("xml", "") or head[:5] == "<?xml" or "<quiz" in head[:500]
    ):
        for sign, kind in _ROOTS:
            if sign in text[:5_000]:
                return kind
        raise ExchangeError(
            f"{name}: XML that is neither a Moodle quiz nor QTI; name the kind with --from"
        )
    if suffix in ("json", "jsonl", "yaml", "yml", "pdf", "html", "htm", "mbz", "doc", "rtf"):
        raise ExchangeError(f"{name}: a kind of file that is not read; name one with --from")
    if suffix in ("csv", "tsv"):
        return "csv"
    if suffix == "gift":
        return "gift"
    if b"\0" in content[:_HEAD] and "\0" in text:
        raise ExchangeError(f"{name}: a binary file of a kind that is not read")
    if _ANSWER_LINE.search(text) and _OPTION_LINE.search(text) and not _NUMBERED.search(text):
        return "aiken"
    if _GIFT.search(text) and not _NUMBERED.search(text):
        return "gift"
    return "text"


def _packed(package: Package, name: str) -> str:
    if "word/document.xml" in package:
        return "docx"
    if "xl/workbook.xml" in package:
        return "xlsx"
    if "moodle_backup.xml" in package:
        raise ExchangeError(f"{name}: a Moodle backup; export the questions as Moodle XML instead")
    manifest = package.find("imsmanifest.xml")
    if manifest is not None:
        text = package.read(manifest)[:2_000_000].decode("utf-8", "replace")
        for sign, kind in _MANIFESTS:
            if sign in text:
                return kind
    for path in package:
        if path.endswith(".xml"):
            head = package.read(path)[:5_000].decode("utf-8", "replace")
            for sign, kind in _ROOTS:
                if sign in head:
                    return kind
    raise ExchangeError(f"{name}: a zip that holds no questions of a kind that is read")
