"""Items on the HTML page: what was answered, what was said to it, and for instructors the key."""

from __future__ import annotations

from mlinterview.model.item import Reference
from mlinterview.model.score import Span
from mlinterview.reports import _lines
from mlinterview.reports._html_tags import chip, esc, identity, inline, listing, prose, title
from mlinterview.reports._line import Line
from mlinterview.reports._model import ItemResult, Part
from mlinterview.reports._wording import number

__all__ = ["item_block", "reference_html"]

_KINDS = {"right": "good", "part": "warn", "wrong": "bad", "open": "warn"}
_MET = {True: ("met", "good"), False: ("not met", "bad"), None: ("open", "warn")}


def item_block(item: ItemResult) -> str:
    """One item, folded where it was right."""
    word = _lines.item_word(item)
    answer, key = _lines.compared(item)
    inside = [_answer(item, answer)]
    inside.append(listing(map(prose, item.feedback)))
    if item.problem is not None:
        inside.append(f'<p class="soft">{esc(item.problem.message)}</p>')
    if item.format == "free_text":
        inside.append(listing(_part(part) for part in item.parts))
    if item.key is not None:
        inside.append(_block("Key", "key", key))
        why = Line.of((item.key.explanation or "", True))
        inside.append(_block("Why", "why", (why,)))
        inside.append(listing(reference_html(found) for found in item.key.references))
    return (
        f"<details{'' if item.full else ' open'}><summary>"
        f'{chip(word, _KINDS.get(word, ""))}<span class="grow">{title(item)}'
        f" {identity(item.item_id)}</span>"
        f'<span class="points">{esc(_lines.item_points(item))}</span></summary>'
        f"<div>{''.join(inside)}</div></details>"
    )


def reference_html(reference: Reference) -> str:
    """A reference; its address is a link where it is one of the web."""
    url = reference.url or ""
    words = [esc(part) for part in (reference.title, reference.locator) if part]
    if url.startswith(("https://", "http://")):
        words[0] = f'<a href="{esc(url)}" rel="noreferrer">{words[0]}</a>'
    elif url:
        words.append(esc(url))
    return ", ".join(words)


def _block(label: str, kind: str, lines: tuple[Line, ...]) -> str:
    inside = "".join(prose(line) for line in lines if line.text)
    return f'<p class="label">{esc(label)}</p><div class="{kind}">{inside}</div>' if inside else ""


def _answer(item: ItemResult, lines: tuple[Line, ...]) -> str:
    spans = [span for part in item.parts for span in part.spans]
    if spans and isinstance(item.response, str):
        marked = _marked(item.response, spans)
        return f'<p class="label">Answer</p><div class="answer typed">{marked}</div>'
    if not lines and item.status == "unanswered":
        return '<p class="soft">Unanswered.</p>'
    return _block("Answer", "answer", lines)


def _marked(text: str, spans: list[Span]) -> str:
    """The response with its evidence marked; spans that do not fit the text are left out."""
    pieces = []
    done = 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start, end = max(span.start, done), min(span.end, len(text))
        if start < end and text[span.start : span.end] == span.text:
            pieces += [esc(text[done:start]), f"<mark>{esc(text[start:end])}</mark>"]
            done = end
    return "".join([*pieces, esc(text[done:])])


def _part(part: Part) -> str:
    word, kind = _MET[part.met]
    if part.met is False and part.points:
        word, kind = "partly", "warn"
    earned = f"{'?' if part.points is None else number(part.points)} of {number(part.max_points)}"
    quotes = "; ".join(f"“{span.text}”" for span in part.spans)
    evidence = f'<br><span class="soft">Evidence: {esc(quotes)}</span>' if quotes else ""
    note = f'<br><span class="soft">{esc(part.note)}</span>' if part.note else ""
    name = inline(part.text) if part.text else esc(part.id)
    return f"{chip(word, kind)} {earned}: {name}{evidence}{note}"
