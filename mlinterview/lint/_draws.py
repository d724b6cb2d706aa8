"""E14: what 200 seeds make of a parametrised item."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from math import prod
from operator import itemgetter
from typing import Any, NamedTuple

from mlinterview._text import fold
from mlinterview.errors import ExpressionError, abbreviate
from mlinterview.lint._rule import Context, Finding, Loc, Rule, each_item
from mlinterview.lint._slots import Template, live_places
from mlinterview.model._drawing import Drawing
from mlinterview.model._expressions import Value
from mlinterview.model._ranges import Range
from mlinterview.model.item import Item
from mlinterview.model.registry import BUILT_IN

__all__ = ["FEWEST_STEMS", "RULES", "SEEDS"]

#: how many seeds are drawn, and how many distinct stems they must give
SEEDS, FEWEST_STEMS = 200, 50

#: numbers and flags that may be drawn without a look at the whole item
_PLAIN_NUMBERS = frozenset({"answer", "correct", "absolute", "relative"})
#: of so many stems alike in chance, 200 seeds give fewer than 50 with less than 1 in 10**32
#: (there are C(100, 49) ways to choose 49, and all 200 fall among them with .49**200)
_PLENTY = 100
#: the seeds in the turns in which stems are looked for
_TURNS = [range(start, min(start + 64, SEEDS)) for start in range(0, SEEDS, 64)]
_TEXTS = frozenset({"text", "stem", "title", "feedback", "explanation", "derivation"})
_LISTS = frozenset({"options", "rows", "steps"})
_Fault = tuple[Loc, str]


class _Look(NamedTuple):
    """A check of a draw, and whether bounds of the values show that it can find nothing."""

    look: Callable[[Mapping[Any, Value]], _Fault | None]
    needless: Callable[[Mapping[Any, Range]], bool] = lambda known: False


def _draws(item: Item, context: Context) -> Iterator[Finding]:
    if not item.parametrised:
        return
    check = _Check(item, item.unfilled)
    faultless = check.faultless()
    if faultless and check.many_stems():
        return
    known: set[tuple[int, ...]] = set()
    stems: set[Hashable] = set()
    for turn in _TURNS:
        # the first seed of each draw
        seeds: dict[tuple[int, ...], int] = {}
        for seed, indexes in zip(turn, check.drawing.indexes(turn), strict=True):
            if indexes not in known:
                seeds.setdefault(indexes, seed)
        known.update(seeds)
        rows = check.drawing.rows(list(seeds))
        for seed in seeds.values():
            try:
                row = next(rows)
                stems.add(check.told(row))
                fault = None if faultless else check.fault(row, seed)
            except ExpressionError as error:
                fault = ((), str(error).removeprefix(f"seed {seed}: "))
            if fault is not None:
                loc, reason = fault
                yield Finding(f"seed {seed}: {reason}", loc or ("parameters",))
                return
        if faultless and len(stems) >= FEWEST_STEMS:
            return
    if len(stems) < FEWEST_STEMS:
        yield Finding(
            f"{SEEDS} seeds give {len(stems)} distinct stems; {FEWEST_STEMS} or more expected",
            ("parameters",),
        )


class _Check:
    """Looks at what depends on the draw, and at nothing else."""

    def __init__(self, item: Item, source: Mapping[str, Any]) -> None:
        self.item = item
        self.stem = Template(str(source["stem"]))
        #: the slots of all texts, with a text that holds each
        self.slots: dict[tuple[str, str], Template] = {}
        #: types of drawn values that were found to fit into slots and fields
        self.fitting: set[tuple[type, ...]] = set()
        #: what is unusual enough to be left to the item's own schema
        self.whole = item.format not in BUILT_IN
        numbers: dict[Loc, str] = {}
        for loc, text in live_places(source):
            last = loc[-1]
            if "{=" in text:
                template = Template(text)
                self.slots |= dict.fromkeys(template.slots, template)
            elif last in _PLAIN_NUMBERS or loc[-2:-1] == ("range",):
                numbers[loc] = text.strip()[1:]
            elif last not in _TEXTS:
                self.whole = True
        self.numbers = tuple(numbers)
        self.bounded = tuple(loc for loc in numbers if loc[-1] in ("absolute", "relative"))
        self.drawing = Drawing(item.id, item.parameters, item.derive, numbers)
        self.told = self._teller()
        self.checks: list[_Look] = []
        for loc, part in [((), source), *_blanks(source)]:
            self.checks.extend(_part_checks(loc, part, numbers))
        #: whether nothing but the types of values can be wrong
        self.steady = not (self.bounded or self.checks or self.whole)

    def faultless(self) -> bool:
        """Whether bounds of the values show that no draw has a fault: a short way, no other."""
        if self.whole or any("c" in spec for _, spec in self.slots):
            return False  # as a sign a number must be small enough
        known = self.drawing.ranges()
        if known is None:
            return False
        # whether a value fits depends on its type
        values = {name: each.low for name, each in known.items()}
        try:
            for template in self.slots.values():
                template.filled(values)
        except ExpressionError:
            return False
        return (
            not any(self._unfit(loc, values[loc]) for loc in self.numbers)
            and all(known[loc].low >= 0 for loc in self.bounded)
            and all(check.needless(known) for check in self.checks)
        )

    def many_stems(self) -> bool:
        """Whether drawn values alone, without what is derived, make stems enough."""
        parameters = self.item.parameters
        slots = {name: spec for name, spec in self.stem.slots if name in parameters}
        plain = [parameters[name] for name in slots if (name, "") in self.stem.slots]
        if (
            not self.stem.touching
            and prod(each.count for each in plain if each.distinct) >= _PLENTY
        ):
            return True
        names: list[str] = []
        count = 1
        for name in sorted(slots, key=lambda name: -parameters[name].count):
            if count < _PLENTY:  # the others cost more time than they make stems
                names.append(name)
                count *= parameters[name].count
        if self.stem.touching or count < FEWEST_STEMS:
            return False
        stems: set[tuple[Value, ...]] = set()
        for seeds in _TURNS:
            columns: list[list[Value]] = []
            for name in names:
                spec = slots[name]
                values = self.drawing.drawn(name, seeds)
                columns.append([format(value, spec) for value in values] if spec else values)
            stems.update(zip(*columns, strict=True))
            if len(stems) >= FEWEST_STEMS:
                return True
        return False

    def _teller(self) -> Callable[[Sequence[Value]], Hashable]:
        """What sets the stem of a row apart from others."""
        places = {name: place for place, name in enumerate(self.drawing.names)}
        slots = self.stem.slots
        if self.stem.touching or not all(name in places for name, _ in slots):
            return lambda row: self.stem.told(self._named(row))
        if len(slots) > 1 and not any(spec for _, spec in slots):
            return itemgetter(*(places[name] for name, _ in slots))
        at = [(places[name], spec) for name, spec in slots]

        def tell(row: Sequence[Value]) -> Hashable:
            try:
                return tuple(
                    [format(row[place], spec) if spec else row[place] for place, spec in at]
                )
            except (ValueError, OverflowError):
                return self.stem.told(self._named(row))  # which says what is wrong

        return tell

    def _named(self, row: Sequence[Value]) -> dict[Any, Value]:
        return dict(zip(self.drawing.names, row, strict=True))

    def fault(self, row: Sequence[Value], seed: int) -> _Fault | None:
        """The first thing wrong with a draw.

        Raises:
            ExpressionError: something has no value.
        """
        types = tuple(map(type, row))
        known = types in self.fitting
        if known and self.steady:
            return None
        values = self._named(row)
        if not known:
            for template in self.slots.values():
                template.filled(values)
            for loc in self.numbers:
                if fault := self._unfit(loc, values[loc]):
                    return fault
            self.fitting.add(types)
        for loc in self.bounded:
            if values[loc] < 0:  # type: ignore[operator]  # `_unfit` lets numbers through
                return loc, f"a tolerance of 0 or more expected, found {values[loc]}"
        for check in self.checks:
            fault = check.look(values)
            if fault is not None:
                return fault
        if self.whole:
            self.item.variant(seed)
        return None

    def _unfit(self, loc: Loc, value: Value) -> _Fault | None:
        flag = loc[-1] == "correct" or (self.item.format == "true_false" and loc == ("answer",))
        if isinstance(value, bool) != flag or isinstance(value, str):
            return loc, f"{'true or false' if flag else 'a number'} expected, found {value!r:.60}"
        return None


def _blanks(source: Mapping[str, Any]) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    blanks = source.get("blanks")
    if isinstance(blanks, dict):
        for name, blank in blanks.items():
            if isinstance(blank, dict):
                yield ("blanks", str(name)), blank


def _part_checks(loc: Loc, part: Mapping[str, Any], numbers: Container[Loc]) -> Iterator[_Look]:
    """The checks of an item or a blank that depend on the draw."""
    for name in _LISTS & set(part):
        entries = [entry for entry in part[name] if isinstance(entry, dict)]
        texts = [str(entry.get("text", "")) for entry in entries]
        if any("{=" in text for text in texts):
            yield _distinct((*loc, name), texts)
        flags = [entry.get("correct", False) for entry in entries]
        places = [(*loc, name, index, "correct") for index in range(len(flags))]
        drawn = any(place in numbers for place in places)
        if drawn and part.get("format") == "single_choice":
            yield _one_right((*loc, name), places, flags)
    tolerance = part.get("tolerance")
    bands = [band for band in part.get("bands") or () if isinstance(band, dict)]
    relative = isinstance(tolerance, dict) and "absolute" not in tolerance
    if (*loc, "answer") in numbers and (relative or any("relative" in band for band in bands)):
        yield _no_zero((*loc, "answer"))
    ends = part.get("range")
    places = [(*loc, "range", index) for index in range(2)]
    if isinstance(ends, list) and len(ends) == 2 and any(place in numbers for place in places):
        yield _rising((*loc, "range"), places, ends)


def _distinct(loc: Loc, texts: Sequence[str]) -> _Look:
    templates = [Template(text) for text in texts]

    def check(values: Mapping[Any, Value]) -> _Fault | None:
        seen: dict[str | float, int] = {}
        for index, template in enumerate(templates):
            text = template.filled(values)
            number = _number(text)
            first = seen.setdefault(fold(text) if number is None else number, index)
            if first != index:
                return (*loc, index, "text"), (
                    f"{abbreviate(text, 60)} is the same as number {first + 1} of the list"
                )
        return None

    return _Look(check)


def _number(text: str) -> float | None:
    try:
        return float(text.strip().strip("$%").strip())
    except ValueError:
        return None


def _one_right(loc: Loc, places: Sequence[Loc], flags: Sequence[Any]) -> _Look:
    def check(values: Mapping[Any, Value]) -> _Fault | None:
        right = sum(
            bool(values.get(place, flag)) for place, flag in zip(places, flags, strict=True)
        )
        return None if right == 1 else (loc, f"exactly one right option expected, found {right}")

    return _Look(check)


def _no_zero(loc: Loc) -> _Look:
    def check(values: Mapping[Any, Value]) -> _Fault | None:
        return None if values[loc] else (loc, "the answer 0 needs an absolute tolerance")

    return _Look(check, lambda known: not known[loc].low <= 0 <= known[loc].high)


def _rising(loc: Loc, places: Sequence[Loc], ends: Sequence[Any]) -> _Look:
    def check(values: Mapping[Any, Value]) -> _Fault | None:
        low, high = (values.get(place, end) for place, end in zip(places, ends, strict=True))
        assert not isinstance(low, str)
        assert not isinstance(high, str)
        return None if low <= high else (loc, f"a range from low to high expected: {low} to {high}")

    return _Look(check)


RULES = (
    Rule(
        "E14",
        "error",
        "A draw with two equal options, without a key or with few variants is found in the exam.",
        "Choose parameters so that every draw has a key, options that differ, and a stem of its"
        " own in 50 of 200 draws.",
        each_item(_draws),
    ),
)
