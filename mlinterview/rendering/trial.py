"""One answer under a rubric: what was found for each criterion, by which rule, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.model.free_text import FreeText
from mlinterview.model.score import CriterionScore, ItemScore
from mlinterview.rendering._answers import evidence_words
from mlinterview.rendering.review import points_text, verdict
from mlinterview.rendering.terminal import Entry, Look, entry_blocks, render

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["trial_text"]

#: mark, style and word by the share that a criterion earned
_MET, _HALF, _NOT, _OPEN = (
    ("✓", "green", "met"),
    ("½", "yellow", "half"),
    ("✗", "red", "not met"),
    ("?", "magenta", "open"),
)
#: what a misconception means that no rubric lists
_REVERSED = "Takes the effect for the cause."


def trial_text(
    item: FreeText,
    score: ItemScore,
    *,
    seed: int | None = None,
    width: int = 80,
    color: bool = False,
) -> str:
    """The score criterion by criterion, for whoever writes the rubric.

    Args:
        item: the item as the bank has it.
        score: of one answer to it.
        seed: that its parameters were drawn by.
        width: columns that no line exceeds.
        color: escape codes for a terminal.

    >>> import mlinterview as mli
    >>> item = mli.load_bank()["kv-cache-what-it-saves"]
    >>> print(trial_text(item, mli.grade(item, "It saves disk space.")).splitlines()[0])
    kv-cache-what-it-saves: 0 of 5 points
    """
    from rich.text import Text

    look = Look(width=width, color=color)
    drawn = item.variant(seed)
    assert isinstance(drawn, FreeText)  # a variant has the item's format
    if score.points is None or score.status == "unanswered":
        return render([Text(verdict(score)[0])], look).rstrip("\n")
    head = Text(f"{item.id}: {points_text(score.points, score.max_points)}", style="bold")
    sure = [score.status, f"confidence {score.confidence:.2f}"]
    sure += [f"band {score.band}"] if score.band else []
    blocks: list[RenderableType] = [head, Text(", ".join(sure)), ""]
    statements = {criterion.id: criterion.statement for criterion in drawn.rubric.criteria}
    entries = [_criterion(part, statements[part.id]) for part in score.criteria]
    blocks.append(entry_blocks(entries, look))
    believed = {each.id: each.statement for each in drawn.rubric.misconceptions}
    if score.misconceptions:
        found = [
            Entry("", f"{name}: {believed.get(name, _REVERSED)}") for name in score.misconceptions
        ]
        blocks += ["", Text("Misconceptions", style="bold"), entry_blocks(found, look)]
    if score.feedback:
        blocks += ["", Text("Feedback and notes", style="bold")]
        blocks.append(entry_blocks([Entry("-", line) for line in score.feedback], look))
    return render(blocks, look).rstrip("\n")


def _criterion(part: CriterionScore, statement: str) -> Entry:
    """What became of a criterion: below its statement the decision, the words, the reason."""
    mark, style, word = _decision(part)
    facts = [f"{word}: {points_text(part.points or 0.0, part.max_points)}", f"rule {part.rule}"]
    facts += [f"fit {part.quality:.2f}"] if part.quality is not None else []
    facts += [f"confidence {part.confidence:.2f}"] if part.confidence is not None else []
    lines = [", ".join(facts), *evidence_words(part)]
    return Entry("", f"{part.id}: {statement}", mark, "  \n".join(lines), style)


def _decision(part: CriterionScore) -> tuple[str, str, str]:
    if part.met is None:
        return _OPEN
    return _MET if part.met else _HALF if part.points else _NOT
