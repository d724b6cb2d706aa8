"""Changes of a rubric as edits of its YAML text; all else stays byte for byte.

The places come from the marks of PyYAML's nodes, which count characters of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mlinterview.errors import RubricError
from mlinterview.rubrics._revised import Change

__all__ = ["Edit", "edited", "edits_of"]

#: a flow list is continued on a new line where its last one would be longer than this
_WIDE = 120
#: phrases that stand without quotes, in a flow list too
_PLAIN = re.compile(r"(?:[a-z<][a-z0-9<>_.%*-]*)(?: (?:~|[a-z0-9<>_.%*-]+))*")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` takes the place of the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def edited(text: str, edits: list[Edit]) -> str:
    """The text with all edits, which do not overlap; of two at one place the first stands first."""
    ordered = sorted(enumerate(edits), key=lambda each: (each[1].start, each[1].end, each[0]))
    for _, edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def edits_of(text: str, item_id: str, changes: Mapping[str, Change], version: int) -> list[Edit]:
    """What has to be edited in the text of a file of items.

    Args:
        text: the file.
        item_id: the item to change.
        changes: by criterion.
        version: what the item's version becomes.

    Raises:
        RubricError: the item is written in a way that is not edited: with aliases, or tags.
    """
    return _Editor(text, item_id).edits(changes, version)


class _Editor:
    def __init__(self, text: str, item_id: str) -> None:
        self._text = text
        self._item_id = item_id
        self._newline = "\r\n" if "\r\n" in text else "\n"
        try:
            self._root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            raise self._beyond("the file cannot be read") from error

    def edits(self, changes: Mapping[str, Change], version: int) -> list[Edit]:
        entry = self._entry()
        found: list[Edit] = []
        for name, change in changes.items():
            criterion = self._criterion(entry, name)
            found += self._evidence(criterion, change)
            if change.forbidden:
                found.append(self._forbidden(criterion, change.forbidden))
        return [*found, self._version(entry, version)]

    def _beyond(self, reason: str) -> RubricError:
        return RubricError(f"{self._item_id}: {reason}; make the change by hand")

    # finding nodes

    def _entry(self) -> yaml.MappingNode:
        entries: list[yaml.Node] = (
            self._root.value if isinstance(self._root, yaml.SequenceNode) else []
        )
        for entry in entries:
            if isinstance(entry, yaml.MappingNode):
                name = _value(entry, "id")
                if isinstance(name, yaml.ScalarNode) and name.value == self._item_id:
                    return entry
        raise self._beyond("the item does not stand in its file any more")

    def _criterion(self, entry: yaml.MappingNode, name: str) -> yaml.MappingNode:
        rubric = _value(entry, "rubric")
        listed = _value(rubric, "criteria") if isinstance(rubric, yaml.MappingNode) else rubric
        criteria: list[yaml.Node] = listed.value if isinstance(listed, yaml.SequenceNode) else []
        for criterion in criteria:
            found = _value(criterion, "id")
            if (
                isinstance(criterion, yaml.MappingNode)
                and isinstance(found, yaml.ScalarNode)
                and found.value == name
            ):
                # an alias gives the node of its anchor, which stands elsewhere
                inside = entry.start_mark.index <= criterion.start_mark.index
                if inside and criterion.end_mark.index <= entry.end_mark.index:
                    return criterion
        raise self._beyond(f"the criterion {name!r} is not written out in the item")

    # edits

    def _version(self, entry: yaml.MappingNode, version: int) -> Edit:
        node = _value(entry, "version")
        if node is not None:
            return Edit(node.start_mark.index, node.end_mark.index, str(version))
        return self._new_key(entry, entry.value[-1][1], "version", str(version))

    def _forbidden(self, criterion: yaml.MappingNode, phrases: tuple[str, ...]) -> Edit:
        node = _value(criterion, "forbidden")
        if node is not None:
            (edit,) = self._extended(criterion, node, phrases)
            return edit
        written = f"[{', '.join(map(_written, phrases))}]"
        return self._new_key(criterion, _value(criterion, "evidence"), "forbidden", written)

    def _new_key(
        self, mapping: yaml.MappingNode, after: yaml.Node | None, key: str, value: str
    ) -> Edit:
        """A key behind the value of another one."""
        assert after is not None
        if mapping.flow_style:
            at = self._end(after)
            name = f'"{key}"' if self._text[mapping.value[0][0].start_mark.index] == '"' else key
            return Edit(at, at, f", {name}: {value}")
        at = self._line_end(self._end(after))
        indent = " " * mapping.start_mark.column
        return Edit(at, at, f"{self._newline}{indent}{key}: {value}")

    def _evidence(self, criterion: yaml.MappingNode, change: Change) -> list[Edit]:
        node = _value(criterion, "evidence")
        if node is None:
            raise self._beyond("a criterion without evidence")
        found: list[Edit] = []
        inner = _only_any(node)
        if change.dropped:
            if not isinstance(inner, yaml.SequenceNode):
                raise self._beyond("the evidence is no list")
            found += self._removed(inner, change.dropped)
        if change.added:
            if change.dropped and isinstance(inner, yaml.SequenceNode):
                return self._exchanged(inner, found, change)
            found += self._extended(criterion, node, change.added)
        return found

    def _exchanged(
        self, listed: yaml.SequenceNode, removed: list[Edit], change: Change
    ) -> list[Edit]:
        """New phrases behind the last entry that stays, so that no two edits touch."""
        kept = [entry for entry in listed.value if not _is_one_of(entry, change.dropped)]
        return [*removed, self._appended(listed, kept[-1], change.added)]

    def _extended(
        self, criterion: yaml.MappingNode, node: yaml.Node, phrases: tuple[str, ...]
    ) -> list[Edit]:
        self._owned(criterion, node)
        inner = _only_any(node)
        if isinstance(inner, yaml.SequenceNode) and inner.value:
            return [self._appended(inner, inner.value[-1], phrases)]
        written = ", ".join(map(_written, phrases))
        start, end = node.start_mark.index, self._end(node)
        if isinstance(node, yaml.ScalarNode):
            return [Edit(start, end, f"[{_written(node.value)}, {written}]")]
        if isinstance(node, yaml.SequenceNode):
            return [Edit(start, end, f"[{written}]")]
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            return [Edit(start, end, f"[{self._text[start:end]}, {written}]")]
        return [self._listed(node, phrases)]

    def _owned(self, criterion: yaml.MappingNode, node: yaml.Node) -> None:
        """Refuse what stands elsewhere under an anchor."""
        if not criterion.start_mark.index < node.start_mark.index < criterion.end_mark.index:
            raise self._beyond("the evidence is an alias")

    def _listed(self, node: yaml.Node, phrases: tuple[str, ...]) -> Edit:
        """A block mapping as the first entry of a list: two columns further in."""
        start, end = node.start_mark.index, self._end(node)
        column = " " * node.start_mark.column
        body = self._text[start:end].split("\n")
        moved = "\n".join(
            [f"- {body[0]}", *(f"  {line}" if line.strip() else line for line in body[1:])]
        )
        lines = "".join(f"{self._newline}{column}- {_written(phrase)}" for phrase in phrases)
        return Edit(start, end, moved + lines)

    def _appended(
        self, listed: yaml.SequenceNode, last: yaml.Node, phrases: tuple[str, ...]
    ) -> Edit:
        """Entries behind ``last``."""
        end = self._end(last)
        if not listed.flow_style:
            at = self._line_end(end)
            column = " " * listed.start_mark.column
            lines = "".join(f"{self._newline}{column}- {_written(phrase)}" for phrase in phrases)
            return Edit(at, at, lines)
        begin = self._text.rfind("\n", 0, end) + 1
        text, width = "", end - begin
        # entries of a list of several lines stand one below the other
        first = listed.value[0].start_mark
        indent = " " * max(first.column if first.line != listed.start_mark.line else 0, 1)
        if first.line == listed.start_mark.line:
            indent = " " * (len(self._text[begin:end]) - len(self._text[begin:end].lstrip()) + 2)
        for phrase in phrases:
            written = _written(phrase)
            if width + len(written) + 3 > _WIDE:
                text += f",{self._newline}{indent}{written}"
                width = len(indent) + len(written)
            else:
                text += f", {written}"
                width += len(written) + 2
        return Edit(end, end, text)

    def _removed(self, listed: yaml.SequenceNode, phrases: tuple[str, ...]) -> Iterator[Edit]:
        text = self._text
        entries = listed.value
        for index, entry in enumerate(entries):
            if not _is_one_of(entry, phrases):
                continue
            start, end = entry.start_mark.index, self._end(entry)
            if not listed.flow_style:
                # the whole line, from the dash on
                begin = text.rfind("\n", 0, start) + 1
                stop = self._line_end(end)
                yield Edit(begin, min(len(text), stop + len(self._break(stop))), "")
            elif any(not _is_one_of(each, phrases) for each in entries[index + 1 :]):
                yield Edit(start, entries[index + 1].start_mark.index, "")
            else:
                # what stays ends before it: from there on, with the comma between
                yield Edit(self._end(entries[index - 1]), end, "")

    # places in the text

    def _end(self, node: yaml.Node) -> int:
        """Where a node's own text ends: block nodes run on to the next thing otherwise."""
        end = node.end_mark.index
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return node.start_mark.index + len(self._text[node.start_mark.index : end].rstrip())
        return end

    def _line_end(self, index: int) -> int:
        """The end of the line, a comment on it included."""
        found = self._text.find("\n", index)
        end = len(self._text) if found < 0 else found
        return end - 1 if end > index and self._text[end - 1] == "\r" else end

    def _break(self, index: int) -> str:
        return "\r\n" if self._text.startswith("\r\n", index) else self._text[index : index + 1]


def _value(mapping: yaml.Node | None, key: str) -> yaml.Node | None:
    for name, value in mapping.value if isinstance(mapping, yaml.MappingNode) else []:
        if isinstance(name, yaml.ScalarNode) and name.value == key:
            found: yaml.Node = value
            return found
    return None


def _only_any(node: yaml.Node) -> yaml.Node:
    """The list of alternatives: the node itself, or what stands under ``any`` alone."""
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
        return _value(node, "any") or node
    return node


def _is_one_of(entry: yaml.Node, phrases: tuple[str, ...]) -> bool:
    return isinstance(entry, yaml.ScalarNode) and entry.value in phrases


def _written(phrase: str) -> str:
    """The phrase as YAML that is read back as the same text."""
    return (
        phrase
        if _PLAIN.fullmatch(phrase) and " " in phrase
        else json.dumps(phrase, ensure_ascii=False)
    )
