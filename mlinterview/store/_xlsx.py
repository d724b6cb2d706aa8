"""The rows of a spreadsheet, by openpyxl: the first sheet that is shown, cells as text."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from mlinterview.errors import MissingExtraError, RecordsError
from mlinterview.store._table import Row

__all__ = ["xlsx_rows"]

MAX_UNPACKED = 100_000_000
_MAX_ROWS = 1_048_576
_CHUNK = 1 << 20


def xlsx_rows(content: bytes, name: str) -> Iterator[Row]:
    """The rows of an XLSX file.

    Formulas give the value that was last worked out, else their text.

    Raises:
        MissingExtraError: openpyxl is not installed.
        RecordsError: it is no spreadsheet, or one that unpacks to more than 100 MB.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("reading spreadsheets", "xlsx") from None
    formulas = _checked(content, name)
    try:
        with warnings.catch_warnings():  # styles and validations that are left out
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            second = None
            if formulas:
                second = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    except Exception as error:  # whatever a broken archive makes openpyxl raise
        raise _broken(name, error) from None
    try:
        yield from _rows(book, second, name)
    finally:
        for opened in (book, second):
            if opened is not None:
                opened.close()


def _rows(book: Any, second: Any, name: str) -> Iterator[Row]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise RecordsError(f"{name}: no sheet with cells is shown")
    sheet = shown[0]
    sheet.reset_dimensions()  # some tools write a wrong one
    rows = sheet.iter_rows()
    formulas = None
    if second is not None:
        other = second[sheet.title]
        other.reset_dimensions()
        formulas = other.iter_rows()
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                cells = next(rows, None)
                written = next(formulas, ()) if formulas is not None else ()
        except Exception as error:  # as above, from the sheet itself
            raise _broken(name, error) from None
        if cells is None:
            return
        number += 1
        if number > _MAX_ROWS:
            raise RecordsError(f"{name}: over {_MAX_ROWS:,} rows")
        texts = [_text(cell) for cell in cells]
        for index, cell in enumerate(written):
            if index < len(texts) and not texts[index] and isinstance(cell.value, str):
                texts[index] = cell.value
        while texts and not texts[-1]:
            texts.pop()
        yield Row(number, number, texts)


def _text(cell: Any) -> str:
    """A cell as a person sees it, in a notation that every place reads alike."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if "%" in str(cell.number_format or ""):
            return f"{value * 100:.15g}%"
        return str(value) if isinstance(value, int) else _number(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    # a spreadsheet holds 15 digits
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _checked(content: bytes, name: str) -> bool:
    """Whether a sheet holds formulas.

    Raises:
        RecordsError: no archive, one that unpacks to too much, or with entities in its XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                limit = MAX_UNPACKED // 1_000_000
                raise RecordsError(f"{name}: unpacks to over {limit} MB, which is the limit")
            formulas = False
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    found = _scan(archive, entry)
                    if found is None:
                        raise RecordsError(f"{name}: XML with a document type, which is not read")
                    formulas = formulas or found
            return formulas
    except RecordsError:
        raise
    except Exception as error:  # zipfile raises half a dozen kinds for broken archives
        raise _broken(name, error) from None


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool | None:
    """Whether the part holds formulas; None where it declares a document type."""
    formulas, before = False, b""
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            window = before + chunk
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                return None
            formulas = formulas or b"<f>" in window or b"<f " in window
            before = chunk[-16:]
    return formulas


def _broken(name: str, error: Exception) -> RecordsError:
    if isinstance(error, RecordsError):
        return error
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return RecordsError(f"{name}: not a spreadsheet that can be read ({reason})")
