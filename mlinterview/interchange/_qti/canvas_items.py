"""One question in QTI 1.2, in the shapes that Canvas writes and reads.

``itemmetadata`` stands first, ``presentation`` holds ``material`` and responses without ``flow``,
what is right is a ``varequal``, what is wrong stands inside ``not``. Questions answered by typing
have no ``<other/>``: it would make an essay of them for some readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._notes import general_feedback, grader_notes
from mlinterview.interchange._qti.canvas_scoring import drop_downs, typed_answers
from mlinterview.interchange._qti.elements import element, number
from mlinterview.interchange._qti.texts import bounds, decimal
from mlinterview.interchange._to_html import Address, block, clean_xml, inline, plain, question
from mlinterview.model.cloze import Cloze
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import Numeric
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswer
from mlinterview.model.single_choice import SingleChoice, SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["canvas_item", "meta_fields"]

_RESPONSE = "response1"
#: identifier and HTML of what can be chosen
Labels = Sequence[tuple[str, str]]


def canvas_item(entry: ExportItem, address: Address) -> Element | None:
    """The ``item``; None for a format that Canvas has no type for."""
    found = _question(entry, address)
    if found is None:
        return None
    kind, made = found
    fields = {
        "question_type": kind,
        "points_possible": number(entry.points),
        "original_answer_ids": ",".join(made.answer_ids),
    }
    item = element("item", ident=entry.item.id, title=_title(entry.item))
    item.append(element("itemmetadata", meta_fields(fields)))
    item.append(element("presentation", _material(f"<div>{made.text}</div>"), *made.responses))
    outcome = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    item.append(element("resprocessing", element("outcomes", outcome), *made.conditions))
    item.extend(made.feedback)
    return item


def _title(item: Item) -> str:
    return clean_xml(plain(item.label)) or item.id


def meta_fields(fields: dict[str, str]) -> Element:
    """``qtimetadata``."""
    return element(
        "qtimetadata",
        *(
            element("qtimetadatafield", element("fieldlabel", name), element("fieldentry", value))
            for name, value in fields.items()
        ),
    )


class _Made:
    """The parts of one question as they come together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.answer_ids: list[str] = []
        self.responses: list[Element] = []
        self.conditions: list[Element] = []
        self.feedback: list[Element] = []

    def explain(self, item: Item, *, conditioned: bool) -> None:
        """The explanation as general feedback, which Canvas knows by its identifier."""
        html = general_feedback(item, rows=False)
        if html:
            if conditioned:
                shown = _condition(element("other"), shows="general_fb")
                self.conditions.insert(0, shown)
            self.feedback.append(_feedback("general_fb", html))

    def say(self, count: int, condition: Element, text: str | None) -> None:
        """Feedback on one answer, shown under a condition."""
        if text:
            name = f"answer_{count}_fb"
            self.conditions.append(_condition(condition, shows=name))
            self.feedback.append(_feedback(name, block(text)))


def _question(entry: ExportItem, address: Address) -> tuple[str, _Made] | None:
    item = entry.item
    if isinstance(item, Cloze):
        return _cloze(entry, item, address)
    made = _Made(question(item, address))
    match item:
        case SingleChoice():
            _one(made, item, entry.order)
            kind = "multiple_choice_question"
        case TrueFalse():
            _true_false(made, item)
            kind = "true_false_question"
        case MultiSelect():
            _many(made, item, entry.order)
            kind = "multiple_answers_question"
        case Matching():
            _matching(made, item, entry.order)
            kind = "matching_question"
        case Ordering():
            _ordering(made, item, entry.order)
            kind = "matching_question"
        case Numeric():
            _numeric(made, item)
            kind = "numerical_question"
        case ShortAnswer() if item.accept:
            _short(made, item)
            kind = "short_answer_question"
        case ShortAnswer() | FreeText():
            _essay(made, item)
            kind = "essay_question"
        case _:
            return None
    return kind, made


# ---- choices


def _one(made: _Made, item: SingleChoiceContent, order: tuple[str, ...]) -> None:
    texts = dict(item.choices)
    made.answer_ids = list(order)
    made.responses = [_choice(_RESPONSE, [(one, inline(texts[one])) for one in order], "Single")]
    for count, option in enumerate(item.options, 1):
        made.say(count, _is(option.id), option.feedback)
    made.explain(item, conditioned=True)  # type: ignore[arg-type] # no blank of a cloze comes here
    made.conditions.append(_condition(_is(item.key), scores="100"))


def _true_false(made: _Made, item: TrueFalse) -> None:
    made.answer_ids = ["true", "false"]
    made.responses = [_choice(_RESPONSE, [("true", "True"), ("false", "False")], "Single")]
    for count, word in enumerate(made.answer_ids, 1):
        made.say(count, _is(word), item.feedback.get("true" if word == "true" else "false"))
    made.explain(item, conditioned=True)
    made.conditions.append(_condition(_is(str(item.answer).lower()), scores="100"))


def _many(made: _Made, item: MultiSelect, order: tuple[str, ...]) -> None:
    texts = dict(item.choices)
    made.answer_ids = list(order)
    made.responses = [_choice(_RESPONSE, [(one, inline(texts[one])) for one in order], "Multiple")]
    for count, option in enumerate(item.options, 1):
        made.say(count, _is(option.id), None if option.correct else option.feedback)
    made.explain(item, conditioned=True)
    right = set(item.correct_ids)
    parts = [_is(one) if one in right else element("not", _is(one)) for one in order]
    made.conditions.append(_condition(element("and", *parts), scores="100"))


# ---- rows


def _matching(made: _Made, item: Matching, order: tuple[str, ...]) -> None:
    texts = dict(item.choices)
    labels = [(one, plain(texts[one])) for one in order]
    made.answer_ids = [row.id for row in item.rows]
    for row in item.rows:
        made.responses.append(_row(f"response_{row.id}", _html_text(inline(row.text)), labels))
    share = f"{100 / len(item.rows):.2f}"
    for count, row in enumerate(item.rows, 1):
        right = _is(row.match, f"response_{row.id}")
        made.conditions.append(_condition(right, adds=share))
        wrong = element("not", _is(row.match, f"response_{row.id}"))
        made.say(count, wrong, row.feedback)
    made.explain(item, conditioned=True)


def _ordering(made: _Made, item: Ordering, order: tuple[str, ...]) -> None:
    """Canvas has no such question: each position is matched with the step that stands there."""
    made.text += "\n<p>Choose the step that stands at each position.</p>"
    texts = dict(item.choices)
    labels = [(one, plain(texts[one])) for one in order]
    share = f"{100 / len(item.steps):.2f}"
    for place, step in enumerate(item.steps, 1):
        name = f"position-{place}"
        made.answer_ids.append(name)
        made.responses.append(_row(f"response_{name}", _plain_text(f"{place}."), labels))
        made.conditions.append(_condition(_is(step.id, f"response_{name}"), adds=share))
    made.explain(item, conditioned=True)


# ---- typed answers


def _numeric(made: _Made, item: Numeric) -> None:
    if item.unit:
        made.text += f"\n<p>In {inline(item.unit)}.</p>"
    made.responses = [_typed("Decimal")]
    low, high, _ = bounds(item)[0]
    within = [
        element("vargte", decimal(low), respident=_RESPONSE),
        element("varlte", decimal(high), respident=_RESPONSE),
    ]
    if item.range is not None:
        right = within
    else:
        exactly = _is(decimal((low + high) / 2))
        right = [element("or", exactly, *([element("and", *within)] if low < high else []))]
    made.conditions = [_condition(*right, scores="100")]
    made.explain(item, conditioned=False)


def _short(made: _Made, item: ShortAnswer) -> None:
    made.responses = [_typed(None)]
    right = [_is(text) for text in typed_answers(item)]
    made.conditions = [_condition(*right, scores="100")]
    made.explain(item, conditioned=False)


def _essay(made: _Made, item: Item) -> None:
    made.responses = [_typed(None)]
    made.conditions = [_condition(element("other"))]
    made.explain(item, conditioned=False)
    if isinstance(item, FreeText):
        made.feedback.append(_feedback("solution", grader_notes(item)))


def _cloze(entry: ExportItem, item: Cloze, address: Address) -> tuple[str, _Made]:
    chosen = drop_downs(item)

    def shown(name: str) -> str:
        blank = item.blanks[name]
        if chosen or not isinstance(blank, SingleChoiceContent):
            unit = getattr(blank, "unit", None)
            return f"[{name}]" + (f" {inline(unit)}" if unit else "")
        texts = dict(blank.choices)
        listed = " / ".join(inline(texts[one]) for one in item.blank_order(name, entry.order))
        return f"[{name}] ({listed})"

    made = _Made(question(item, address, shown))
    share = f"{100 / len(item.blanks):.2f}"
    said = 0
    for place, name in enumerate(item.blank_ids, 1):
        blank, respident = item.blanks[name], f"response_{name}"
        if chosen:
            texts = dict(blank.choices)
            ids = item.blank_order(name, entry.order)
            labels = [(f"b{place}_{one}", plain(texts[one])) for one in ids]
            right = f"b{place}_{blank.key}"  # type: ignore[union-attr] # all are choices
        else:
            labels = [(f"b{place}_{k}", text) for k, text in enumerate(typed_answers(blank), 1)]
            right = labels[0][0]
        made.answer_ids += [label for label, _ in labels]
        made.responses.append(_row(respident, _plain_text(name), labels))
        made.conditions.append(_condition(_is(right, respident), adds=share))
        for option in getattr(blank, "options", ()) if chosen else ():
            said += 1
            made.say(said, _is(f"b{place}_{option.id}", respident), option.feedback)
    made.explain(item, conditioned=chosen)
    kind = "multiple_dropdowns_question" if chosen else "fill_in_multiple_blanks_question"
    return kind, made


# ---- elements


def _html_text(html: str) -> Element:
    return element("mattext", clean_xml(html), texttype="text/html")


def _plain_text(text: str) -> Element:
    return element("mattext", clean_xml(text), texttype="text/plain")


def _material(html: str) -> Element:
    return element("material", _html_text(html))


def _labels(labels: Labels, *, html: bool) -> Element:
    text = _html_text if html else _plain_text
    found = (
        element("response_label", element("material", text(shown)), ident=name)
        for name, shown in labels
    )
    return element("render_choice", *found)


def _choice(ident: str, labels: Labels, cardinality: str) -> Element:
    return element(
        "response_lid", _labels(labels, html=True), ident=ident, rcardinality=cardinality
    )


def _row(ident: str, text: Element, labels: Labels) -> Element:
    """A menu of plain texts: Canvas shows no other in matching and blanks."""
    return element(
        "response_lid", element("material", text), _labels(labels, html=False), ident=ident
    )


def _typed(kind: str | None) -> Element:
    label = element("response_label", ident="answer1", rshuffle="No" if kind is None else None)
    field = element("render_fib", label, fibtype=kind)
    return element("response_str", field, ident=_RESPONSE, rcardinality="Single")


def _is(value: str, respident: str = _RESPONSE) -> Element:
    return element("varequal", clean_xml(value), respident=respident)


def _condition(
    *conditions: Element,
    scores: str | None = None,
    adds: str | None = None,
    shows: str | None = None,
) -> Element:
    """A condition that sets or adds to the score, or shows feedback."""
    rules: Iterable[Element | None] = (
        element("setvar", scores, action="Set", varname="SCORE") if scores else None,
        element("setvar", adds, varname="SCORE", action="Add") if adds else None,
        element("displayfeedback", feedbacktype="Response", linkrefid=shows) if shows else None,
    )
    going = "Yes" if shows else None if adds else "No"
    return element("respcondition", element("conditionvar", *conditions), *rules, continue_=going)


def _feedback(ident: str, html: str) -> Element:
    return element("itemfeedback", element("flow_mat", _material(html)), ident=ident)
