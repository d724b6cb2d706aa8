"""A group of answers on the screen of whoever marks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.console.checklist import Checklist
from mlinterview.marking._evidence import pieces, superscript
from mlinterview.marking.deciding import deduction
from mlinterview.marking.queue import ReviewGroup
from mlinterview.rendering._answers import key_blocks
from mlinterview.rendering.present import present
from mlinterview.rendering.terminal import Look, head_blocks, printable, render

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["answer_blocks", "fitted", "group_blocks", "points_words"]


def group_blocks(group: ReviewGroup, look: Look, place: str, *, stem: bool) -> list[RenderableType]:
    """Where we are, the question where it is to be shown, and the answer."""
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    count = len(group.scores)
    people = "1 answer" if count == 1 else f"{count} equal answers"
    sure = f"confidence {group.confidence:.2f}" if group.confidence else ""
    head = Table.grid(expand=True, padding=(0, 1, 0, 0))
    head.add_column(no_wrap=True)
    head.add_column(ratio=1)
    head.add_column(no_wrap=True, justify="right")
    facts = " · ".join(part for part in (people, sure) if part)
    title = printable(group.item.label)
    head.add_row(Text(place, style="bold"), Text(title, style="bold"), Text(facts, style="dim"))
    rule = Rule(style="dim", characters="─")
    blocks: list[RenderableType] = [head, rule]
    if stem:
        shown = present(group.item, seed=group.score.presented.seed)
        blocks += head_blocks(shown, look, root=group.item.placement.root)
        if not group.criteria:  # nothing else says what is right
            blocks += ["", Text("Right answer", style="bold"), *key_blocks(group.item, shown, look)]
        blocks.append(rule)
    return [*blocks, *answer_blocks(group, look), ""]


def answer_blocks(group: ReviewGroup, look: Look) -> list[RenderableType]:
    """The answer, with the words that the engine took as evidence and the numbers of criteria."""
    from rich.padding import Padding
    from rich.text import Text

    if group.response is None:
        return [Text("The answer is not in the file: it was given live, or left out.", "dim")]
    text = Text()
    for piece, evidence, numbers in pieces(group):
        if not evidence:
            text.append(printable(piece))
            continue
        words = printable(piece)
        text.append(words if look.color else f"»{words}«", "bold underline")
        text.append(superscript(numbers), "cyan")
    return [Padding(text, (0, 0, 0, 2))]


def points_words(group: ReviewGroup, points: float) -> str:
    """``2.5 of 4``, with what the engine took off."""
    words = f"{round(points, 2):g} of {round(group.max_points, 2):g}"
    taken = deduction(group)
    return f"{words} ({round(taken, 2):g} off for a misconception)" if taken else words


def fitted(checklist: Checklist, look: Look, around: int) -> list[RenderableType]:
    """The list in full, or as many lines of each statement as the window has room for.

    Args:
        around: rows that are to be seen above and below it.
    """
    for lines in (None, 3, 2):
        blocks = checklist.blocks(look, lines=lines)
        if render(blocks, look).count("\n") + around <= look.height:
            return blocks
    return checklist.blocks(look, lines=1)
