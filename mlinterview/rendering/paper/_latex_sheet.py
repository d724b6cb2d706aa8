"""The sheet for answers in LaTeX: boxes and lines, one entry a question."""

from __future__ import annotations

from mlinterview.rendering._latex_chars import text
from mlinterview.rendering.paper._lines import person_fields, subtitle
from mlinterview.rendering.paper._sheet import Entry, entries
from mlinterview.rendering.paper.model import Paper
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
            f"\\makebox[3.5em][l]{{\\textbf{{{entry.label}}}}}{_field(entry, words)}"
            for question in paper.questions
            for entry in entries(question)
        ),
    ]
    return "\\begingroup\n" + "\n\n".join(parts) + "\n\\par\\endgroup"


def _field(entry: Entry, words: Words) -> str:
    if entry.kind == "letters":
        return "".join(f"\\bubble{{{choice.letter}}}" for choice in entry.choices)
    if entry.kind == "words":
        return "\\quad ".join(f"\\fbox{{\\strut {text(c.text)}}}" for c in entry.choices)
    if entry.kind == "boxes":
        return "\\letterbox{}" * entry.count
    if entry.kind == "rule":
        return f"\\underline{{\\hspace{{7cm}}}} {text(entry.unit)}"
    return f"\\emph{{{text(words.on_question)}}}"
