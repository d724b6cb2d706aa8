"""What can be written and read, each with its module; cheap to import, for lists of choices."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["READERS", "TARGETS"]

#: what can be written
TARGETS: Mapping[str, str] = {
    "moodle-xml": "_moodle_xml_export",
    "gift": "_gift_export",
    "qti12": "_qti12_export",
    "qti21": "_qti21_export",
    "qti30": "_qti30_export",
    "csv": "_csv_export",
    "json": "_json_export",
    "anki": "_anki_export",
}
#: what can be read
READERS: Mapping[str, str] = {
    "gift": "_gift_reader",
    "moodle-xml": "_moodle_reader",
    "aiken": "_aiken_reader",
    "csv": "_table_reader",
    "xlsx": "_table_reader",
    "text": "_text_reader",
    "docx": "_docx_reader",
    "qti12": "_qti_reader",
    "qti21": "_qti_reader",
    "qti30": "_qti_reader",
    "qti": "_qti_reader",
}
