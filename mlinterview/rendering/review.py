"""An answer looked at again: points in words and colour, what is right, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mlinterview.model.item import Item
from mlinterview.model.score import ItemScore
from mlinterview.rendering._answers import answer_blocks, key_blocks
from mlinterview.rendering.present import present
from mlinterview.rendering.terminal import Look, head_blocks, printable, prose, render

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["explanation_blocks", "key_text", "points_text", "review_blocks", "verdict"]


def verdict(score: ItemScore) -> tuple[str, str]:
    """A score in words, and the style that goes with it.

    >>> import mlinterview as mli
    >>> verdict(mli.grade(mli.load_bank()["loss-for-task"], {"house-price": "mse"}))
    ('Partly right: 0.25 of 1 point', 'yellow')
    """
    if score.status == "unanswered":
        return f"Not answered: {points_text(0.0, score.max_points)}", "yellow"
    if score.points is None or score.status in ("invalid", "failed"):
        reason = f" ({score.problem.message})" if score.problem else ""
        return f"Could not be graded{reason}", "magenta"
    if score.status == "needs_review":
        low, high = (f"{value:.4g}" for value in score.points_range)
        return f"For review: {low} to {high} of {_points(score.max_points)}", "magenta"
    share = score.points / score.max_points
    if share >= 1 - 1e-9:
        word, style = "Right", "green"
    else:
        word, style = ("Wrong", "red") if share <= 0 else ("Partly right", "yellow")
    return f"{word}: {points_text(score.points, score.max_points)}", style


def points_text(points: float, maximum: float) -> str:
    """``0.33 of 1 point``."""
    return f"{round(points, 2):g} of {_points(maximum)}"


def _points(maximum: float) -> str:
    return f"{round(maximum, 2):g} point" + ("" if maximum == 1 else "s")


def review_blocks(
    item: Item,
    score: ItemScore,
    look: Look,
    *,
    seed: int | None = None,
    order: tuple[str, ...] | None = None,
    stem: bool = False,
) -> list[RenderableType]:
    """The verdict, the answer part by part with feedback and what is right, and why it is right.

    Args:
        item: the item as the bank has it.
        seed, order: as it was shown.
        stem: begin with title and stem, where the question is out of sight.
    """
    from rich.text import Text

    shown = present(item, seed=seed, order=order)
    drawn = item.variant(seed)
    blocks: list[RenderableType] = []
    if stem:
        blocks += [*head_blocks(shown, look, root=item.placement.root, stimulus=False), ""]
    words, style = verdict(score)
    blocks += [Text(words, style=f"bold {style}"), ""]
    blocks += answer_blocks(drawn, shown, score, look)
    blocks += explanation_blocks(drawn, look)
    return blocks


def explanation_blocks(drawn: Item, look: Look) -> list[RenderableType]:
    """Explanation, derivation and references of an item."""
    from rich.text import Text

    blocks: list[RenderableType] = []
    for text in (drawn.explanation, drawn.derivation):
        if text:
            blocks += ["", prose(text, look)]
    if drawn.references:
        blocks.append("")
    for reference in drawn.references:
        parts = (reference.title, reference.locator, reference.url)
        words = "See " + ", ".join(part for part in parts if part)
        blocks.append(Text(printable(words), style="dim"))
    return blocks


def key_text(
    item: Item,
    *,
    seed: int | None = None,
    width: int = 80,
    color: bool = False,
    shown: Mapping[str, Any] | None = None,
) -> str:
    """The right answer with its explanation and references, as text.

    >>> import mlinterview as mli
    >>> print(key_text(mli.load_bank()["single-batch-loss-oscillates"]).splitlines()[0])
      ✓ a) Shuffled labels
    """
    look = Look(width=width, color=color)
    drawn = item.variant(seed)
    blocks = key_blocks(drawn, shown if shown is not None else present(item, seed=seed), look)
    return render([*blocks, *explanation_blocks(drawn, look)], look).rstrip("\n")
