"""A sitting as a value: items, answers so far, time. Each step gives a new sitting and an answer.

No clock, screen or file here: whoever asks the questions says how long an answer took.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import InvalidResponseError
from mlinterview.grading.one import grade
from mlinterview.grading.stream import grade_all
from mlinterview.model.form import Form
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.records import Mark, ResponseRecord
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import ItemScore
from mlinterview.rendering.present import present

__all__ = ["SELF", "Answer", "Question", "Sitting"]

#: who marked, where the examinee did
SELF = "self"


@dataclass(frozen=True, slots=True)
class Question:
    """An item as this sitting shows it.

    Attributes:
        item: the item as the bank has it.
        seed: draws parameters and the order of options; None is the bank's order.
        order: printed order of the options, where a form gives one.
        section: title of the form's section.
    """

    item: Item
    seed: int | None = None
    order: tuple[str, ...] | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a question: the record that is kept, its score, the examinee's mark."""

    question: Question
    record: ResponseRecord
    score: ItemScore
    mark: Mark | None = None

    @property
    def to_mark(self) -> bool:
        """Whether the examinee is to mark it: nobody else is there, and the engine cannot."""
        item = self.question.item
        by_person = isinstance(item, FreeText) and item.rubric.by_person
        return by_person and self.mark is None and self.score.status == "needs_review"

    @property
    def full(self) -> bool:
        """Whether it earned all its points."""
        points = self.score.points
        return points is not None and points >= self.score.max_points - 1e-9


@dataclass(frozen=True)
class Sitting:
    """The state of a sitting.

    Attributes:
        questions: in the order in which they are asked.
        bank: where the items come from.
        scheme: how answers are marked.
        form: the exam that is sat; feedback then comes at the end.
        minutes: the limit; None is no limit. An answer under way when it passes still counts.
        attempts: the attempt that a record of an item gets, where it is not the first.
        answers: one for each question that was passed, in order.
        elapsed: seconds since the beginning.
        stopped: whether it was ended early.
    """

    questions: tuple[Question, ...]
    bank: Bank
    scheme: Scheme
    form: Form | None = None
    minutes: float | None = None
    attempts: Mapping[str, int] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    elapsed: float = 0.0
    stopped: bool = False

    @classmethod
    def of(
        cls,
        items: Iterable[Item],
        bank: Bank,
        *,
        seed: int | None,
        scheme: str | Scheme = "standard",
        form: Form | None = None,
        minutes: float | None = None,
        attempts: Mapping[str, int] | None = None,
    ) -> Sitting:
        """A sitting that has not begun.

        Args:
            items: in the order in which they are asked; a form's items stand in printed order.
            seed: for every item; on a form for the items that it gives no seed and no order.
            scheme: a name, a file or a scheme.
            form: gives seeds, printed orders, points and sections.
            minutes: the limit; the form's where None.

        Raises:
            UnknownNameError: there is no such scheme.
            FormError: the form prints other options than an item has.
            ExpressionError: an item has no variant for its seed.
        """
        questions = tuple(_question(item, seed, form) for item in items)
        for question in questions:  # what cannot be shown is an error now, not in the middle
            present(question.item, seed=question.seed, order=question.order)
        return cls(
            questions,
            bank,
            load_scheme(scheme, bank) if isinstance(scheme, str) else scheme,
            form,
            minutes if minutes is not None or form is None else form.minutes,
            attempts or {},
        )

    @property
    def current(self) -> Question | None:
        """The question to ask; None when the sitting is over."""
        return None if self.over else self.questions[len(self.answers)]

    @property
    def over(self) -> bool:
        """Whether nothing is to be asked any more."""
        return self.stopped or self.out_of_time or len(self.answers) == len(self.questions)

    @property
    def out_of_time(self) -> bool:
        """Whether the limit has passed."""
        return self.seconds_left is not None and self.seconds_left <= 0

    @property
    def seconds_left(self) -> float | None:
        """Until the limit; None without one."""
        return None if self.minutes is None else self.minutes * 60 - self.elapsed

    @property
    def scores(self) -> tuple[ItemScore, ...]:
        """The scores so far."""
        return tuple(answer.score for answer in self.answers)

    @property
    def missed(self) -> tuple[Item, ...]:
        """The items that did not earn all their points."""
        return tuple(answer.question.item for answer in self.answers if not answer.full)

    def respond(self, response: Any, *, seconds: float) -> tuple[Sitting, Answer]:
        """The sitting after an answer to the current question, and the answer.

        Args:
            response: in the format's shape; None leaves the item unanswered.
            seconds: how long it took.

        Raises:
            InvalidResponseError: the response cannot be read; the sitting stays as it is.
            ValueError: the sitting is over.
        """
        question = self.current
        if question is None:
            raise ValueError("the sitting is over")
        item = question.item
        record = ResponseRecord(
            item=item.id,
            response=response,
            seconds=round(max(0.0, seconds), 1),
            attempt=self.attempts.get(item.id, 1),
            seed=question.seed,
            form=self.form.id if self.form is not None else None,
        )
        score = self._score(record)
        if score.status == "invalid":  # by itself it raises, with the reason
            grade(item, response, scheme=self.scheme, seed=question.seed, bank=self.bank)
        answer = Answer(question, record, score)
        after = replace(self, answers=(*self.answers, answer), elapsed=self.elapsed + seconds)
        return after, answer

    def mark(self, answer: Answer, values: Mapping[str, bool]) -> tuple[Sitting, Answer]:
        """The sitting after the examinee marked an answer of theirs, and the answer.

        Args:
            answer: one of the sitting's.
            values: by criterion, whether it is met.
        """
        record = answer.record
        mark = Mark(
            item=record.item,
            marks=dict(values),
            by=SELF,
            item_version=answer.question.item.version,
            response=record.response,
            attempt=record.attempt,
        )
        after = replace(answer, mark=mark, score=self._score(record, mark))
        answers = tuple(after if one is answer else one for one in self.answers)
        return replace(self, answers=answers), after

    def _score(self, record: ResponseRecord, *marks: Mark) -> ItemScore:
        forms = [self.form] if self.form is not None else []
        (score,) = grade_all(self.bank, [record], scheme=self.scheme, marks=marks, forms=forms)
        return score

    def waited(self, seconds: float) -> Sitting:
        """The same sitting later."""
        return replace(self, elapsed=self.elapsed + max(0.0, seconds))

    def stop(self) -> Sitting:
        """The sitting ended here."""
        return replace(self, stopped=True)


def _question(item: Item, seed: int | None, form: Form | None) -> Question:
    if form is None:
        return Question(item, seed)
    entry = form.entry(item.id)
    own = form.seed_for(item.id)
    order = entry.options if entry is not None else None
    section = next(
        (part.title for part in form.sections if any(e.id == item.id for e in part.items)), None
    )
    return Question(item, own if own is not None or order else seed, order, section)


def unread(error: InvalidResponseError) -> str:
    """Why an answer could not be read, without the item's name: it stands above."""
    message = str(error)
    return message.removeprefix(f"item {error.item_id!r}: ") if error.item_id else message
