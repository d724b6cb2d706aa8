"""E14: what 200 seeds make of a parametrised item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mlinterview._text import fold
from mlinterview.errors import ExpressionError, abbreviate
from mlinterview.lint._rule import Context, Finding, Loc, Rule, each_item
from mlinterview.lint._slots import Template, live_places
from mlinterview.model._drawing import Drawing, fast_value
from mlinterview.model._expressions import Value
from mlinterview.model.item import Item
from mlinterview.model.registry import BUILT_IN

__all__ = ["FEWEST_STEMS", "RULES", "SEEDS"]

#: how many seeds are drawn, and how many distinct stems they must give
SEEDS, FEWEST_STEMS = 200, 50

#: numbers and flags that may be drawn without a look at the whole item
_PLAIN_NUMBERS = frozenset({"answer", "correct", "absolute", "relative"})
_LISTS = frozenset({"options", "rows", "steps"})
_Fault = tuple[Loc, str]


def _draws(item: Item, context: Context) -> Iterator[Finding]:
    if not item.parametrised:
        return
    source = item.as_written()
    try:
        drawing = Drawing(item.id, item.parameters, item.derive)
        # the first seed of each draw
        seeds: dict[tuple[int, ...], int] = {}
        for seed, indexes in enumerate(drawing.indexes(range(SEEDS))):
            seeds.setdefault(indexes, seed)
    except ExpressionError as error:
        yield Finding(str(error), ("parameters",))
        return
    check = _Check(item, source)
    stems: set[str] = set()
    for indexes, seed in seeds.items():
        try:
            values = drawing.values(indexes)
            stems.add(check.stem.filled(values))
            fault = check.fault(values, seed)
        except ExpressionError as error:
            fault = ((), str(error).removeprefix(f"seed {seed}: "))
        if fault is not None:
            loc, reason = fault
            yield Finding(f"seed {seed}: {reason}", loc or ("parameters",))
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
        self.numbers: list[tuple[Loc, str]] = []
        #: the slots of all texts, with a text that holds each, and the types that fit into them
        self.slots: dict[tuple[str, str], Template] = {}
        self.fitting: set[tuple[type, ...]] = set()
        #: what is unusual enough to be left to the item's own schema
        self.whole = item.format not in BUILT_IN
        for loc, text in live_places(source):
            last = loc[-1]
            if "{=" in text:
                template = Template(text)
                self.slots |= dict.fromkeys(template.slots, template)
            elif last in _PLAIN_NUMBERS or loc[-2:-1] == ("range",):
                self.numbers.append((loc, text.strip()[1:]))
            elif last not in ("text", "stem", "title", "feedback", "explanation", "derivation"):
                self.whole = True
        parts = [((), source), *_blanks(source)]
        self.checks: list[Callable[[Mapping[str, Value]], _Fault | None]] = []
        for loc, part in parts:
            self.checks.extend(_part_checks(loc, part))

    def fault(self, values: Mapping[str, Value], seed: int) -> _Fault | None:
        """The first thing wrong with a draw.

        Raises:
            ExpressionError: something has no value.
        """
        types = tuple(map(type, values.values()))
        if types not in self.fitting:
            for template in self.slots.values():
                template.filled(values)
            self.fitting.add(types)
        for loc, expression in self.numbers:
            value = fast_value(expression, values)
            if loc[-1] == "correct" or (self.item.format == "true_false" and loc == ("answer",)):
                if not isinstance(value, bool):
                    return loc, f"true or false expected, found {abbreviate(value)}"
            elif isinstance(value, (bool, str)):
                return loc, f"a number expected, found {abbreviate(value)}"
            elif loc[-1] in ("absolute", "relative") and value < 0:
                return loc, f"a tolerance of 0 or more expected, found {value}"
        for check in self.checks:
            fault = check(values)
            if fault is not None:
                return fault
        if self.whole:
            self.item.variant(seed)
        return None


def _blanks(source: Mapping[str, Any]) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    blanks = source.get("blanks")
    if isinstance(blanks, dict):
        for name, blank in blanks.items():
            if isinstance(blank, dict):
                yield ("blanks", str(name)), blank


def _part_checks(
    loc: Loc, part: Mapping[str, Any]
) -> Iterator[Callable[[Mapping[str, Value]], _Fault | None]]:
    """The checks of an item or a blank that depend on the draw."""
    for name in _LISTS & set(part):
        entries = [entry for entry in part[name] if isinstance(entry, dict)]
        texts = [str(entry.get("text", "")) for entry in entries]
        if any("{=" in text for text in texts):
            yield _distinct((*loc, name), texts)
        flags = [entry.get("correct", False) for entry in entries]
        drawn = name == "options" and any(isinstance(flag, str) for flag in flags)
        if drawn and part.get("format") == "single_choice":
            yield _one_right((*loc, name), flags)
    if isinstance(part.get("answer"), str) and "tolerance" in part:
        yield _no_zero(loc, part)
    ends = part.get("range")
    if isinstance(ends, list) and len(ends) == 2 and any(isinstance(end, str) for end in ends):
        yield _rising((*loc, "range"), ends)


def _distinct(loc: Loc, texts: Sequence[str]) -> Callable[[Mapping[str, Value]], _Fault | None]:
    templates = [Template(text) for text in texts]

    def check(values: Mapping[str, Value]) -> _Fault | None:
        seen: dict[str | float, int] = {}
        for index, template in enumerate(templates):
            text = template.filled(values)
            number = _number(text)
            key = number if number is not None else fold(text)
            first = seen.setdefault(key, index)
            if first != index:
                return (*loc, index, "text"), (
                    f"{abbreviate(text, 60)} is the same as number {first + 1} of the list"
                )
        return None

    return check


def _number(text: str) -> float | None:
    try:
        return float(text.strip().strip("$%").strip())
    except ValueError:
        return None


def _one_right(loc: Loc, flags: Sequence[Any]) -> Callable[[Mapping[str, Value]], _Fault | None]:
    def check(values: Mapping[str, Value]) -> _Fault | None:
        right = sum(
            bool(fast_value(flag.strip()[1:], values)) if isinstance(flag, str) else bool(flag)
            for flag in flags
        )
        return None if right == 1 else (loc, f"exactly one right option expected, found {right}")

    return check


def _no_zero(loc: Loc, part: Mapping[str, Any]) -> Callable[[Mapping[str, Value]], _Fault | None]:
    expression = str(part["answer"]).strip()[1:]
    tolerance = part["tolerance"] if isinstance(part["tolerance"], dict) else {}
    bands = [band for band in part.get("bands") or () if isinstance(band, dict)]
    relative = "absolute" not in tolerance or any("relative" in band for band in bands)

    def check(values: Mapping[str, Value]) -> _Fault | None:
        if relative and fast_value(expression, values) == 0:
            return (*loc, "answer"), "the answer 0 needs an absolute tolerance"
        return None

    return check


def _rising(loc: Loc, ends: Sequence[Any]) -> Callable[[Mapping[str, Value]], _Fault | None]:
    def check(values: Mapping[str, Value]) -> _Fault | None:
        low, high = (
            fast_value(end.strip()[1:], values) if isinstance(end, str) else end for end in ends
        )
        if isinstance(low, str) or isinstance(high, str):
            return loc, f"numbers expected, found {abbreviate(low)} and {abbreviate(high)}"
        return None if low <= high else (loc, f"a range from low to high expected: {low} to {high}")

    return check


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
