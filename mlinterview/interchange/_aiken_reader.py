"""Aiken: a question on a line, options ``A.`` or ``A)``, and ``ANSWER: A``."""

from __future__ import annotations

from mlinterview.interchange import _text_reader
from mlinterview.interchange._imported import Reading

__all__ = ["read"]


def read(content: bytes, name: str) -> Reading:
    """The questions of an Aiken file, written more freely than Moodle allows too.

    Questions of several lines, small letters, empty lines between options, several right answers,
    points and feedback are read as in pasted text.
    """
    return _text_reader.read(content, name)
