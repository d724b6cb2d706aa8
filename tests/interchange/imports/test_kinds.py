"""Which kind a file is told to be."""

import io
import zipfile

import pytest

import mlinterview as mli
from mlinterview.interchange._guessing import guess_kind


def packed(**files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.xml", content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<?xml version='1.0'?><quiz>", "a", "moodle-xml"),
        (b"\xef\xbb\xbf\n<quiz/>", "a.xml", "moodle-xml"),
        (b"<questestinterop/>", "a.xml", "qti12"),
        (b'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>', "a.xml", "qti21"),
        (b'<qti-assessment-item xmlns="x"/>', "a.xml", "qti30"),
        (packed(imsmanifest="imsqti_xmlv1p2"), "a.zip", "qti12"),
        (packed(imsmanifest="imsqti_item_xmlv2p1"), "a.zip", "qti21"),
        (packed(imsmanifest="imsqti_item_xmlv3p0"), "a.zip", "qti30"),
        (packed(item="<assessmentItem/>"), "a.zip", "qti21"),
        (b"a,b\n1,2", "a.csv", "csv"),
        (b"a\tb", "A.TSV", "csv"),
        (b"Q {T}", "a.gift", "gift"),
        (b"::a:: Q {=a ~b}", "a.txt", "gift"),
        (b"Q?\nA. x\nB. y\nANSWER: B", "a.txt", "aiken"),
        (b"1. Q?\nA. x\nB. y\nANSWER: B", "a.txt", "text"),
        (b"anything", "standard input", "text"),
    ],
)
def test_kinds(content, name, kind):
    """By content first, by name second."""
    assert guess_kind(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"<html/>", "a.xml", "neither a Moodle quiz nor QTI"),
        (b"{}", "a.json", "a kind of file that is not read"),
        (b"a\0b" * 10, "a.bin", "a binary file of a kind that is not read"),
        (packed(other="<x/>"), "a.zip", "a zip that holds no questions"),
    ],
)
def test_other_kinds(content, name, reason):
    """What is none of them is refused in one line."""
    with pytest.raises(mli.ExchangeError, match=reason):
        guess_kind(content, name)
