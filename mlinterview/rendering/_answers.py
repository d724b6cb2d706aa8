"""Answers and keys, format by format, as lists with marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mlinterview.errors import InvalidResponseError
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Choices
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.score import CriterionScore, ItemScore
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.true_false import TrueFalse
from mlinterview.rendering.terminal import Entry, Look, entry_blocks, literal, prose

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["answer_blocks", "evidence_words", "key_blocks"]

Shown = Mapping[str, Any]
_RIGHT, _WRONG, _MISSED, _OPEN = "✓", "✗", "○", "?"
_STYLES = {_RIGHT: "green", _WRONG: "red", _MISSED: "yellow", _OPEN: "magenta", "": "none"}


def answer_blocks(drawn: Item, shown: Shown, score: ItemScore, look: Look) -> list[RenderableType]:
    """What was answered and what is right, with the feedback that belongs to it."""
    try:
        response = drawn.read_response(score.response)
    except InvalidResponseError:
        response = None
    full = score.status == "graded" and score.points == score.max_points
    entries: list[Entry] = []
    extra = list(score.feedback)
    if isinstance(drawn, Choices):
        chosen = (response,) if isinstance(response, str) else response or ()
        entries, extra = _options(drawn, shown, chosen), []
    elif isinstance(drawn, Matching):
        entries, extra = _rows(drawn, response or {}), []
    elif isinstance(drawn, Ordering):
        entries = _steps(drawn, response, full=full)
    elif isinstance(drawn, Cloze):
        entries = _blanks(drawn, response or {}, {part.id: part for part in score.criteria})
    elif isinstance(drawn, FreeText):
        entries = _criteria(drawn, {part.id: part for part in score.criteria})
    else:
        entries = _one_answer(drawn, response, right=full, open_=score.status == "needs_review")
    blocks: list[RenderableType] = [entry_blocks(entries, look)] if entries else []
    if isinstance(drawn, FreeText) and drawn.sample_answer:
        blocks += ["", _heading("Sample answer"), prose(drawn.sample_answer, look)]
    if extra:
        blocks += ["", *(prose(line, look) for line in extra)]
    return blocks


def key_blocks(drawn: Item, shown: Shown, look: Look) -> list[RenderableType]:
    """The right answer alone, with all feedback."""
    if isinstance(drawn, Choices):
        entries = [
            _marked(
                _RIGHT if option.correct else "", f"{letter})", option.text, option.feedback or ""
            )
            for letter, option in _printed(drawn, shown)
        ]
    elif isinstance(drawn, Matching):
        texts = dict(drawn.choices)
        entries = [
            Entry(f"{n}.", row.text, note=_notes(f"→ {texts[row.match]}", row.feedback))
            for n, row in enumerate(drawn.rows, 1)
        ]
    elif isinstance(drawn, Ordering):
        entries = [Entry(f"{n}.", text) for n, (_, text) in enumerate(drawn.choices, 1)]
    elif isinstance(drawn, Cloze):
        entries = [Entry(f"[{name}]", key_words(drawn.blanks[name])) for name in drawn.blank_ids]
    elif isinstance(drawn, FreeText):
        entries = _criteria(drawn, {})
    else:
        said = drawn.feedback if isinstance(drawn, TrueFalse) else {}
        entries = [
            Entry("answer:" if said else "", key_words(drawn)),
            *(Entry(f"{k}:", text) for k, text in said.items()),
        ]
    blocks: list[RenderableType] = [entry_blocks(entries, look)]
    if isinstance(drawn, FreeText) and drawn.sample_answer:
        blocks += ["", _heading("Sample answer"), prose(drawn.sample_answer, look)]
    return blocks


def _notes(*lines: str | None) -> str:
    """Lines of Markdown that stay lines."""
    return "  \n".join(line for line in lines if line)


def _heading(text: str) -> RenderableType:
    from rich.text import Text

    return Text(text, style="bold")


def _marked(mark: str, label: str, text: str, note: str) -> Entry:
    return Entry(label, text, mark or " ", note, _STYLES[mark])


def _printed(drawn: Choices, shown: Shown) -> list[tuple[str, Any]]:
    options = {option.id: option for option in drawn.options}
    return [(entry["letter"], options[entry["id"]]) for entry in shown["options"]]


def _options(drawn: Choices, shown: Shown, chosen: tuple[str, ...]) -> list[Entry]:
    several = len(drawn.correct_ids) != 1 or getattr(drawn, "format", "") == "multi_select"
    entries = []
    for letter, option in _printed(drawn, shown):
        mark, words, feedback = "", "", ""
        if option.id in chosen:
            mark = _RIGHT if option.correct else _WRONG
            words = "Your answer, right." if option.correct else "Your answer, wrong."
            feedback = option.feedback or ""
        elif option.correct:
            mark = _MISSED
            words = "Right, not chosen." if several else "The right answer."
            feedback = option.feedback or ""
        entries.append(_marked(mark, f"{letter})", option.text, f"{words} {feedback}".strip()))
    return entries


def _rows(drawn: Matching, response: Mapping[str, str]) -> list[Entry]:
    texts = dict(drawn.choices)
    entries = []
    for number, row in enumerate(drawn.rows, 1):
        given = response.get(row.id)
        right = given == row.match
        mark = _RIGHT if right else _WRONG if given else _MISSED
        lines = [f"→ {texts[row.match]}"]
        if given and not right:
            lines = [f"Your answer, wrong: {texts[given]}", f"Right: {texts[row.match]}"]
        elif not given:
            lines = [f"Not answered. Right: {texts[row.match]}"]
        notes = _notes(*lines, "" if right else row.feedback)
        entries.append(_marked(mark, f"{number}.", row.text, notes))
    return entries


def _steps(drawn: Ordering, response: tuple[str, ...] | None, *, full: bool) -> list[Entry]:
    """The right order, with the place where each step was put."""
    texts = dict(drawn.choices)
    if full and response:  # with a partial order the bank's order is one of several
        return [_marked(_RIGHT, f"{n}.", texts[step], "") for n, step in enumerate(response, 1)]
    entries = []
    for place, identity in enumerate(drawn.step_ids):
        given = response.index(identity) if response else place
        mark = _MISSED if response is None else _RIGHT if given == place else _WRONG
        note = f"You had it at {given + 1}." if given != place else ""
        if drawn.before is not None and note:
            mark = ""  # another place may be right as well
        entries.append(_marked(mark, f"{place + 1}.", texts[identity], note))
    return entries


def _blanks(
    drawn: Cloze, response: Mapping[str, Any], parts: Mapping[str, CriterionScore]
) -> list[Entry]:
    entries = []
    for name in drawn.blank_ids:
        blank, part = drawn.blanks[name], parts.get(name)
        given = _given(blank, response.get(name))
        right = part is not None and part.met is True
        undecided = part is not None and not part.decided
        mark = _RIGHT if right else _OPEN if undecided else _WRONG if given else _MISSED
        note = "" if right else f"Right: {key_words(blank)}"
        entries.append(_marked(mark, f"[{name}]", given or "not answered", note))
    return entries


def _criteria(drawn: FreeText, parts: Mapping[str, CriterionScore]) -> list[Entry]:
    entries = []
    for criterion in drawn.rubric.criteria:
        part = parts.get(criterion.id)
        worth = f"({criterion.points:g})"
        if part is None:
            entries.append(_marked("", worth, criterion.statement, ""))
            continue
        mark = _OPEN if part.met is None or not part.decided else _RIGHT if part.met else _WRONG
        note = " ".join(evidence_words(part))
        entries.append(_marked(mark, worth, criterion.statement, note))
    return entries


def evidence_words(part: CriterionScore) -> list[str]:
    """The words of an answer that speak for a criterion, and the reason, as Markdown."""
    found = ", ".join(f"“{literal(span.text)}”" for span in part.spans)
    return [*([f"Found: {found}."] if found else []), *([literal(part.note)] if part.note else [])]


def _one_answer(drawn: Item, response: Any, *, right: bool, open_: bool) -> list[Entry]:
    mark = _RIGHT if right else _OPEN if open_ else _WRONG if response is not None else _MISSED
    given = _given(drawn, response) or "not answered"
    entries = [_marked(mark, "Your answer:", given, "")]
    if not right or given != key_words(drawn):
        entries.append(_marked("", "Right answer:", key_words(drawn), ""))
    return entries


def _given(content: Any, response: Any) -> str:
    if response is None:
        return ""
    if isinstance(content, Choices):
        return str(dict(content.choices).get(str(response), response))
    if isinstance(response, bool):
        return "true" if response else "false"
    return literal(str(response))


def key_words(content: Any) -> str:
    """The right answer of an item or blank in words, as Markdown."""
    if isinstance(content, Choices):
        texts = dict(content.choices)
        return "; ".join(texts[identity] for identity in content.correct_ids)
    if isinstance(content, NumericContent):
        return literal(_number_words(content))
    if isinstance(content, ShortAnswerContent):
        first, *others = content.accept or (f"a text of the form {content.accept_pattern}",)
        more = f" (also: {', '.join(others[:3])})" if others else ""
        return literal(first + more)
    key: Callable[[], Any] = content.key_response
    value = key()
    return literal("true" if value is True else "false" if value is False else str(value))


def _number_words(content: NumericContent) -> str:
    unit = f" {content.unit}" if content.unit else ""
    if content.range is not None:
        low, high = content.range
        return f"{low} to {high}{unit}"
    tolerance = content.tolerance
    words = f"{content.answer}{unit}"
    if tolerance is None:
        return words
    if tolerance.absolute is not None:
        return words + (f" (within {tolerance.absolute:g})" if tolerance.absolute else "")
    if tolerance.relative is not None:
        return f"{words} (within {tolerance.relative * 100:g}%)"
    return f"{words} (to {tolerance.digits} significant digits)"
