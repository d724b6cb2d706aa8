"""What YAML scalars stand for: the core schema of YAML 1.2, with the source text kept."""

from __future__ import annotations

import re

from mlinterview._plain import Plain
from mlinterview.errors import abbreviate

__all__ = ["CONTROL", "MAX_NUMBER", "TagError", "read_plain", "read_tagged", "short_tag"]

#: longer numbers stay text: nobody means them, and their arithmetic has no bound
MAX_NUMBER = 400

#: what YAML keeps out of a file: control characters, halves of surrogate pairs, U+FFFE, U+FFFF
CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMERIC = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_STANDARD = "tag:yaml.org,2002:"
_EXPECTED = {"bool": "true or false", "int": "a whole number", "float": "a number", "null": "null"}


class TagError(ValueError):
    """A tag that is not read, or one that its value does not meet."""


def read_plain(text: str) -> str | Plain | None:
    """An unquoted scalar: None, a `Plain` for booleans and numbers, else the text itself."""
    if text[:1] in _NUMERIC:
        if len(text) > MAX_NUMBER:
            return text
        if _INTEGER.fullmatch(text):
            return Plain(text, int(text))
        if _FLOAT.fullmatch(text):
            return Plain(text, float(text))
        if _BASED.fullmatch(text):
            return Plain(text, int(text[2:], 8 if text[1] == "o" else 16))
        if _SPECIAL.fullmatch(text):
            return Plain(text, float(text.replace(".", "")))
    elif text in _FLAGS:
        return Plain(text, _FLAGS[text])
    elif text in _NULLS:
        return None
    return text


def read_tagged(tag: str, text: str) -> str | Plain | None:
    """A scalar with an explicit tag such as ``!!str``.

    Raises:
        TagError: the tag is not one of the core schema's, or the text is none of its values.
    """
    name = tag.removeprefix(_STANDARD)
    if name in ("!", "str"):
        return text
    if tag == name or name not in _EXPECTED:
        raise TagError(f"the tag {short_tag(tag)} is not supported; quote text that begins with !")
    value = read_plain(text)
    if name == "null" and value is None:
        return None
    if isinstance(value, Plain):
        number = value.value
        if name == "bool" and isinstance(number, bool):
            return value
        if name == "int" and type(number) is int:
            return value
        if name == "float" and not isinstance(number, bool):
            return Plain(text, float(number))
    raise TagError(
        f"{short_tag(tag)} stands before {abbreviate(text, 40)}: expected {_EXPECTED[name]}"
    )


def short_tag(tag: str) -> str:
    """A tag as people write it, on one line."""
    name = tag.removeprefix(_STANDARD)
    return abbreviate(tag if name == tag else f"!!{name}", 60).strip("'\"")
