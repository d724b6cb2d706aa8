"""Bytes to text: byte-order marks, UTF-16, and the code page of Windows where it is not UTF-8.

A list to try is enough: UTF-8 tells itself apart from everything else, UTF-16 shows in its NUL
bytes, and what spreadsheets write besides is the Western code page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["Decoded", "decode", "encoding_of"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was read in.

    ``damaged`` holds the lines with bytes that are none of that encoding; they became U+FFFD.
    """

    text: str
    encoding: str
    damaged: tuple[int, ...] = ()


def encoding_of(head: bytes) -> str | None:
    """The encoding that a byte-order mark or the NUL bytes of UTF-16 give away; else None."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    sample = head[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.3 and even < odd / 10:
        return "utf-16-le"
    if even > len(sample) * 0.3 and odd < even / 10:
        return "utf-16-be"
    return None


def decode(content: bytes, *, code_page: str | None = "cp1252") -> Decoded:
    """The text of a file.

    Args:
        content: all of its bytes.
        code_page: what it is read in where it is not UTF-8; None where only UTF-8 is allowed.
    """
    named = encoding_of(content)
    if named is not None:
        return _read(content, named)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if code_page is not None and not _mostly_utf8(content):
            return _read(content, code_page)
        return _read(content, "utf-8")


def _read(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
    if encoding.startswith(("utf-16", "utf-32")):
        return Decoded(text, encoding, (text.count("\n") + 1,))
    return Decoded(text, encoding, _damaged(content, encoding))


def _damaged(content: bytes, encoding: str) -> tuple[int, ...]:
    found = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.isascii():
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                found.append(number)
    return tuple(found)


def _mostly_utf8(content: bytes) -> bool:
    """Whether there are more whole sequences of UTF-8 than bytes that are in none."""
    whole = _SEQUENCE.findall(content)
    return len(whole) > len(_HIGH.findall(content)) - sum(map(len, whole))
