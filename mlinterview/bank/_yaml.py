"""Reading YAML files of a bank: what they hold, where it stands, and every fault as data.

Scalars follow the core schema of YAML 1.2 and keep their source (`Plain`) until the schema says
whether text or value is meant. Hostile and broken files cost bounded time and memory, and give a
fault of one line.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from mlinterview._plain import Plain
from mlinterview.bank._content import MAX_BYTES, RefusedError, read_content
from mlinterview.bank._yaml_nodes import Fault, FaultList, Node, line_of
from mlinterview.bank._yaml_recovery import compose
from mlinterview.bank._yaml_scalars import CONTROL

__all__ = [
    "MAX_BYTES",
    "Document",
    "Entry",
    "Fault",
    "Plain",
    "line_of",
    "parse_yaml",
    "read_entry",
    "read_yaml",
    "split_entries",
]


#: what may divide a file into several documents
_DIVIDERS = ("---", "...", "%")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds.

    Attributes:
        value: dicts, lists, `str`, `Plain` and None; None where nothing could be read.
        node: where it stands, for `line_of`.
        faults: what is wrong, by line; the value is what could be read all the same.
        faulty: indexes of the entries of a list that have a fault in them.
    """

    value: object | None
    node: object | None
    faults: tuple[Fault, ...]
    faulty: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file that is a list, or all of a file that is none.

    Attributes:
        value: as in `Document`.
        node: where it stands, for `line_of`.
        sound: False where a fault stands in it, so that something in it may be lost.
    """

    value: object
    node: object
    sound: bool = True


def read_yaml(path: Path, *, root: Path | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """Read a file that is untrusted: it may be anything, of any size, or not be there.

    Args:
        path: the file.
        root: a directory that the file must not lie outside of, links followed.
        max_bytes: larger files are not opened.
    """
    try:
        content = read_content(path, root=root, max_bytes=max_bytes)
    except RefusedError as error:
        return _refused(str(error))
    text = _decode(content)
    return text if isinstance(text, Document) else parse_yaml(text)


def parse_yaml(text: str) -> Document:
    """Read a text; as `read_yaml`, which see."""
    text = text.lstrip("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = FaultList()
    controls = _controls(text)
    if controls:
        # something of the same length that the parser takes: the entries around are to be read
        text = CONTROL.sub("\ufffd", text)
    composer = compose(text, faults)
    line, last = 1, 0
    for index, char in controls:
        line += text.count("\n", last, index)
        last = index
        name = "a NUL byte" if char == "\0" else f"U+{ord(char):04X}"
        message = f"{name}, a control character; expected text"
        faults.add(line, message, entry=composer.entry_at(index))
    return Document(composer.value, composer.node, faults.all(), frozenset(faults.entries))


def split_entries(document: Document) -> list[Entry]:
    """The entries of a file that is a list; else the whole of it, if it holds anything."""
    value, node = document.value, document.node
    if not isinstance(value, list):
        return [] if value is None else [Entry(value, node, not document.faults)]
    assert isinstance(node, Node)
    return [
        Entry(entry, node.member(index), index not in document.faulty)
        for index, entry in enumerate(value)
    ]


def read_entry(path: Path, line: int, *, root: Path | None = None) -> Entry | None:
    """The entry of a block list that begins on a line, without a look at the others.

    None where only the whole file can tell: it is no such list, or something is wrong with it.
    """
    try:
        text = _decode(read_content(path, root=root))
    except RefusedError:
        return None
    if isinstance(text, Document):
        return None
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = lines[line - 1] if 0 < line <= len(lines) else ""
    dash = first[: len(first) - len(first.lstrip(" "))] + "- "
    if not first.startswith(dash) or any(each.startswith(_DIVIDERS) for each in lines):
        return None
    end = next((at for at in range(line, len(lines)) if lines[at].startswith(dash)), len(lines))
    # empty lines ahead, so that the parts have the line numbers of the file
    document = parse_yaml("\n" * (line - 1) + "\n".join(lines[line - 1 : end]) + "\n")
    entries = split_entries(document)
    if document.faults or len(entries) != 1 or not isinstance(entries[0].value, dict):
        return None
    return entries[0]


def _controls(text: str) -> list[tuple[int, str]]:
    """The first control character of each line that has one."""
    found = []
    match = CONTROL.search(text)
    while match:
        found.append((match.start(), match[0]))
        end = text.find("\n", match.end())
        match = CONTROL.search(text, end) if end >= 0 else None
    return found


def _refused(message: str) -> Document:
    return Document(None, None, (Fault(0, "", message),))


def _decode(content: bytes) -> str | Document:
    """UTF-8, or UTF-16 with a byte-order mark."""
    advice = "save the file as UTF-8"
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _refused(f"not UTF-8 but UTF-32; {advice}")
    encoding = "UTF-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "UTF-16"
    elif content[:64].count(0) * 3 >= len(content[:64]) > 3:
        return _refused(f"not UTF-8 but UTF-16, without a byte-order mark; {advice}")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x} at offset {error.start:,}"
        message = f"not {encoding} ({found}); {advice}"
        return Document(None, None, (Fault(line, "", message),))
