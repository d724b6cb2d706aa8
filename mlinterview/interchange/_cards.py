"""Both sides of a flash card, as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._notes import general_feedback, grader_notes
from mlinterview.interchange._to_html import Address, clean_xml, inline, question
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Content, letter
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["back", "front"]


def front(entry: ExportItem, address: Address) -> str:
    """The question with its options; nothing of the key."""
    item = entry.item
    blanks = None
    if isinstance(item, Cloze):
        numbers = {name: number for number, name in enumerate(item.blank_ids, 1)}

        def blanks(name: str) -> str:
            return f"<u>&nbsp;({numbers[name]})&nbsp;</u>"

    parts = [question(item, address, blanks)]
    if isinstance(item, Matching):
        parts.append(_list("ol", [inline(row.text) for row in item.rows]))
    if isinstance(item, Cloze):
        for number, name in enumerate(item.blank_ids, 1):
            blank = item.blanks[name]
            if blank.choices:
                order = item.blank_order(name, entry.order)
                parts.append(f"<p>({number})</p>{_lettered(blank, order)}")
    elif item.choices:
        parts.append(_lettered(item, entry.order))
    elif isinstance(item, TrueFalse):
        parts.append("<p>True or false?</p>")
    elif isinstance(item, NumericContent) and item.unit:
        parts.append(f"<p>Answer in {escape(clean_xml(item.unit))}.</p>")
    return "\n".join(parts)


def back(entry: ExportItem) -> str:
    """The key, feedback on the options, explanation and references."""
    parts = [_key(entry), general_feedback(entry.item), grader_notes(entry.item)]
    return "\n".join(part for part in parts if part)


def _key(entry: ExportItem) -> str:
    item = entry.item
    match item:
        case SingleChoiceContent() | MultiSelect():
            known = {option.id: option for option in item.options}
            lines = [_judged(known[identity]) for identity in entry.order]
            return f'<ol type="a">{"".join(lines)}</ol>'
        case TrueFalse():
            told = item.feedback.get("true" if item.answer else "false")
            return f'<p class="right">{item.answer}</p>' + (
                f"<p>{inline(told)}</p>" if told else ""
            )
        case Matching():
            texts = dict(item.choices)
            marks = {identity: letter(place) for place, identity in enumerate(entry.order)}
            lines = [f"{marks[row.match]}: {inline(texts[row.match])}" for row in item.rows]
            return _list("ol", lines)
        case Ordering():
            lines = [inline(step.text) for step in item.steps]
            note = "<p>Or any order that keeps what must come first.</p>" if item.before else ""
            return _list("ol", lines) + note
        case Cloze():
            return _list("ol", [_value(item.blanks[name]) for name in item.blank_ids])
        case NumericContent() | ShortAnswerContent():
            return f'<p class="right">{_value(item)}</p>'
        case _:
            return ""


def _judged(option: Any) -> str:
    sign, kind = ("\u2713", "right") if option.correct else ("\u2717", "wrong")
    told = f'<br><span class="told">{inline(option.feedback)}</span>' if option.feedback else ""
    return f'<li class="{kind}">{sign} {inline(option.text)}{told}</li>'


def _value(content: Content) -> str:
    """What fills a blank, or answers in a word or a number."""
    if isinstance(content, SingleChoiceContent):
        return inline(dict(content.choices)[content.key])
    if isinstance(content, ShortAnswerContent):
        return escape(clean_xml(" / ".join(content.accept) or f"/{content.accept_pattern}/"))
    assert isinstance(content, NumericContent)
    unit = f" {content.unit}" if content.unit else ""
    if content.range is not None:
        low, high = content.range
        return escape(clean_xml(f"{low:g} to {high:g}{unit}"))
    tolerance = content.tolerance
    width = ""
    if tolerance is not None and tolerance.absolute:
        width = f" ± {tolerance.absolute:g}"
    elif tolerance is not None and tolerance.relative:
        width = f" ± {100 * tolerance.relative:g}%"
    return escape(clean_xml(f"{content.answer:.6g}{width}{unit}"))


def _lettered(content: Content, order: tuple[str, ...]) -> str:
    texts = dict(content.choices)
    lines = "".join(f"<li>{inline(texts[identity])}</li>" for identity in order)
    return f'<ol type="a">{lines}</ol>'


def _list(tag: str, lines: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
