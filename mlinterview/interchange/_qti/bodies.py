"""The body of an item: its text, and what is asked in it."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element, tostring

from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._notes import grader_notes
from mlinterview.interchange._qti.choices import row_identifier
from mlinterview.interchange._qti.elements import element, identifier
from mlinterview.interchange._qti.html import filled, fragment
from mlinterview.interchange._qti.scoring import RESPONSE
from mlinterview.interchange._to_html import Address, plain, question
from mlinterview.model.cloze import Cloze
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import Numeric
from mlinterview.model.ordering import Ordering
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["body"]


def body(entry: ExportItem, address: Address) -> Element:
    """The ``itemBody`` of an item."""
    item = entry.item
    blanks = _Blanks(entry, item) if isinstance(item, Cloze) else None
    made = element("itemBody", fragment(question(item, address, blanks)))
    made.extend(_asked(entry, item))
    return made


def _asked(entry: ExportItem, item: Item) -> list[Element]:
    """What stands below the text: the interaction, for a person's marking the rubric."""
    shuffle = str(entry.shuffle).lower()
    match item:
        case TrueFalse():
            found = [("true", "True"), ("false", "False")]
            return [_choices("choiceInteraction", found, shuffle="false", maxChoices="1")]
        case MultiSelect():
            found = _in_order(entry)
            return [_choices("choiceInteraction", found, shuffle=shuffle, maxChoices="0")]
        case SingleChoiceContent():
            found = _in_order(entry)
            return [_choices("choiceInteraction", found, shuffle=shuffle, maxChoices="1")]
        case Ordering():
            return [_choices("orderInteraction", _in_order(entry), shuffle="false")]
        case Matching():
            return [_match(entry, item)]
        case Numeric():
            field = element(
                "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="15"
            )
            return [element("p", field, f" {plain(item.unit)}" if item.unit else None)]
        case FreeText():
            lines = str(max(4, 2 * len(item.rubric.criteria)))
            area = element(
                "extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines=lines
            )
            return [area, fragment(grader_notes(item), "rubricBlock", view="scorer")]
        case Cloze():
            return []
        case _:
            field = element(
                "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="40"
            )
            return [element("p", field)]


def _in_order(entry: ExportItem) -> list[tuple[str, str]]:
    """Options or steps as they are to stand: identifier and text."""
    texts = dict(entry.item.choices)
    return [(identifier(one), texts[one]) for one in entry.order]


def _choices(tag: str, found: list[tuple[str, str]], **attributes: str) -> Element:
    made = element(tag, responseIdentifier=RESPONSE, **attributes)
    for name, text in found:
        made.append(filled(element("simpleChoice", identifier=name), text))
    return made


def _match(entry: ExportItem, item: Matching) -> Element:
    rows, options = element("simpleMatchSet"), element("simpleMatchSet")
    for row in item.rows:
        choice = element("simpleAssociableChoice", identifier=row_identifier(row.id), matchMax="1")
        rows.append(filled(choice, row.text))
    for name, text in _in_order(entry):
        many = str(len(item.rows))
        options.append(
            filled(element("simpleAssociableChoice", identifier=name, matchMax=many), text)
        )
    return element(
        "matchInteraction",
        rows,
        options,
        responseIdentifier=RESPONSE,
        shuffle="false",
        maxAssociations=str(len(item.rows)),
    )


class _Blanks:
    """The interaction that stands for a blank, as XML."""

    def __init__(self, entry: ExportItem, item: Cloze) -> None:
        self._entry = entry
        self._item = item

    def __call__(self, name: str) -> str:
        blank = self._item.blanks[name]
        if not isinstance(blank, SingleChoiceContent):
            length = str(max([10, *(len(text) + 5 for text in getattr(blank, "accept", ()))]))
            made = element(
                "textEntryInteraction", responseIdentifier=identifier(name), expectedLength=length
            )
            unit = getattr(blank, "unit", None)
            return tostring(made, encoding="unicode") + (f" {escape(plain(unit))}" if unit else "")
        texts = dict(blank.choices)
        made = element(
            "inlineChoiceInteraction",
            responseIdentifier=identifier(name),
            shuffle=str(self._entry.shuffle).lower(),
        )
        for one in self._item.blank_order(name, self._entry.order):
            made.append(element("inlineChoice", plain(texts[one]), identifier=identifier(one)))
        return tostring(made, encoding="unicode")
