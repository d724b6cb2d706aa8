"""What the YAML reader works with: faults, the lines of places, values that are being read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mlinterview.errors import abbreviate

__all__ = [
    "MAX_FAULTS",
    "Anchored",
    "Fault",
    "FaultList",
    "Frame",
    "Node",
    "Step",
    "line_of",
    "place",
]

#: one file tells this many faults, and one line says how many more there are
MAX_FAULTS = 100

Step = str | int


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file.

    Attributes:
        line: counted from 1; 0 if unknown.
        where: the place in the entry (or in the file, where it is no list), such as
            ``options[1].text``.
        message: what was found and what was expected, on one line.
        entry: index of the entry it stands in, None where it stands in none that could be read.
    """

    line: int
    where: str
    message: str
    entry: int | None = None


class FaultList:
    """Collects faults, the first `MAX_FAULTS` of them, and which entries have any."""

    def __init__(self) -> None:
        self.entries: set[int] = set()
        self._faults: list[Fault] = []
        self._more = 0

    @property
    def full(self) -> bool:
        """Whether further ones are only counted."""
        return len(self._faults) >= MAX_FAULTS

    def add(self, line: int, message: str, *, where: str = "", entry: int | None = None) -> None:
        """Note a fault."""
        if entry is not None:
            self.entries.add(entry)
        if self.full:
            self._more += 1
        else:
            self._faults.append(Fault(line, where, message, entry))

    def detach(self, first: int, *, forget: bool = False) -> None:
        """Entries from number `first` on could not be read after all, or will be read again."""
        if all(entry < first for entry in self.entries):
            return
        self.entries = {entry for entry in self.entries if entry < first}
        kept = []
        for fault in self._faults:
            if fault.entry is None or fault.entry < first:
                kept.append(fault)
            elif not forget:
                kept.append(replace(fault, entry=None))
        self._faults = kept

    def all(self) -> tuple[Fault, ...]:
        """The faults by line; the last one says how many are not listed."""
        faults = sorted(self._faults, key=lambda fault: fault.line)
        if self._more:
            faults.append(Fault(0, "", f"{self._more:,} more faults in this file are not listed"))
        return tuple(faults)


class Node:
    """Where a list or mapping and its members stand (a file that is one scalar has no members)."""

    __slots__ = ("below", "line", "lines")

    def __init__(self, line: int, *, mapping: bool = True) -> None:
        self.line = line
        #: line of each key, or of each entry
        self.lines: dict[str, int] | array[int] = {} if mapping else array("q")
        #: members that have members of their own
        self.below: dict[Step, Node] = {}

    def line_at(self, step: Step) -> int | None:
        """The line of a member, None if there is no such member."""
        if isinstance(self.lines, dict):
            return self.lines.get(step) if isinstance(step, str) else None
        if isinstance(step, int) and 0 <= step < len(self.lines):
            return self.lines[step]
        return None

    def member(self, step: Step) -> Node:
        """Where a member that exists stands."""
        return self.below.get(step) or Node(self.line_at(step) or self.line)


def line_of(node: object, loc: Sequence[str | int]) -> int:
    """The line (from 1) of the deepest place along `loc` that exists; 0 without a node."""
    if not isinstance(node, Node):
        return 0
    line = node.line
    here: Node | None = node
    for step in loc:
        below = here.line_at(step) if here else None
        if here is None or below is None:
            break
        line, here = below, here.below.get(step)
    return line


class Anchored(NamedTuple):
    """What an alias stands for: nodes counts it as if its own aliases were written out."""

    value: object
    node: Node | None = None
    nodes: int = 1
    height: int = 0


class Frame:
    """A list or mapping that is being read."""

    __slots__ = (
        "anchor", "extra", "fields", "height", "items", "keep", "key", "node", "nodes", "prose",
    )  # fmt: skip

    def __init__(self, line: int, *, mapping: bool, prose: bool, anchor: str | None) -> None:
        self.node = Node(line, mapping=mapping)
        self.items: list[object] = []
        self.fields: dict[str, object] | None = {} if mapping else None
        #: the key whose value comes next, None where a key comes next
        self.key: str | None = None
        #: whether that value is wanted (not after a faulty key)
        self.keep = True
        #: whether members that are scalars are prose
        self.prose = prose
        self.anchor = anchor
        #: nodes written here, nodes that aliases add to them, levels below
        self.nodes = 1
        self.extra = 0
        self.height = 1

    @property
    def value(self) -> object:
        """The list or the mapping, as far as it was read."""
        return self.items if self.fields is None else self.fields

    @property
    def step(self) -> Step | None:
        """The index or key of the next value."""
        return len(self.items) if self.fields is None else self.key


def place(steps: Iterable[Step]) -> str:
    """``options[1].text`` for ``("options", 1, "text")``, on one line whatever the keys are."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if step.isprintable() and len(step) <= 60 else abbreviate(step, 40)
            text += f".{name}" if text else name
    return text
