"""Editing YAML by place: what a node's text spans, and entries of a list in another order.

The text is never dumped again, so comments, quotes and layout stay as somebody wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import yaml

from mlinterview.lint._rule import Loc

__all__ = ["Edit", "applied", "compose", "end_mark_edit", "node_at", "reordered"]


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of text in the place of another."""

    start: int
    end: int
    text: str


def compose(text: str) -> yaml.Node | None:
    """The nodes of a file with their places; None where it cannot be read as plain YAML."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError):
        return None
    return node if isinstance(node, yaml.Node) else None


def node_at(root: yaml.Node, item: str, loc: Loc) -> yaml.Node | None:
    """The node at a place in an item of a file that is a list of items."""
    entries = root.value if isinstance(root, yaml.SequenceNode) else []
    for entry in entries:
        name = _member(entry, "id")
        if isinstance(name, yaml.ScalarNode) and name.value == item:
            found: yaml.Node | None = entry
            for step in loc:
                found = _member(found, step)
            return found
    return None


def _member(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(step):
                return value if isinstance(value, yaml.Node) else None
    return None


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def end_mark_edit(text: str, node: yaml.Node | None, wanted: str, found: str) -> Edit | None:
    """The edit that lets a text end with ``wanted`` (or nothing) in the place of ``found``."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    end = node.end_mark.index
    if node.style in ("'", '"'):
        end -= 1
    while end > node.start_mark.index and text[end - 1].isspace():
        end -= 1
    if found:
        return Edit(end - 1, end, wanted) if text[end - 1] == found else None
    return Edit(end, end, wanted)


# entries in another order -----------------------------------------------------------------------

_DASH = re.compile(r"^( *)-(?= |$)")


def reordered(text: str, node: yaml.Node | None, order: Sequence[int]) -> Edit | None:
    """The edit that puts the entries of a list into another order, their comments with them.

    None where an entry's text cannot be told from its neighbours'.
    """
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != len(order):
        return None
    if node.flow_style:
        spans = [(child.start_mark.index, child.end_mark.index) for child in node.value]
        between = [text[one[1] : other[0]] for one, other in pairwise(spans)]
        if any("#" in part for part in between):
            return None
    else:
        found = _block_spans(text, node)
        if found is None:
            return None
        spans = found
        between = [""] * (len(spans) - 1)
    pieces = [text[start:end] for start, end in spans]
    if not node.flow_style:
        line_end = "\r\n" if "\r\n" in text else "\n"
        pieces = [piece if piece.endswith("\n") else piece + line_end for piece in pieces]
    moved = [pieces[index] for index in order]
    joined = moved[0] + "".join(gap + piece for gap, piece in zip(between, moved[1:], strict=True))
    return Edit(spans[0][0], spans[-1][1], joined)


def _block_spans(text: str, node: yaml.SequenceNode) -> list[tuple[int, int]] | None:
    """Start and end of each entry: from its dash, or the comments above it, to the next one."""
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    first = [child.start_mark.line for child in node.value]
    matches = [_DASH.match(lines[number]) for number in first]
    indents = {len(match[1]) for match in matches if match}
    if None in matches or len(indents) != 1 or len(set(first)) < len(first):
        return None
    indent = indents.pop()
    starts = [first[0], *(_with_comments(lines, number, indent) for number in first[1:])]
    return [
        (offsets[start], offsets[end])
        for start, end in zip(
            starts, [*starts[1:], _last_line(lines, first[-1], indent)], strict=True
        )
    ]


def _with_comments(lines: Sequence[str], number: int, indent: int) -> int:
    """The line on which the comments directly above an entry begin."""
    while re.match(rf" {{{indent}}}#", lines[number - 1]):
        number -= 1
    return number


def _last_line(lines: Sequence[str], start: int, indent: int) -> int:
    """The line behind an entry: the next one that is not further in, blank lines left out."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        bare = lines[number].strip()
        if bare and len(lines[number]) - len(lines[number].lstrip(" ")) <= indent:
            break
        if bare:
            end = number + 1
    return end
