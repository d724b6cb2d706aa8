"""What is said after an answer: feedback on it, the explanation and where to read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mlinterview.interchange._notes import general_feedback
from mlinterview.interchange._qti import rules as r
from mlinterview.interchange._qti.choices import pair
from mlinterview.interchange._qti.elements import element, identifier
from mlinterview.interchange._qti.html import blocks, fragment
from mlinterview.interchange._qti.scoring import RESPONSE
from mlinterview.model.cloze import Cloze
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["Said", "feedback_of"]

FEEDBACK, SOLUTION = "FEEDBACK", "SOLUTION"


@dataclass
class Said:
    """Outcomes, rules that set them, and the texts that they show."""

    outcomes: list[Element] = field(default_factory=list)
    rules: list[Element] = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    feedback: bool = False
    explanation: bool = False


def feedback_of(item: Item) -> Said:
    """All that an item says after an answer."""
    said = Said()
    chosen = dict(_on_options(item))
    if chosen:
        cardinality = "multiple" if isinstance(item, MultiSelect) else "single"
        said.outcomes.append(_outcome(FEEDBACK, cardinality))
        said.rules.append(r.set_to(FEEDBACK, r.variable(RESPONSE)))
        said.texts += [_modal(FEEDBACK, name, blocks(text)) for name, text in chosen.items()]
    met = list(_on_conditions(item))
    if met:
        said.outcomes.append(_outcome(FEEDBACK, "multiple"))
        for name, condition, text in met:
            more = r.operator("multiple", r.variable(FEEDBACK), r.identifier_value(name))
            said.rules.append(r.when(condition, r.set_to(FEEDBACK, more)))
            said.texts.append(_modal(FEEDBACK, name, blocks(text)))
    said.feedback = bool(chosen or met)
    html = general_feedback(item, rows=False)
    if html:
        said.explanation = True
        said.outcomes.append(_outcome(SOLUTION, "single"))
        said.rules.append(r.set_to(SOLUTION, r.identifier_value("explanation")))
        said.texts.append(_modal(SOLUTION, "explanation", fragment(html)))
    return said


def _outcome(name: str, cardinality: str) -> Element:
    return element(
        "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType="identifier"
    )


def _modal(outcome: str, name: str, content: Element) -> Element:
    return element(
        "modalFeedback", content, outcomeIdentifier=outcome, identifier=name, showHide="show"
    )


def _on_options(item: Item) -> Iterator[tuple[str, str]]:
    """Feedback that is shown by the identifier of what was chosen."""
    if isinstance(item, TrueFalse):
        yield from item.feedback.items()
    elif isinstance(item, SingleChoiceContent | MultiSelect):
        for option in item.options:
            # what multi_select says of options is said of wrong ones
            if option.feedback and not (isinstance(item, MultiSelect) and option.correct):
                yield identifier(option.id), option.feedback


def _on_conditions(item: Item) -> Iterator[tuple[str, Element, str]]:
    """Feedback with the condition it is shown under."""
    if isinstance(item, Matching):
        for row in item.rows:
            if row.feedback:
                wrong = [
                    r.is_member(
                        r.identifier_value(pair(row.id, option.id), "directedPair"), RESPONSE
                    )
                    for option in item.options
                    if option.id != row.match
                ]
                yield f"row_{row.id}", r.operator("or", *wrong), row.feedback
    elif isinstance(item, ShortAnswerContent):
        yield from _on_rejected(item, RESPONSE, "rejected")
    elif isinstance(item, Cloze):
        for blank_id in item.blank_ids:
            blank, name = item.blanks[blank_id], identifier(blank_id)
            if isinstance(blank, SingleChoiceContent):
                for option in blank.options:
                    if option.feedback:
                        value = r.identifier_value(identifier(option.id))
                        condition = r.same(r.variable(name), value)
                        yield f"blank_{blank_id}.{option.id}", condition, option.feedback
            elif isinstance(blank, ShortAnswerContent):
                yield from _on_rejected(blank, name, f"blank_{blank_id}.rejected")


def _on_rejected(
    content: ShortAnswerContent, name: str, label: str
) -> Iterator[tuple[str, Element, str]]:
    cased = str(content.match == "code").lower()
    for place, rejected in enumerate(content.reject, 1):
        if rejected.feedback:
            value = element("baseValue", rejected.text.strip(), baseType="string")
            condition = r.operator("stringMatch", r.variable(name), value, caseSensitive=cased)
            yield f"{label}_{place}", condition, rejected.feedback
