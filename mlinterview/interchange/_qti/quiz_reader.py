"""QTI 1.2 files: Canvas's, Blackboard's, Respondus's, D2L's and others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import Element

from mlinterview.interchange._entry import Collected
from mlinterview.interchange._from_html import Texts
from mlinterview.interchange._qti.quiz_item import QuizItem
from mlinterview.interchange._qti.quiz_text import layout, metadata
from mlinterview.interchange._xml import Document, local

__all__ = ["read_quiz"]

_PARENT = "parent_stimulus_item_ident"


def read_quiz(
    document: Document, path: str, found: Collected, make_texts: Callable[[], Texts]
) -> None:
    """All items of a ``questestinterop`` file.

    Args:
        document: the file.
        path: its name.
        found: where questions and what became none are put.
        make_texts: makes what turns an item's HTML into Markdown.
    """
    number = 0
    parents = _parents(document)
    shared = {
        name: layout(element).html
        for element in document.root.iter()
        if local(element) == "item"
        and (name := element.get("ident", "")) in set(parents.values())
        and "text_only" in metadata(element).get("question_type", "")
    }
    for element in document.root.iter():
        name = local(element)
        if name == "item":
            number += 1
            place = f"{path}, question {number}, line {document.line(element)}"
            if element.get("ident", "") in shared:
                continue  # it is shown with the questions that name it
            stimulus = shared.get(parents.get(element, ""), "")
            item = QuizItem(element, make_texts(), stimulus)
            found.add(place, partial(item.made, place))
        elif name == "itemref":
            where = f"{path}, line {document.line(element)}"
            found.skip(where, "a question that stands in another file")
        elif name in ("sourcebank_ref", "selection_number"):
            where = f"{path}, line {document.line(element)}"
            if name == "sourcebank_ref":
                found.skip(where, "questions drawn from a bank that is not in the file")
            elif (element.text or "").strip():
                drawn = (element.text or "").strip()[:10]
                found.skip(where, f"the choice of {drawn} questions of a section: all are read")


def _parents(document: Document) -> dict[Element, str]:
    """The text that an item is asked about, by New Quizzes' field or attribute of its section."""
    found: dict[Element, str] = {}
    for element in document.root.iter():
        if local(element) == "section" and element.get(_PARENT):
            found |= {one: element.get(_PARENT, "") for one in element if local(one) == "item"}
        elif local(element) == "item" and (name := metadata(element).get(_PARENT)):
            found[element] = name
    return found
