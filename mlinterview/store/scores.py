"""Files of scores: JSON Lines of `ItemScore`, written and read as streams."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from mlinterview.errors import RecordsError
from mlinterview.model.score import ItemScore
from mlinterview.store._atomic import replacing
from mlinterview.store._encoding import decode
from mlinterview.store._files import MAX_BYTES, Source, open_source, too_large
from mlinterview.store._json import DoubledKey, JsonFault, read_values
from mlinterview.store._lines import json_lines
from mlinterview.store._problems import ProblemList
from mlinterview.store._sequences import RecordFile, RecordStream
from mlinterview.store._shapes import shape_of
from mlinterview.store._validate import fault_lines

__all__ = ["ScoreFile", "ScoreStream", "iter_scores", "read_scores", "write_scores"]

#: problems whose messages quote nothing that an examinee wrote
_SAFE_KINDS = frozenset({"UnknownNameError", "DuplicateRecord", "StaleMark", "InvalidMark"})
#: a response of the longest line that is read, with its evidence quoted
_MAX_LINE = 8_000_000


class ScoreFile(RecordFile[ItemScore]):
    """What a file of scores holds: a sequence of scores, with ``problems`` for the rest."""


class ScoreStream(RecordStream[ItemScore]):
    """Scores one by one; ``problems`` holds what could not be read so far."""


def read_scores(path: str | Path) -> ScoreFile:
    """The scores of a file that `write_scores` or ``grade --json`` wrote.

    Args:
        path: JSON Lines, a JSON list, or a JSON document with ``scores``; ``-`` is standard input.

    Raises:
        RecordsError: the file cannot be read at all, or holds over a million scores.
    """
    with _stream(path, limit=MAX_BYTES) as stream:
        scores = stream.all("read them one by one with iter_scores, or split the file")
        return ScoreFile(stream.name, scores, stream.problems)


def iter_scores(path: str | Path) -> ScoreStream:
    """The scores of a file one by one: of JSON Lines in constant memory.

    Raises:
        RecordsError: the file cannot be read at all.
    """
    return _stream(path, limit=None)


def write_scores(
    path_or_file: str | Path | TextIO, scores: Iterable[ItemScore], *, responses: bool = True
) -> int:
    """Write scores as JSON Lines, one by one as they come.

    A file at a path is replaced when all are written; after an error or Ctrl-C it is as it was, and
    nothing else is left behind.

    Args:
        path_or_file: where to; a text file that is open is written to and left open.
        scores: maybe the iterator that ``grade_all`` gives.
        responses: False leaves out what examinees wrote: the response, the words quoted as
            evidence, and messages that may quote it.

    Returns:
        How many were written.

    Raises:
        RecordsError: the file cannot be written.

    >>> import io, mlinterview as mli
    >>> out = io.StringIO()
    >>> item = mli.load_bank()["loss-for-task"]
    >>> write_scores(out, [mli.grade(item, item.key_response())])
    1
    """
    if not isinstance(path_or_file, (str, Path)):
        return _write(path_or_file, scores, responses)
    with replacing(path_or_file) as file:
        return _write(file, scores, responses)


def _write(file: TextIO, scores: Iterable[ItemScore], responses: bool) -> int:
    encoding = getattr(file, "encoding", None) or "utf-8"
    unicode = encoding.lower().replace("-", "") in ("utf8", "utf8sig", "utf16")
    count = 0
    for score in scores:
        file.write(_line(score if responses else _without_text(score), unicode) + "\n")
        count += 1
    return count


def _line(score: ItemScore, unicode: bool) -> str:
    try:
        line = score.model_dump_json(fallback=repr)
    except (PydanticSerializationError, ValueError):
        # a response made by hand may hold what only escapes can write, or what is no JSON at all
        values = score.model_dump(exclude={"response"})
        try:
            response = json.loads(json.dumps(score.response, allow_nan=False, default=repr))
        except (TypeError, ValueError, RecursionError):
            response = repr(score.response)
        return json.dumps({**values, "response": response}, allow_nan=False, default=repr)
    if not unicode and not line.isascii():
        return json.dumps(json.loads(line))
    return line


def _without_text(score: ItemScore) -> ItemScore:
    criteria = tuple(
        part.model_copy(
            update={"spans": tuple(span.model_copy(update={"text": ""}) for span in part.spans)}
        )
        for part in score.criteria
    )
    problem = score.problem
    if problem is not None and problem.kind not in _SAFE_KINDS:
        problem = problem.model_copy(update={"message": "not kept: it may quote the response"})
    return score.model_copy(update={"response": None, "criteria": criteria, "problem": problem})


def _stream(path: str | Path, *, limit: int | None) -> ScoreStream:
    with ExitStack() as stack:
        source = stack.enter_context(open_source(path))
        problems = ProblemList(source.name)
        shape = shape_of(source)
        if shape not in ("json", "jsonl"):
            found_shape = shape.upper()
            raise RecordsError(f"{source.name}: scores as JSON Lines expected, found {found_shape}")
        if limit is not None and source.size is not None and source.size > limit:
            raise too_large(source.name, limit, "read it with iter_scores, or split it")
        found = _lines(source, problems) if shape == "jsonl" else _document(source)
        scores = (
            score
            for line, where, value in found
            if (score := _score(value, line, where, problems)) is not None
        )
        return ScoreStream(source.name, scores, problems, stack.pop_all())


Found = Iterator[tuple[int, str, Any]]


def _lines(source: Source, problems: ProblemList) -> Found:
    for number, value in json_lines(source, problems, plain=True, limit=_MAX_LINE):
        if isinstance(value, dict):
            yield number, "", value
        else:
            problems.add(number, "a score expected, a mapping of fields", value=value)


def _document(source: Source) -> Found:
    text = decode(source.read(), code_page=None).text.removeprefix("\ufeff")
    try:
        value = read_values(text)
    except JsonFault as fault:
        raise RecordsError(f"{source.name}:{fault.line}: {fault}") from None
    if isinstance(value, dict) and isinstance(value.get("scores"), list):
        value = value["scores"]
    entries = value if isinstance(value, list) else [value]
    return ((0, f"[{index}]", entry) for index, entry in enumerate(entries))


def _score(value: Any, line: int, where: str, problems: ProblemList) -> ItemScore | None:
    if isinstance(value, DoubledKey):
        problems.add(line, f"the key {value.key[:60]!r} stands twice", where=where)
        return None
    try:
        score = ItemScore.model_validate(value)
    except ValidationError as error:
        for place, reason, found in fault_lines(error, ItemScore):
            at = ".".join(part for part in (where, place) if part)
            problems.add(line, reason, where=at, value=found)
        return None
    reason = _contradiction(score)
    if reason:
        problems.add(line, reason, where=where)
        return None
    return score


def _contradiction(score: ItemScore) -> str:
    """What makes a score unusable though each field has its shape; empty if nothing."""
    numbers = [score.max_points, *score.points_range, score.confidence]
    numbers += [number for number in (score.points, score.seconds) if number is not None]
    if not all(math.isfinite(number) for number in numbers):
        return "a finite number expected for points and their maximum"
    readable = score.status not in ("invalid", "failed")
    if readable == (score.points is None):
        state = "no points" if score.points is None else "points"
        return f"{state} with the status {score.status!r}"
    if score.max_points < 0 or (readable and score.max_points == 0):
        return f"a maximum above 0 expected, found {score.max_points:g}"
    if score.points is not None and abs(score.points) > score.max_points * (1 + 1e-9):
        return f"{score.points:g} points of {score.max_points:g}"
    return ""
