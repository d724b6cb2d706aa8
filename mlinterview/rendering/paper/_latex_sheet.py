"""The sheet for answers in LaTeX: boxes and lines, one entry a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mlinterview.rendering._latex_chars import text
from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper.model import Choice, Paper, Question
from mlinterview.rendering.paper.words import Words, words_in

__all__ = ["sheet"]


def sheet(paper: Paper) -> str:
    """The page or pages of it."""
    words = words_in(paper.words)
    parts = [
        f"{{\\Large\\bfseries {text(words.answer_sheet)}\\par}}\n{text(subtitle(paper))}",
        *(
            f"\\field{{{text(name)}}}{{{text(value)}}}"
            if value
            else f"\\emptyfield{{{text(name)}}}"
            for name, value in person_fields(paper)
        ),
        f"\\hint{{{text(words.sheet_hint)}}}",
        "\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{0.5em}",
        *(
            f"\\makebox[3.5em][l]{{\\textbf{{{label}}}}}{entry}"
            for question in paper.questions
            for label, entry in _entries(question, words)
        ),
    ]
    return "\\begingroup\n" + "\n\n".join(parts) + "\n\\par\\endgroup"


def _entries(question: Question, words: Words) -> Iterator[tuple[str, str]]:
    number = str(question.number)
    if question.rows:
        for row in question.rows:
            yield f"{number} [{row.number}]", _letters(question.choices)
    elif question.format == "true_false":
        yield number, "\\quad ".join(f"\\fbox{{\\strut {text(c.text)}}}" for c in question.choices)
    elif question.room.kind == "letters":
        yield number, "\\letterbox{}" * question.room.count
    elif question.choices:
        yield number, _letters(question.choices)
    elif question.blanks:
        for blank in question.blanks:
            entry = _letters(blank.choices) if blank.choices else _rule(blank.unit)
            yield f"{number} ({blank.number})", entry
    elif question.room.kind == "line":
        yield number, _rule(question.unit)
    else:
        yield number, f"\\emph{{{text(words.on_question)}}}"


def _rule(unit: str | None) -> str:
    return f"\\underline{{\\hspace{{7cm}}}} {text(unit or '')}"


def _letters(choices: Sequence[Choice]) -> str:
    return "".join(f"\\bubble{{{choice.letter}}}" for choice in choices)
