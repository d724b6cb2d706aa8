"""A review in a terminal: group by group, each decision handed on at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from mlinterview.console.checklist import Checklist
from mlinterview.console.screen import Terminal
from mlinterview.marking._blocks import fitted, group_blocks, points_words
from mlinterview.marking.deciding import (
    Decision,
    marks_of,
    points_of,
    proposal,
    statements,
    whole_points,
)
from mlinterview.marking.queue import ReviewGroup
from mlinterview.model.records import Mark
from mlinterview.rendering.terminal import Look, render

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["ReviewResult", "run_review"]

#: rows below the statements: an empty one, points, note, message, the keys on two lines
_BELOW = 6
_KEYS = "toggle · Enter accept · p points · n note · s skip · b back · i stem · q end"
_LINES = (
    "Type the numbers of the criteria that are met (1,3), - for none, = for all as proposed,"
    " p 2.5 for points, n TEXT for a note. An empty line skips, b goes back, q ends."
)


@dataclass(frozen=True)
class ReviewResult:
    """What came of a review.

    Attributes:
        decisions: by the group's id.
        marks: how many marks were handed on.
        ended: ``all`` groups were shown, or it was ``stopped``.
    """

    decisions: dict[str, Decision]
    marks: int
    ended: Literal["all", "stopped"]


def run_review(
    groups: Sequence[ReviewGroup],
    terminal: Terminal,
    *,
    by: str,
    keep: Callable[[Sequence[Mark]], None] = lambda marks: None,
) -> ReviewResult:
    """Show group by group and take a decision on each, until all were shown or somebody ends it.

    ``q`` and the end of input end it; Ctrl-C is passed on. A decision made again after going back
    is handed on again: of several marks the last one counts.

    Args:
        groups: as ``review_queue`` gives them.
        terminal: where they are shown.
        by: who marks.
        keep: called with the marks of each decision as it is made.
    """
    session = _Session(groups, terminal, by, keep)
    try:
        while session.place < len(groups):
            session.ask(groups[session.place])
        ended: Literal["all", "stopped"] = "all"
    except (_End, EOFError):
        ended = "stopped"
    return ReviewResult(session.decisions, session.marks, ended)


class _End(Exception):
    """Whoever marks wants to stop."""


@dataclass
class _Session:
    groups: Sequence[ReviewGroup]
    terminal: Terminal
    by: str
    keep: Callable[[Sequence[Mark]], None]
    place: int = 0
    marks: int = 0
    decisions: dict[str, Decision] = field(default_factory=dict)
    _stem: str | None = None  # the question that was shown last
    _told: bool = False

    def ask(self, group: ReviewGroup) -> None:
        """Show a group until it is decided or left."""
        before = self.decisions.get(group.id, Decision(proposal(group)))
        checklist = Checklist.of(statements(group), {**proposal(group), **before.values})
        asking = _Asking(group, checklist, before.note, before.points, self.terminal.keys)
        asking = self._page(asking, stem=self._stem != group.item.stem)
        self._stem = group.item.stem
        if self.terminal.keys:
            self._by_keys(asking)
        else:
            self._by_lines(asking)

    def _page(self, asking: _Asking, *, stem: bool) -> _Asking:
        """Begin a page with the group; what is asked about it, as it stands below this page."""
        place = f"{self.place + 1}/{len(self.groups)}"
        look = self.terminal.look
        asking = replace(asking, place=place, stem=stem)
        rows = render(asking.blocks(look), look).count("\n") if self.terminal.keys else 0
        self.terminal.page(asking.head, below=rows)
        return asking

    def _by_keys(self, asking: _Asking) -> None:
        while True:
            self.terminal.live(asking.blocks)
            key = self.terminal.ask_key()
            after = asking.checklist.press(key)
            if after is not None:
                # points for the whole item give way to criteria that are set after them
                points = asking.points if key == "enter" else None
                if key == "enter" and points is not None:
                    after = replace(after, done=True)
                asking = replace(asking, checklist=after, points=points)
                if after.done:
                    return self._decide(asking)
            elif key in ("p", "n"):
                self.terminal.show([])
                asking = self._points(asking) if key == "p" else self._note(asking)
                if asking.checklist.done:
                    return self._decide(asking)
                asking = self._page(asking, stem=False)
            elif key == "i":
                asking = self._page(asking, stem=True)
            elif key in ("s", "b"):
                return self._move(1 if key == "s" else -1)
            elif key in ("q", "eof"):
                self.terminal.show([])
                raise _End

    def _points(self, asking: _Asking) -> _Asking:
        typed = self.terminal.ask_line(f"Points (0 to {asking.group.max_points:g}): ")
        if not typed.strip():
            return asking
        try:
            points = whole_points(asking.group, typed)
        except ValueError as error:
            return replace(asking, checklist=replace(asking.checklist, message=_sentence(error)))
        return replace(asking, points=points, checklist=replace(asking.checklist, done=True))

    def _note(self, asking: _Asking) -> _Asking:
        typed = self.terminal.ask_line("Note for the examinee: ").strip()
        return replace(asking, note=typed or None)

    def _by_lines(self, asking: _Asking) -> None:
        self.terminal.show(asking.blocks(self.terminal.look))
        if not self._told:
            self.terminal.show([_LINES])
            self._told = True
        while True:
            line = self.terminal.ask_line("> ").strip()
            word, _, rest = line.partition(" ")
            if not line:
                return self._move(1)
            if line in ("q", "b"):
                if line == "q":
                    raise _End
                return self._move(-1)
            if word == "n":
                asking = replace(asking, note=rest.strip() or None)
                continue
            try:
                asking = _typed(asking, line, word, rest)
            except ValueError as error:
                self.terminal.show([_sentence(error)])
                continue
            return self._decide(asking)

    def _decide(self, asking: _Asking) -> None:
        group = asking.group
        decision = Decision(asking.checklist.criteria, asking.points, asking.note)
        if self.decisions.get(group.id) != decision:
            marks = marks_of(group, decision, self.by)
            self.keep(marks)
            self.marks += len(marks)
            self.decisions[group.id] = decision
        self._move(1)

    def _move(self, steps: int) -> None:
        self.terminal.show([])
        self.place = max(0, self.place + steps)


@dataclass(frozen=True)
class _Asking:
    """A group with what is decided of it so far."""

    group: ReviewGroup
    checklist: Checklist
    note: str | None
    points: float | None
    keys: bool
    place: str = ""
    stem: bool = False

    def head(self, look: Look) -> list[RenderableType]:
        return group_blocks(self.group, look, self.place, stem=self.stem)

    def blocks(self, look: Look) -> list[RenderableType]:
        from rich.text import Text

        points = self.points
        if points is None:
            points = points_of(self.group, self.checklist.criteria)
        blocks = [*self._listed(look), ""]
        blocks.append(Text(f"Points: {points_words(self.group, points)}"))
        if self.note:
            blocks.append(Text(f"Note: {self.note}"))
        if not self.keys:
            return blocks
        if self.checklist.message:
            blocks.append(Text(self.checklist.message, style="yellow"))
        blocks.append(Text(f"{self.checklist.keys} {_KEYS}", style="dim"))
        return blocks

    def _listed(self, look: Look) -> list[RenderableType]:
        """The statements: in full beside the question, later so that the answer is in sight."""
        if not self.keys:
            return self.checklist.blocks(look)
        above = 0 if self.stem else render(self.head(look), look).count("\n")
        return fitted(self.checklist, look, above + _BELOW)


def _typed(asking: _Asking, line: str, word: str, rest: str) -> _Asking:
    """What a line decides.

    Raises:
        ValueError: it cannot be read, or leaves criteria open.
    """
    if word == "p":
        return replace(asking, points=whole_points(asking.group, rest))
    if line != "=":
        return replace(asking, checklist=asking.checklist.typed(line), points=None)
    left = sum(value is None for value in asking.checklist.values)
    if left and asking.points is None:
        raise ValueError(f"{left} not decided: the numbers of all that are met expected")
    return asking


def _sentence(error: ValueError) -> str:
    text = str(error)
    return text[:1].upper() + text[1:] + "."
