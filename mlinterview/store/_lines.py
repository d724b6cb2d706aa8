"""JSON Lines, one line at a time: memory is bounded by one line, however long the file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from mlinterview.store._encoding import encoding_of
from mlinterview.store._files import Source
from mlinterview.store._json import JsonFault, read_json, read_values
from mlinterview.store._problems import ProblemList

__all__ = ["MAX_LINE", "json_lines"]

MAX_LINE = 1_000_000


def json_lines(
    source: Source, problems: ProblemList, *, plain: bool = False, limit: int = MAX_LINE
) -> Iterator[tuple[int, object]]:
    """Number and value of each line; a line that is no JSON is a problem, and the next is read.

    Args:
        source: the open file.
        problems: takes the lines that cannot be read.
        plain: give Python values (for scores), else numbers keep their source.
        limit: longest line that is read, in bytes.
    """
    read = read_values if plain else read_json
    for number, line in _texts(source, problems, limit):
        text = line.strip().removeprefix("\ufeff")
        if not text:
            continue
        try:
            yield number, read(text)
        except JsonFault as fault:
            problems.add(number, str(fault), value=text)


def _texts(source: Source, problems: ProblemList, limit: int) -> Iterator[tuple[int, str]]:
    encoding = encoding_of(source.head)
    if encoding is not None and encoding != "utf-8-sig":
        yield from _decoded(source, encoding, problems, limit)
        return
    number = 0
    while line := source.stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(limit)
            problems.add(number, _too_long(limit))
            continue
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = line[error.start]
            problems.add(
                number,
                f"not UTF-8: byte 0x{byte:02x} at column {error.start + 1}",
                value=line.decode("utf-8", errors="replace"),
            )


def _decoded(
    source: Source, encoding: str, problems: ProblemList, limit: int
) -> Iterator[tuple[int, str]]:
    text = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="\n")
    number = 0
    while line := text.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith("\n"):
            while line and not line.endswith("\n"):
                line = text.readline(limit)
            problems.add(number, _too_long(limit))
        else:
            yield number, line
    text.detach()


def _too_long(limit: int) -> str:
    return f"a line of over {limit:,} bytes, which is not read"
