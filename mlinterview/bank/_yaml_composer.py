"""From the parser's events to values, with a fault for all that must not pass in silence.

The parser (libyaml where it is there) cuts the text into events. They are put together here and
not by its own composer: that one recurses into nested text, resolves scalars by the rules of YAML
1.1, and builds what should be refused. Nothing here recurses.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Protocol, cast

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from mlinterview.bank._yaml_nodes import Anchored, FaultList, Frame, Node, Step, place
from mlinterview.bank._yaml_scalars import CONTROL, TagError, read_plain, read_tagged, short_tag
from mlinterview.errors import abbreviate

__all__ = ["MAX_DEPTH", "MAX_SWELL", "Composer", "Mark", "UnreadableError", "dashes"]

MAX_DEPTH = 50
#: aliases may make a file stand for this many times the nodes that are written in it
MAX_SWELL = 10

#: fields of running text, where a comment after the unquoted value is a lost end, not a remark
_PROSE = frozenset({"stem", "text", "title", "explanation", "feedback", "accept", "statement"})
_CONTROL_ESCAPE = (
    "an escape for U+{:04X}, a control character: write \\\\ for a backslash, or use single quotes"
)
_QUOTES = ("'", '"')
_RUNS_ON = (
    "the quoted text that opens here runs into the next entry: close it, or indent all its lines"
)
_COMMENT = re.compile(r"[ \t]+#")


class Mark(Protocol):
    """A position that the parser tells, counted from 0 at the start of what it was given."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class UnreadableError(Exception):
    """What stands here is given up, with all that holds it up to the file's own list."""

    def __init__(self, index: int, message: str) -> None:
        super().__init__(message)
        self.index = index
        self.message = message


class Composer:
    """Takes the events of one file in; `root` and `faults` are what came of them.

    A file that is a list can be read in several runs, each from a later place of the text on, so
    that an entry that cannot be parsed takes no other with it (see `begin`).
    """

    def __init__(self, text: str, faults: FaultList, stand_ins: dict[int, str]) -> None:
        self.text = text
        self.faults = faults
        #: the file's list or mapping; None before it begins, and where the file is one scalar
        self.root: Frame | None = None
        #: column of the dashes where the root is a block list, and how their lines begin
        self.column: int | None = None
        self.dashes = dashes(0)
        #: where the last finished entry ends
        self.ended = 0
        #: start and end of each entry in the text, one after the other
        self._extents = array("q")
        self._bottom = Frame(1, mapping=False, prose=False, anchor=None)
        self._stack = [self._bottom]
        #: None while what the anchor names is not finished
        self._anchors: dict[str, Anchored | None] = {}
        #: entries with aliases: index, line, nodes, nodes with aliases written out
        self._swollen: list[tuple[int, int, int, int]] = []
        #: nodes and extra of the root after its last entry
        self._counted = 1, 0
        #: what the parser got for characters that it must not see, and those characters
        self._stand_ins = stand_ins
        #: where in the text the parser began
        self.start = 0
        self._first_line = 1
        self._documents = 0
        self._take: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            AliasEvent: self._alias,
            SequenceStartEvent: self._open,
            SequenceEndEvent: self._close,
            MappingStartEvent: self._open,
            MappingEndEvent: self._close,
            DocumentStartEvent: self._begin_document,
            DocumentEndEvent: self._end_document,
        }

    # -- runs ----------------------------------------------------------------------------------

    def begin(self, start: int) -> None:
        """Events from here on are those of the text from `start` on, where an entry begins."""
        self._first_line += self.text.count("\n", self.start, start)
        self.start = self.ended = start
        self._documents = 0

    def abandon(self, *, forget: bool = False) -> None:
        """What has begun and not ended cannot be read, or is to be read again (`forget`)."""
        del self._stack[1:]
        self.faults.detach(self.count, forget=forget)
        self._anchors = {name: named for name, named in self._anchors.items() if named is not None}

    def give_up(self) -> None:
        """The file as a whole cannot be read."""
        self.root = None
        self._bottom.items.clear()
        del self._extents[:]
        self.faults.detach(0)

    def take(self, event: Event) -> None:
        """Take the next event in.

        Raises:
            UnreadableError: the entry cannot be taken in.
        """
        handler = self._take.get(type(event))
        if handler is not None:
            handler(event)

    def line(self, mark: Mark) -> int:
        """The line of the file, from 1."""
        return mark.line + self._first_line

    def index(self, mark: Mark) -> int:
        """The index into the text."""
        return mark.index + self.start

    @property
    def count(self) -> int:
        """How many entries were read, where the file is a list."""
        return len(self._extents) // 2

    def entry_at(self, index: int) -> int | None:
        """Number of the entry that stands at this index of the text."""
        entry = bisect_right(self._extents, index)
        return entry // 2 if entry % 2 else None

    @property
    def in_entry(self) -> bool:
        """Whether an entry of the file's list has begun and not ended."""
        return len(self._stack) > 2 and self._stack[1] is self.root

    @property
    def value(self) -> object:
        """What the file holds."""
        if self.root is not None:
            return self.root.value
        return self._bottom.items[0] if self._bottom.items else None

    @property
    def node(self) -> Node | None:
        """Where it stands."""
        if self.root is not None:
            return self.root.node
        return self._bottom.node.member(0) if self._bottom.items else None

    # -- events --------------------------------------------------------------------------------

    def _begin_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:
            self.faults.add(
                self.line(event.start_mark), "a second document begins here; a file holds one"
            )

    def _end_document(self, event: Any) -> None:
        self._anchors.clear()

    def _scalar(self, event: Any) -> None:
        frame = self._stack[-1]
        text: str = event.value
        if self._stand_ins:
            text = text.translate(self._stand_ins)
        style = event.style
        line = self.line(event.start_mark)
        value: object
        if event.tag is not None:
            value = self._tagged(event, text)
        elif style:
            value = text
            if style in _QUOTES and event.end_mark.line != event.start_mark.line:
                self._check_quoted(event)
        else:
            value = read_plain(text)
        if style == '"' and (found := CONTROL.search(text)):
            self._fault(line, _CONTROL_ESCAPE.format(ord(found[0])))
        if event.anchor is not None:
            self._anchors[event.anchor] = Anchored(value)
        frame.nodes += 1
        key = frame.key
        if frame.fields is not None and key is None:
            self._key(frame, text, line, plain=not style)
            return
        if (
            not style
            and (frame.prose or key in _PROSE)
            and _COMMENT.match(self.text, event.end_mark.index + self.start)
        ):
            self._fault(
                self.line(event.end_mark), "the text after # is lost, as a comment; quote the value"
            )
        self._put(frame, value, line, event.end_mark)

    def _alias(self, event: Any) -> None:
        frame, name, line = self._stack[-1], event.anchor, self.line(event.start_mark)
        if name not in self._anchors:
            self._fault(
                line, f"the alias *{name} has no &{name} before it; quote text that begins with *"
            )
        named = self._anchors.get(name, Anchored(None))
        if named is None:
            self._fault(line, f"the alias *{name} stands inside what it names")
            named = Anchored(None)
        if len(self._stack) - 1 + named.height > MAX_DEPTH:
            raise UnreadableError(
                self.index(event.start_mark), too_deep("with aliases written out")
            )
        frame.nodes += 1
        frame.extra += named.nodes - 1
        frame.height = max(frame.height, named.height + 1)
        if frame.fields is not None and frame.key is None:
            if isinstance(named.value, str):
                self._key(frame, str(named.value), line, plain=False)
            else:
                self._bad_key(frame, line, f"the alias *{name}")
            return
        self._put(frame, named.value, line, event.end_mark, named.node)

    def _open(self, event: Any) -> None:
        parent = self._stack[-1]
        start: Any = event.start_mark
        if len(self._stack) > MAX_DEPTH:
            raise UnreadableError(self.index(start), too_deep("found"))
        mapping = type(event) is MappingStartEvent
        line = self.line(start)
        tag = event.tag
        if tag is not None and tag not in ("!", f"tag:yaml.org,2002:{'map' if mapping else 'seq'}"):
            found = "a mapping" if mapping else "a list"
            self._fault(
                line, f"the tag {short_tag(tag)} before {found} is not supported; remove it"
            )
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        block_list = parent is self._bottom and not mapping and not event.flow_style
        if block_list and self.column == start.column:
            # another run, or another document, goes on with the same list
            self.ended = self.index(start) - start.column
            assert self.root is not None
            self._stack.append(self.root)
            return
        prose = parent.key == "feedback" if mapping else parent.key in _PROSE
        frame = Frame(line, mapping=mapping, prose=prose, anchor=event.anchor)
        self._stack.append(frame)
        if parent is self._bottom and self.root is None:
            self.root = frame
            if block_list:
                self.column = start.column
                self.dashes = dashes(start.column)
                self.ended = self.index(start) - start.column

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        if frame.anchor is not None:
            self._anchors[frame.anchor] = Anchored(
                frame.value, frame.node, frame.nodes + frame.extra, frame.height
            )
        parent = self._stack[-1]
        if parent is self._bottom:
            return
        parent.nodes += frame.nodes
        parent.extra += frame.extra
        parent.height = max(parent.height, frame.height + 1)
        if parent.fields is not None and parent.key is None:
            found = "a list" if frame.fields is None else "a mapping"
            self._bad_key(parent, frame.node.line, found)
            return
        self._put(parent, frame.value, frame.node.line, event.end_mark, frame.node)

    # -- keys and values -----------------------------------------------------------------------

    def _key(self, frame: Frame, key: str, line: int, *, plain: bool) -> None:
        frame.key, frame.keep = key, False
        lines = cast("dict[str, int]", frame.node.lines)
        first = lines.get(key)
        if plain and key == "":
            self._fault(line, "the key is empty; a name expected before the colon")
        elif plain and key == "<<":
            self._fault(line, "merge keys (<<) are not supported; write the fields out")
        elif first is not None:
            name = abbreviate(key, 40)
            self._fault(line, f"the key {name} stands twice (lines {first} and {line}); keep one")
        else:
            lines[key] = line
            frame.keep = True

    def _bad_key(self, frame: Frame, line: int, found: str) -> None:
        self._fault(
            line, f"{found} stands where a key belongs; quote text that begins with {{ or ["
        )
        frame.key, frame.keep = "", False

    def _put(
        self, frame: Frame, value: object, line: int, end: Mark, node: Node | None = None
    ) -> None:
        step: Step
        if frame.fields is None:
            step = len(frame.items)
            frame.items.append(value)
            cast("array[int]", frame.node.lines).append(line)
            if frame is self.root:
                self._end_entry(step, line, self.index(end))
        else:
            step = frame.key or ""
            frame.key = None
            if not frame.keep:
                return
            frame.fields[step] = value
        if node is not None:
            frame.node.below[step] = node

    def _end_entry(self, entry: int, line: int, end: int) -> None:
        assert self.root is not None
        self._extents.extend((self.ended, end))
        self.ended = end
        nodes, extra = self.root.nodes - self._counted[0], self.root.extra - self._counted[1]
        self._counted = self.root.nodes, self.root.extra
        if extra:
            self._swollen.append((entry, line, nodes, nodes + extra))

    def finish(self) -> None:
        """Refuse what aliases would swell too far; nothing was written out so far."""
        root = self.root
        if root is None or root.nodes + root.extra <= MAX_SWELL * root.nodes:
            return
        if root.fields is not None:
            self.faults.add(root.node.line, _swell(root.nodes, root.nodes + root.extra))
            self.give_up()
            return
        for entry, line, nodes, whole in self._swollen:
            if whole > MAX_SWELL * nodes:
                self.faults.add(line, _swell(nodes, whole), entry=entry)
                root.items[entry] = None
                root.node.below.pop(entry, None)

    def _check_quoted(self, event: Any) -> None:
        """The parser lets quoted text run on through any line, whole entries among them."""
        begin, end = self.index(event.start_mark), self.index(event.end_mark)
        if self.column is not None and self.dashes.search(self.text, begin, end):
            raise UnreadableError(begin, _RUNS_ON)

    def _tagged(self, event: Any, text: str) -> object:
        try:
            return read_tagged(event.tag, text)
        except TagError as error:
            self._fault(self.line(event.start_mark), str(error))
            return text

    def _fault(self, line: int, message: str) -> None:
        frames = self._stack[1:]
        entry = None
        root = self.root
        if root is not None and frames and frames[0] is root and root.fields is None:
            entry = len(root.items)
            del frames[0]
        if self.faults.full:
            frames.clear()
        where = place(step for frame in frames if (step := frame.step) is not None)
        self.faults.add(line, message, where=where, entry=entry)


def dashes(column: int) -> re.Pattern[str]:
    """The begin of a line with a list entry at `column`."""
    return re.compile(rf"^ {{{column}}}-(?=[ \t\n]|\Z)", re.MULTILINE)


def too_deep(how: str) -> str:
    """The message for lists and mappings within too many others."""
    return f"over {MAX_DEPTH} levels of lists and mappings {how}; at most {MAX_DEPTH} are read"


def _swell(nodes: int, whole: int) -> str:
    count = f"{whole:,}" if whole < 10**9 else "over a billion"
    return f"aliases swell {nodes:,} nodes to {count}; at most {MAX_SWELL} times as many are read"
