"""What is shown after the answer: explanation, references, and notes for the person who marks."""

from __future__ import annotations

from html import escape

from mlinterview.interchange._to_html import block, clean_xml, inline
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching

__all__ = ["general_feedback", "grader_notes"]


def general_feedback(item: Item, *, rows: bool = True) -> str:
    """Explanation, feedback on rows of a matching (but for ``rows=False``), references, as HTML."""
    parts = [block(item.explanation)] if item.explanation else []
    if rows and isinstance(item, Matching):
        told = [row for row in item.rows if row.feedback]
        lines = [f"<li>{inline(row.text)}: {inline(row.feedback or '')}</li>" for row in told]
        parts += [f"<ul>{''.join(lines)}</ul>"] if lines else []
    if item.references:
        sources = []
        for reference in item.references:
            words = ", ".join(filter(None, (reference.title, reference.locator)))
            text = escape(clean_xml(words))
            if reference.url and reference.url.startswith(("http://", "https://")):
                text = f'<a href="{escape(clean_xml(reference.url))}">{text}</a>'
            sources.append(f"<li>{text}</li>")
        parts.append(f"<p>References:</p><ul>{''.join(sources)}</ul>")
    return "\n".join(parts)


def grader_notes(item: Item) -> str:
    """The rubric and the sample answer, for the person who marks, as HTML."""
    rubric = getattr(item, "rubric", None)
    parts = []
    if rubric is not None:
        lines = [
            f"<li>{inline(criterion.statement)} ({criterion.points:g})</li>"
            for criterion in rubric.criteria
        ]
        parts.append(
            f"<p>An answer earns {rubric.points:g} in all for:</p><ul>{''.join(lines)}</ul>"
        )
        wrong = [f"<li>{inline(entry.statement)}</li>" for entry in rubric.misconceptions]
        if wrong:
            parts.append(f"<p>Common misconceptions:</p><ul>{''.join(wrong)}</ul>")
    sample = getattr(item, "sample_answer", None)
    if sample:
        parts.append(f"<p>A sample answer:</p>{block(sample)}")
    return "\n".join(parts)
