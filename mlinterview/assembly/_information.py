"""How much an item tells about an ability: from its calibrated parameters, else from its label."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from mlinterview.bank._content import RefusedError, read_content
from mlinterview.errors import RecordsError, abbreviate
from mlinterview.model.item import Item
from mlinterview.store._encoding import decode
from mlinterview.store._json import JsonFault, read_values
from mlinterview.store._problems import ProblemList
from mlinterview.store._table import csv_rows

__all__ = ["Parameters", "information", "read_parameters"]

#: slope and difficulty by item id
Parameters = Mapping[str, tuple[float, float]]

#: where a difficulty label stands on the scale of ability where nothing better is known: levels 1
#: to 4 at -1.5, -0.5, 0.5 and 1.5, with slope 1
_MIDDLE = 2.5
#: information is rounded to so many decimals, so that sums are exact and alike on every machine
_DECIMALS = 6
_MOST = 20.0


def information(item: Item, ability: Fraction, parameters: Parameters) -> Fraction | None:
    """Fisher information at an ability: a^2 P (1 - P), P = 1 / (1 + exp(-a (ability - b))).

    None where the item has neither parameters nor a difficulty label. (Lord, F. M. (1980),
    Applications of Item Response Theory to Practical Testing Problems, section 5.)
    """
    if item.id in parameters:
        a, b = parameters[item.id]
    elif item.difficulty is not None:
        a, b = 1.0, item.difficulty - _MIDDLE
    else:
        return None
    # beyond that nothing is left of it at this many decimals
    distance = min(abs(a * (float(ability) - b)), 700.0)
    chance = 1 / (1 + math.exp(distance))
    return Fraction(round(a * a * chance * (1 - chance) * 10**_DECIMALS), 10**_DECIMALS)


def read_parameters(path: str | Path) -> dict[str, tuple[float, float]]:
    """Slopes and difficulties from a table ``item_id,a,b``, or what ``analyze --json`` printed.

    Items whose parameters are empty are left out.

    Raises:
        RecordsError: it cannot be read, or holds no parameters, with the place of the fault.
    """
    path = Path(path)
    try:
        text = decode(read_content(path, max_bytes=50_000_000)).text
    except RefusedError as error:
        raise RecordsError(f"{path}: {error}") from None
    is_json = text.lstrip().startswith(("{", "["))
    found = _from_json(text, path) if is_json else _from_table(text, path)
    if not found:
        raise RecordsError(f"{path}: parameters of items expected (item_id, a, b), found none")
    return found


def _from_json(text: str, path: Path) -> dict[str, tuple[float, float]]:
    try:
        value = read_values(text)
    except JsonFault as error:
        raise RecordsError(f"{path}:{error.line}: {error}") from None
    if isinstance(value, dict):
        value = value.get("irt") if isinstance(value.get("irt"), dict) else value
        value = value.get("items") if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise RecordsError(f"{path}: a list of items with item_id, a and b expected")
    found = {}
    for number, entry in enumerate(value, 1):
        if not isinstance(entry, dict) or "item_id" not in entry or not {"a", "b"} <= set(entry):
            raise RecordsError(f"{path}: entry {number}: item_id, a and b expected")
        if entry["a"] is not None and entry["b"] is not None:
            place = f"{path}: entry {number}"
            found[str(entry["item_id"])] = _pair(entry["a"], entry["b"], place)
    return found


def _from_table(text: str, path: Path) -> dict[str, tuple[float, float]]:
    problems = ProblemList(str(path))
    rows = csv_rows(text, problems)
    heading = next(rows, None)
    names = [] if heading is None else [cell.strip().lower() for cell in heading.cells]
    if not {"item_id", "a", "b"} <= set(names):
        found = abbreviate(", ".join(names))
        raise RecordsError(f"{path}:1: columns item_id, a and b expected, found {found}")
    at = {name: names.index(name) for name in ("item_id", "a", "b")}
    pairs = {}
    for row in rows:
        cells = {name: row.cells[n].strip() for name, n in at.items() if n < len(row.cells)}
        if not row.empty and cells.get("a") and cells.get("b"):
            pairs[cells.get("item_id", "")] = _pair(cells["a"], cells["b"], f"{path}:{row.line}")
    return pairs


def _pair(a: object, b: object, place: str) -> tuple[float, float]:
    try:
        slope, level = float(str(a)), float(str(b))
    except ValueError:
        raise RecordsError(f"{place}: numbers expected, found {abbreviate((a, b))}") from None
    if not (math.isfinite(slope) and math.isfinite(level)) or not 0 < slope <= _MOST:
        raise RecordsError(
            f"{place}: a slope above 0, at most {_MOST:g}, and a finite difficulty expected,"
            f" found {abbreviate((a, b))}"
        )
    return slope, level
