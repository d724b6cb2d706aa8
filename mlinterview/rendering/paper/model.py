"""What is printed for one form, one variant and maybe one person: plain, frozen, no layout.

Texts are Markdown as the bank has it, with ``{{blank}}`` markers in the stem of a cloze, unless a
docstring says otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from mlinterview.model.roster import RosterEntry

__all__ = [
    "BlankSpace",
    "Choice",
    "Criterion",
    "Key",
    "Paper",
    "Passage",
    "Picture",
    "Question",
    "Room",
    "Row",
    "Section",
    "minutes_for",
]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: its name in the bank, its words, and the file, None where it cannot be had."""

    file: str
    alt: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, code or figure that several questions share, printed before the first of them.

    Attributes:
        questions: the numbers of the questions that refer to it, in order.
    """

    id: str
    title: str | None
    text: str | None
    pictures: tuple[Picture, ...]
    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, or a step to be put in order, as printed.

    ``letter`` is the one that records and ``grade`` know it by; ``true`` and ``false`` have the
    letters t and f. ``right`` and ``feedback`` are None unless the key is printed.
    """

    id: str
    letter: str
    text: str
    right: bool | None = None
    feedback: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be matched, with its number; ``letter`` of its option only where the key is."""

    id: str
    number: int
    text: str
    letter: str | None = None
    feedback: str | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Where an answer is written.

    Attributes:
        kind: ``none`` (options are marked), ``letters`` (a box for each of ``count``), ``line``
            (a word or a number) or ``lines`` (``count`` lines of prose).
    """

    kind: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class BlankSpace:
    """One blank of a cloze; ``number`` stands in the stem where ``{{id}}`` is.

    ``answer`` (Markdown) is None unless the key is printed.
    """

    id: str
    number: int
    format: str
    unit: str | None = None
    choices: tuple[Choice, ...] = ()
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric."""

    id: str
    points: float
    statement: str


@dataclass(frozen=True, slots=True)
class Key:
    """What is right and why.

    Attributes:
        answer: short enough for a table of keys: ``b``, ``a, c``, ``1-b, 2-a``, ``3.2 ms``,
            ``(1) b; (2) 0.5``; empty for prose. Markdown.
        sample_answer, explanation, derivation: texts; None where the item has none.
        criteria, cap: the rubric and the most points that it gives; empty and None for closed
            formats.
        probes, red_flags: what an interviewer may ask on, and what to note down.
        references: one line each, plain text.
    """

    answer: str = ""
    sample_answer: str | None = None
    explanation: str | None = None
    derivation: str | None = None
    criteria: tuple[Criterion, ...] = ()
    cap: float | None = None
    probes: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One item as printed.

    Attributes:
        number: counted through the form from 1: ``Q1`` of a wide table.
        minutes: the author's estimate, None where there is none.
        passage: what is printed before it; None where nothing is, or where it stands above already.
        passage_at: the number of the question before which its passage stands, this one's own
            included; None without a passage.
        choices: options, steps, or true and false; empty for other formats.
        rows: of a matching; its options are ``choices``.
        unit: of a number.
        style: of prose: ``prose``, ``list`` or ``formula``.
        key: only where the key is printed.
    """

    number: int
    item_id: str
    version: int
    format: str
    points: float
    stem: str
    room: Room
    title: str | None = None
    minutes: float | None = None
    passage: Passage | None = None
    passage_at: int | None = None
    pictures: tuple[Picture, ...] = ()
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    blanks: tuple[BlankSpace, ...] = ()
    unit: str | None = None
    style: str = "prose"
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of questions; ``letter`` counts the sections: A, B, ..."""

    letter: str
    title: str | None
    instructions: str | None
    questions: tuple[Question, ...]

    @property
    def range(self) -> str:
        """The numbers of its questions: ``6–10``."""
        numbers = [question.number for question in self.questions]
        if len(numbers) < 2:
            return "".join(map(str, numbers))
        return f"{numbers[0]}–{numbers[-1]}"

    @property
    def points(self) -> float:
        """What can be earned in it."""
        return math.fsum(question.points for question in self.questions)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, or its key.

    Attributes:
        form: the form's id.
        person: whose paper it is; its name and id are plain text.
        variant: the code that is printed and that records hold; None for the form's own order.
        minutes: this person's minutes, the time factor included; None where the form sets none.
        language: of the texts, as a BCP 47 tag.
        words: the language of the fixed words (name, points ...): ``en`` or ``vi``.
        with_key: whether this is the key.
        answer_sheet: whether a sheet for the answers is printed at the end.
    """

    form: str
    title: str
    sections: tuple[Section, ...]
    variant: str | None = None
    person: RosterEntry | None = None
    minutes: float | None = None
    instructions: str | None = None
    language: str = "en"
    words: str = "en"
    with_key: bool = False
    answer_sheet: bool = True

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, across sections."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def points(self) -> float:
        """What can be earned."""
        return math.fsum(question.points for question in self.questions)

    @property
    def time_factor(self) -> float:
        """This person's, else 1."""
        return self.person.time_factor if self.person is not None else 1.0


def minutes_for(person: RosterEntry | None, minutes: float | None) -> float | None:
    """A person's minutes for a form of so many, rounded up to a whole one where a factor applies.

    >>> minutes_for(RosterEntry(examinee="ada", time_factor=1.25), 45)
    57
    """
    if person is None or minutes is None or person.time_factor == 1:
        return minutes
    # 60 x 1.1 is 66.00000000000001 in floats, and nobody is given a minute for that
    return math.ceil(round(minutes * person.time_factor, 6))
