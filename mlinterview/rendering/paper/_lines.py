"""The lines that every format prints of a paper, whatever it looks like. Plain text unless said."""

from __future__ import annotations

from collections.abc import Iterator

from mlinterview.rendering.paper.model import Paper, Passage, Question, Section
from mlinterview.rendering.paper.words import Words, words_in
from mlinterview.rendering.terminal import literal

__all__ = [
    "facts",
    "hint_of",
    "key_parts",
    "passage_lead",
    "person_fields",
    "section_title",
    "subtitle",
]


def subtitle(paper: Paper) -> str:
    """``Form seed · Variant B · Ada Lovelace``."""
    words = words_in(paper.words)
    parts = [f"{words.form} {paper.form}"]
    if paper.variant:
        parts.append(f"{words.variant} {paper.variant}")
    if paper.person is not None:
        parts.append(paper.person.name or paper.person.examinee)
    return " · ".join(parts)


def person_fields(paper: Paper) -> tuple[tuple[str, str | None], ...]:
    """What is asked of the person, with what is known already."""
    words, person = words_in(paper.words), paper.person
    if person is None:
        return ((words.name, None), (words.examinee, None), (words.date, None))
    fields = [(words.name, person.name or None), (words.examinee, person.examinee)]
    if person.group:
        fields.append((words.group, person.group))
    return (*fields, (words.date, None))


def facts(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Form, variant, time, points and how many questions there are."""
    words = words_in(paper.words)
    found = [(words.form, paper.form)]
    if paper.variant:
        found.append((words.variant, paper.variant))
    if paper.minutes is not None:
        time = words.minute_count(paper.minutes)
        if paper.time_factor > 1:
            time += f" ({words.extra_time})"
        found.append((words.time, time))
    found.append((words.total, words.point_count(paper.points)))
    count = words.question_count(len(paper.questions))
    return (*found[:-1], (words.total, f"{found[-1][1]}, {count}"))


def section_title(section: Section, words: Words) -> str:
    """The title, else ``Section B``. Markdown."""
    return section.title or f"{words.section} {section.letter}"


def hint_of(question: Question, words: Words) -> str:
    """How the question is answered."""
    kind = question.style if question.format == "free_text" else question.format
    return words.hints.get(kind, "")


def passage_lead(passage: Passage, words: Words) -> str:
    """``Questions 3 to 5 refer to the following.``"""
    shown = _runs(passage.questions)
    template = words.passage if len(passage.questions) == 1 else words.passages
    return template.format(shown)


def _runs(numbers: tuple[int, ...]) -> str:
    """``3–5, 9``."""
    runs: list[list[int]] = []
    for value in numbers:
        if runs and runs[-1][-1] == value - 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    shown = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return ", ".join(shown)


def key_parts(question: Question, words: Words) -> Iterator[tuple[str, str]]:
    """Headings with Markdown texts: what is right where no option shows it, why, and the rubric."""
    key = question.key
    if key is None:
        return
    if key.answer:
        yield words.key, key.answer
    if key.criteria:
        lines = [f"- ({words.number(c.points)}) {c.statement}" for c in key.criteria]
        most = "" if key.cap is None else f" ({words.at_most.format(words.number(key.cap))})"
        yield words.rubric + most, "\n".join(lines)
    for head, text in (
        (words.sample_answer, key.sample_answer),
        (words.explanation, key.explanation),
        (words.derivation, key.derivation),
    ):
        if text:
            yield head, text
    for head, entries in ((words.probes, key.probes), (words.red_flags, key.red_flags)):
        if entries:
            yield head, "\n".join(f"- {entry}" for entry in entries)
    if key.references:
        yield words.references, "  \n".join(map(literal, key.references))
