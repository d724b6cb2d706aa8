"""The engine's reasons in words that a person reads."""

from __future__ import annotations

from mlinterview.graders._rubric.judging import Decision

__all__ = ["reason", "reversed_feedback"]

_REASONS = {
    "contradicted": "claimed and denied in next to the same words: half",
    "denied": "the answer denies it",
    "reversed": "cause and effect stand the wrong way round",
    "opposite": "the answer says the opposite",
    "forbidden": "said beside a claim that takes it away",
    "stuffed": "terms are piled up without saying anything of them",
    "misconception": "said beside a wrong belief that takes it away",
    "person": "for a person to mark",
}


def reason(decision: Decision) -> str | None:
    """Why a criterion was decided so; None where the quoted words say it all."""
    return _REASONS.get(decision.rule, decision.nearest)


def reversed_feedback(quoted: str) -> str:
    """What to tell somebody who took the effect for the cause."""
    return f"Cause and effect stand the wrong way round here: \u201c{quoted}\u201d."
