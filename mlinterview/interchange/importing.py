"""Reading questions from other systems' files: which reader, and items made of what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mlinterview.errors import ExchangeError, RecordsError, abbreviate
from mlinterview.interchange._guessing import guess_kind
from mlinterview.interchange._ids import Ids, slug
from mlinterview.interchange._imported import Imported, Reading, Skipped
from mlinterview.interchange.kinds import READERS

__all__ = ["read_questions"]

_MAX_BYTES = 200_000_000


def read_questions(
    path: str | Path,
    kind: str | None = None,
    *,
    topics: Iterable[str] = (),
    taken: Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
) -> Reading:
    """The questions in a file of another system, each as a bank's YAML would hold it.

    Every ``source`` makes an item (``make_item``), has an id of its own and ``status: draft``.
    What became no question is in ``skipped``, with its place and the reason.

    Args:
        path: the file; ``-`` is standard input.
        kind: ``gift``, ``moodle-xml``, ``aiken``, ``csv``, ``xlsx``, ``text``, ``docx`` or one of
            the kinds of QTI; told from the content and the name where it is None.
        topics: ids of topics that every item gets.
        taken: ids that are in use already.
        columns: for tables, headings by what they hold (``{"question": "Prompt"}``).

    Raises:
        ExchangeError: the file cannot be read at all, its kind cannot be told, or nothing is in it.
        MissingExtraError: a library that reads this kind is not installed.
        ValueError: there is no such kind.

    >>> import tempfile, pathlib
    >>> import mlinterview as mli
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "quiz.gift"
    ...     _ = file.write_text("Recall is TP over {=TP + FN ~TP + FP}.", encoding="utf-8")
    ...     reading = mli.read_questions(file)
    >>> mli.make_item(reading.items[0].source).stem
    'Recall is TP over _____.'
    """
    name, content = _content(path)
    chosen = kind or guess_kind(content, name)
    if chosen not in READERS:
        raise ValueError(f"no kind of file named {abbreviate(chosen)}; one of {', '.join(READERS)}")
    reader = import_module(f"mlinterview.interchange.{READERS[chosen]}")
    if columns is not None:
        if chosen not in ("csv", "xlsx"):
            raise ValueError("columns are named for CSV and XLSX files alone")
        reading = reader.read(content, name, columns=columns)
    else:
        reading = reader.read(content, name)
    if not reading.items and not reading.skipped:
        raise ExchangeError(f"{name}: no question in it ({chosen})")
    return _settled(reading, chosen, tuple(topics), taken)


def _content(path: str | Path) -> tuple[str, bytes]:
    from mlinterview.store._files import open_source

    try:
        with open_source(path) as source:
            return source.name, source.read(_MAX_BYTES)
    except RecordsError as error:
        raise ExchangeError(str(error)) from None


def _settled(reading: Reading, kind: str, topics: tuple[str, ...], taken: Iterable[str]) -> Reading:
    """The reading with ids, topics and status, what makes no item among the skipped."""
    ids = Ids(taken)
    items: list[Imported] = []
    skipped = list(reading.skipped)
    for each in reading.items:
        source = _with_id(each.source, ids, topics)
        reason = _fault(source)
        if reason is None:
            items.append(each.model_copy(update={"source": source}))
        else:
            skipped.append(Skipped(place=each.place, reason=reason))
    used = {figure["file"] for each in items for figure in each.source.get("figures", ())}
    files = {name: content for name, content in reading.files.items() if name in used}
    return Reading(items=tuple(items), skipped=tuple(skipped), files=files, kind=kind)


def _with_id(given: Mapping[str, Any], ids: Ids, topics: tuple[str, ...]) -> dict[str, Any]:
    source = dict(given)
    named = str(source.pop("id", "") or "")
    stem = str(source.get("stem") or "")
    text = str(source.get("title") or stem.partition("\n\n")[0])
    made: dict[str, Any] = {"id": ids.named(named) if slug(named) else ids.item(text)}
    for field, value in source.items():
        made[field] = value
        if field == "format" and topics:
            made["topics"] = list(topics)
    made["status"] = "draft"
    if _has_number(source) and not source.get("derivation"):
        made["waive"] = {"E07": "imported: the source gives no derivation of its numbers"}
    return made


def _has_number(source: Mapping[str, Any]) -> bool:
    blanks = source.get("blanks") or {}
    return any(part.get("format") == "numeric" for part in (source, *blanks.values()))


def _fault(source: dict[str, Any]) -> str | None:
    """Why the source makes no item, on one line; None where it makes one."""
    from mlinterview.bank._faults import from_validation
    from mlinterview.model.registry import make_item

    try:
        make_item(source)
    except ValidationError as error:
        problems = from_validation(error, source, None, file="", item="")
        told = [f"{p.where}: {p.message}" if p.where else p.message for p in problems]
        return " ".join("; ".join(told[:3]).split())[:400]
    except ValueError as error:  # an expression or slot; no such format
        return " ".join(str(error).split())[:400]
    return None
