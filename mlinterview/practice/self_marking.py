"""Marking an answer of one's own: the sample answer, and the criteria to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.console.checklist import Checklist, Statement
from mlinterview.console.screen import Terminal
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.score import ItemScore
from mlinterview.practice.sitting import Answer
from mlinterview.rendering.review import explanation_blocks, verdict
from mlinterview.rendering.terminal import Look, prose

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["mark_blocks", "mark_oneself"]

_WHY = "No engine marks this one: compare your answer, and tick what it says."
_LINES = (
    "Type the numbers of what your answer says (1,3), - for none; an empty line leaves it open."
)


def mark_oneself(terminal: Terminal, answer: Answer) -> dict[str, bool] | None:
    """Which criteria the examinee finds met; None where they leave it open.

    Raises:
        EOFError: the input is at its end.
    """
    question = answer.question
    item = question.item.variant(question.seed)
    if not isinstance(item, FreeText):
        return None
    terminal.show(_sample(item, terminal.look), paged=True)
    checklist = Checklist.of(
        Statement(c.id, c.statement, f"{c.points:g}") for c in item.rubric.criteria
    )
    marked = _by_keys(terminal, checklist) if terminal.keys else _by_lines(terminal, checklist)
    return None if marked is None else {name: bool(v) for name, v in marked.criteria.items()}


def mark_blocks(drawn: Item, score: ItemScore, look: Look) -> list[RenderableType]:
    """What the examinee's own mark comes to, what to do about it, and why."""
    from rich.text import Text

    words, style = verdict(score)
    blocks: list[RenderableType] = [Text(f"{words}, by your own mark", style=f"bold {style}")]
    if score.feedback:
        blocks += ["", *(prose(line, look) for line in score.feedback)]
    return [*blocks, *explanation_blocks(drawn, look)]


def _sample(item: FreeText, look: Look) -> list[RenderableType]:
    from rich.text import Text

    blocks: list[RenderableType] = [""]
    if item.sample_answer:
        blocks += [Text("Sample answer", style="bold"), prose(item.sample_answer, look), ""]
    return [*blocks, Text(_WHY, style="bold"), ""]


def _by_keys(terminal: Terminal, checklist: Checklist) -> Checklist | None:
    from rich.text import Text

    while not checklist.done:

        def drawing(look: Look, now: Checklist = checklist) -> list[RenderableType]:
            blocks = [*now.blocks(look), ""]
            if now.message:
                blocks.append(Text(now.message, style="yellow"))
            blocks.append(Text(f"{now.keys} tick · Enter done · s leave it open", style="dim"))
            return blocks

        terminal.live(drawing)
        key = terminal.ask_key()
        if key == "eof":
            raise EOFError
        if key in ("s", "escape"):
            terminal.show([])
            return None
        checklist = checklist.press(key) or checklist
    terminal.show(checklist.blocks(terminal.look))
    return checklist


def _by_lines(terminal: Terminal, checklist: Checklist) -> Checklist | None:
    terminal.show([*checklist.blocks(terminal.look), "", _LINES])
    while True:
        line = terminal.ask_line("> ").strip()
        if not line:
            return None
        try:
            return checklist.typed(line)
        except ValueError as error:
            terminal.show([f"Not read: {error}"])
