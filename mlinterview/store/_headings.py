"""Which item a heading means: by id, question text, title, position on the form, or its start."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mlinterview._text import stem_fold
from mlinterview.errors import ExpressionError
from mlinterview.model.cloze import Cloze
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.ordering import Ordering

__all__ = ["Found", "Headings"]

#: a heading that is cut short must have this many characters left
MIN_START = 30
_POSITION = re.compile(
    r"(?:q|question|frage|aufgabe|item|task|no|nr|response|antwort|answer)?[\s.:#_-]*"
    r"(?<![0-9])0*([1-9][0-9]{0,3})\s*[.):]?",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"\s*(?:q|question|frage|aufgabe|item|task)[\s.:#_-]*[0-9]{1,4}\s*[-.:)–—]*\s*(?=\S)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\s*[(\[]\s*[0-9]+(?:[.,][0-9]+)?\s*(?:points?|pts?\.?|marks?|punkte?)\s*[)\]]\s*\*?\s*$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\{\{[^{}]*\}\}|_{2,}|\.{3,}|…")
_DOTTED = re.compile(r"([a-z0-9-]+)[.:/]\s*(\S.*)", re.DOTALL)
_RANK = re.compile(r"(?:rank(?:ing)?|rang|position|place|platz)?\s*([0-9]{1,3})", re.IGNORECASE)
#: what form tools write behind or before a question for columns of their own
_OWN_PART = frozenset({"score", "feedback", "points", "punkte", "comment", "kommentar"})
_OWN_START = re.compile(r"(?:points|feedback|punkte|score)\s*[-–:]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a heading means, or why that is unknown.

    ``item`` is None where it means none; ``own`` where it is a column of the form tool about an
    item, such as its score.
    """

    item: str | None = None
    part: str | None = None
    by: str = ""
    own: bool = False


class Headings:
    """The items of a form or bank, by all that a heading may call them."""

    def __init__(self, items: Mapping[str, Item], form: Form | None) -> None:
        self._all = items
        self._positions: Sequence[str] = ()
        if form is not None:
            self._positions = [entry.id for entry in form.entries()]
            items = {name: items[name] for name in self._positions if name in items}
        self._form = form
        self._items = items
        self._stems: dict[str, set[str]] = {}
        self._titles: dict[str, set[str]] = {}
        for item in items.values():
            for text in _stems(item, form):
                self._stems.setdefault(_folded(text), set()).add(item.id)
            if item.title:
                self._titles.setdefault(_folded(item.title), set()).add(item.id)
        self._sorted = sorted(self._stems)
        self._known: dict[str, Found] = {}

    def find(self, heading: str) -> Found:
        """What a heading means."""
        if heading not in self._known:
            self._known[heading] = self._find(heading.strip())
        return self._known[heading]

    def _find(self, text: str) -> Found:
        if not text:
            return Found(by="no heading")
        whole = self._whole(text)
        if whole.item is not None:
            return whole
        part = self._part_of(text)
        if part is not None:
            return part
        start = _OWN_START.match(text)
        if start:
            about = self._whole(text[start.end() :])
            if about.item is not None:
                return replace(about, own=True, by="a column of the form tool")
        return whole

    def _whole(self, text: str) -> Found:
        """The item that all of the text names."""
        identity = text.lower()
        if identity in self._items:
            return Found(identity, by="id")
        spellings = _spellings(text)
        reason = ""
        for index, by in ((self._stems, "stem"), (self._titles, "title")):
            for spelling in spellings:
                ids = index.get(spelling, set())
                if len(ids) == 1:
                    return Found(next(iter(ids)), by=by)
                if ids:
                    reason = reason or f"fits several items: {_listed(ids)}"
        position = _POSITION.fullmatch(text)
        if position:
            return self._at(int(position[1]))
        for spelling in spellings:
            ids = self._starting(spelling)
            if len(ids) == 1:
                return Found(next(iter(ids)), by="start of the stem")
            if ids:
                reason = reason or f"the start of several items: {_listed(ids)}"
        if not reason and identity in self._all:
            assert self._form is not None
            reason = f"an item that is not on the form {self._form.id!r}"
        return Found(by=reason or "no item has this id, position or question text")

    def _at(self, position: int) -> Found:
        if self._form is None:
            return Found(by="a position, which takes a form")
        if position > len(self._positions):
            return Found(by=f"the form has {len(self._positions)} items")
        identity = self._positions[position - 1]
        if identity not in self._items:
            return Found(by=f"the bank has no item {identity!r}, which stands there on the form")
        return Found(identity, by="position")

    def _starting(self, folded: str) -> set[str]:
        """The items whose stem begins so."""
        if len(folded) < MIN_START:
            return set()
        found: set[str] = set()
        at = bisect_left(self._sorted, folded)
        while at < len(self._sorted) and self._sorted[at].startswith(folded) and len(found) < 10:
            found |= self._stems[self._sorted[at]]
            at += 1
        return found

    def _part_of(self, text: str) -> Found | None:
        """``Question [row]``, ``id [row]`` and ``id.row``."""
        split = _bracketed(text)
        if split is None:
            dotted = _DOTTED.fullmatch(text)
            if dotted is None or dotted[1] not in self._items:
                return None
            split = dotted[1], dotted[2]
        base, part = split
        about = self._whole(base)
        if about.item is None:
            # several items with one question text may be told apart by their rows
            fitting = [
                identity
                for spelling in _spellings(base)
                for identity in sorted(self._stems.get(spelling, ()))
                if part_id(self._items[identity], part, self._form) is not None
            ]
            if len(set(fitting)) != 1:
                return None
            about = Found(fitting[0], by="stem")
        assert about.item is not None
        identity = part_id(self._items[about.item], part, self._form)
        if identity is not None:
            return replace(about, part=identity)
        if part.strip().casefold() in _OWN_PART:
            return replace(about, own=True, by="a column of the form tool")
        what = part.strip()[:60]
        return Found(by=f"the item {about.item!r} has no row, blank or option {what!r}")


def part_id(item: Item, text: str, form: Form | None) -> str | None:
    """The row, blank, option or step of an item that a text names; for ordering a rank too."""
    item = _drawn(item, form)
    named: Sequence[tuple[str, str]]
    if isinstance(item, Matching):
        named = [(row.id, row.text) for row in item.rows]
    elif isinstance(item, Cloze):
        named = [(name, name) for name in item.blank_ids]
    elif isinstance(item, (MultiSelect, Ordering)):
        named = item.choices
    else:
        return None
    typed = text.strip()
    folded = stem_fold(typed)
    for identity, _ in named:
        if identity == typed.lower():
            return identity
    same = [identity for identity, shown in named if stem_fold(shown) == folded]
    if not same and len(folded) >= MIN_START:
        same = [identity for identity, shown in named if stem_fold(shown).startswith(folded)]
    if len(same) == 1:
        return same[0]
    number = _RANK.fullmatch(typed)
    if number is None or not 1 <= int(number[1]) <= len(named):
        return None
    return f"#{int(number[1])}" if isinstance(item, Ordering) else named[int(number[1]) - 1][0]


def _stems(item: Item, form: Form | None) -> set[str]:
    """The question text as the bank has it, and as the form prints it."""
    return {item.stem, _drawn(item, form).stem}


def _drawn(item: Item, form: Form | None) -> Item:
    if form is None or not item.parametrised:
        return item
    try:
        return item.variant(form.seed_for(item.id))
    except (ExpressionError, ValueError):
        return item


def _spellings(text: str) -> list[str]:
    """The text folded: as it is, and without a number before it or points behind it."""
    bare = _POINTS.sub("", text)
    found = [text, bare, _NUMBERING.sub("", text, count=1), _NUMBERING.sub("", bare, count=1)]
    return list(dict.fromkeys(filter(None, map(_folded, found))))


def _folded(text: str) -> str:
    """`stem_fold`, with gaps alike however they are drawn."""
    return stem_fold(_GAP.sub(" ", text))


def _bracketed(text: str) -> tuple[str, str] | None:
    """What stands before the bracket that ends the text, and in it."""
    text = text.rstrip(" *")
    if not text.endswith("]"):
        return None
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            base, part = text[:at].strip(), text[at + 1 : -1]
            return (base, part) if base and part.strip() else None
    return None


def _listed(ids: set[str]) -> str:
    names = sorted(ids)
    return ", ".join(names[:5]) + (" ..." if len(names) > 5 else "")
