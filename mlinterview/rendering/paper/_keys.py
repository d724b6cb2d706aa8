"""What is right and why, as the key prints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mlinterview.rendering._answers import key_words
from mlinterview.rendering.paper.model import BlankSpace, Choice, Criterion, Key, Row
from mlinterview.rendering.paper.words import words_in

__all__ = ["answered", "key_of"]


def key_of(
    drawn: Any,
    choices: Sequence[Choice],
    rows: Sequence[Row],
    blanks: Sequence[BlankSpace],
    words: str,
) -> Key:
    """The key of an item as it was printed."""
    rubric = getattr(drawn, "rubric", None)
    capped = rubric is not None and rubric.points < sum(c.points for c in rubric.criteria)
    return Key(
        answer=_answer(drawn, choices, rows, blanks, words),
        sample_answer=getattr(drawn, "sample_answer", None),
        explanation=drawn.explanation,
        derivation=drawn.derivation,
        criteria=tuple(
            Criterion(c.id, float(c.points), c.statement)
            for c in (rubric.criteria if rubric is not None else ())
        ),
        cap=float(rubric.points) if rubric is not None and capped else None,
        probes=rubric.probes if rubric is not None else (),
        red_flags=tuple(f.statement for f in rubric.red_flags) if rubric is not None else (),
        references=tuple(
            ", ".join(part for part in (ref.title, ref.locator, ref.url) if part)
            for ref in drawn.references
        ),
    )


def _answer(
    drawn: Any,
    choices: Sequence[Choice],
    rows: Sequence[Row],
    blanks: Sequence[BlankSpace],
    words: str,
) -> str:
    if drawn.format == "matching":
        return ", ".join(f"{row.number}-{row.letter}" for row in rows)
    if drawn.format == "ordering":
        letters = {choice.id: choice.letter for choice in choices}
        return ", ".join(letters[identity] for identity in drawn.step_ids)
    if drawn.format == "true_false":
        return next(choice.text for choice in choices if choice.right)
    if drawn.format == "multi_select" and not drawn.correct_ids:
        return words_in(words).none_of_them
    if drawn.format == "free_text":
        return ""
    if drawn.format == "cloze":
        return "; ".join(f"({blank.number}) {blank.answer}" for blank in blanks)
    return answered(drawn, choices)


def answered(content: Any, choices: Sequence[Choice]) -> str:
    """The right answer of an item or blank: letters where there are options, else in words."""
    if choices:
        return ", ".join(choice.letter for choice in choices if choice.right)
    return key_words(content)
