"""What grading gives back: the grader's verdict, and the score record made of it."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Band",
    "CriterionScore",
    "GraderName",
    "ItemScore",
    "Presented",
    "ScoreProblem",
    "ScoreStatus",
    "Span",
    "Verdict",
]

ScoreStatus = Literal["graded", "needs_review", "unanswered", "invalid", "failed"]
#: how much a grader of free text leaves to a person: nothing, a glance, the decision
Band = Literal["auto", "check", "review"]


class _Record(BaseModel):
    """Frozen; unknown fields of a later version are kept out without a fault."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(_Record):
    """Words of the response that earned something: character offsets and the text quoted."""

    start: int
    end: int
    text: str


class CriterionScore(_Record):
    """One part of a score: a rubric criterion, a matching row, a cloze blank, an option.

    Attributes:
        id: the part's id.
        points: what it earned, in the item's points; None while nobody can tell.
        max_points: what it could earn.
        met: whether it is right; None where that is undecided.
        decided: False while a person should look; the points are then provisional.
        spans: the words of the response that are the evidence.
        note: why, in a few words.
        rule: what decided it: ``phrase``, ``denied``, ``reversed``, ``missing``, ...
        quality: how well the evidence fits, 0 to 1; None where nothing was found.
        nearest: of a criterion that is not met, the phrase that came nearest.
        confidence: how sure the grader is of this part, 0 to 1.
        feedback: what to tell somebody who missed it.
    """

    id: str
    points: float | None
    max_points: float
    met: bool | None = None
    decided: bool = True
    spans: tuple[Span, ...] = ()
    note: str | None = None
    rule: str | None = None
    quality: float | None = None
    nearest: str | None = None
    confidence: float | None = None
    feedback: str | None = None


class Presented(_Record):
    """How the item was shown: form, variant code, seed, and the printed order of the options."""

    form: str | None = None
    variant: str | None = None
    seed: int | None = None
    order: tuple[str, ...] = ()


class GraderName(_Record):
    """Who or what gave the score: a grader with its version, or a person."""

    name: str
    version: str | None = None


class ScoreProblem(_Record):
    """Why a record could not be graded: ``kind`` is an exception's name."""

    kind: str
    message: str


class ItemScore(_Record):
    """The score of one response to one item.

    Attributes:
        points: what was earned, a float that is never rounded; None for ``invalid`` and ``failed``.
        points_range: lowest and highest points that are still possible; both equal ``points`` when
            all is decided. What is undecided counts from 0 to its maximum.
        max_points: what could be earned.
        status: ``graded``; ``needs_review`` (provisional until a person looks); ``unanswered``
            (0 points, told apart from a wrong answer); ``invalid`` (the response could not be
            read); ``failed`` (the grader crashed).
        confidence: how sure the grader is, 0 to 1; 1 for closed formats.
        band: of free text, how much is left to a person: ``auto`` nothing, ``check`` a glance,
            ``review`` the decision.
        criteria: the score part by part.
        response: as it was given.
    """

    item_id: str
    item_version: int | None = None
    examinee_id: str | None = None
    response: Any = None
    presented: Presented = Presented()
    attempt: int = 1
    seconds: float | None = None
    points: float | None
    points_range: tuple[float, float]
    max_points: float
    status: ScoreStatus
    criteria: tuple[CriterionScore, ...] = ()
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    confidence: float = 1.0
    band: Band | None = None
    grader: GraderName | None = None
    scheme: str = "standard"
    problem: ScoreProblem | None = None

    @property
    def share(self) -> float | None:
        """Points over the maximum; None where there are no points."""
        return None if self.points is None else self.points / self.max_points

    @property
    def provisional(self) -> bool:
        """Whether the points may still change: needs review, invalid or failed."""
        return self.status in ("needs_review", "invalid", "failed")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a grader says of one response.

    Attributes:
        share: share of the item's points, at most 1; below 0 only under a penalty.
        share_range: lowest and highest share still possible; None where ``share`` is decided.
        needs_review: whether a person should look.
        criteria: the parts, with points as shares of the item's points (they are scaled later).
    """

    share: float
    criteria: tuple[CriterionScore, ...] = ()
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    confidence: float = 1.0
    needs_review: bool = False
    share_range: tuple[float, float] | None = None
    band: Band | None = None
