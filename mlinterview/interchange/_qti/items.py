"""One item as an ``assessmentItem``."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._qti.bodies import body
from mlinterview.interchange._qti.elements import element, identifier, number
from mlinterview.interchange._qti.feedback import Said, feedback_of
from mlinterview.interchange._qti.responses import scoring_of
from mlinterview.interchange._qti.scoring import SCORE, Scoring
from mlinterview.interchange._qti.versions import Version
from mlinterview.interchange._to_html import Address, clean_xml, plain
from mlinterview.model.free_text import FreeText
from mlinterview.model.scheme import Scheme

__all__ = ["Written", "write_item"]

_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True)
class Written:
    """An item with the names of 2.1, and what went into it.

    Attributes:
        root: without namespaces.
    """

    entry: ExportItem
    root: Element
    scoring: Scoring
    said: Said

    def scored(self) -> Element:
        """No more than what the score comes from: what is declared, and the rules that give it."""
        names = {SCORE, *self.scoring.counters}
        kept = [
            child
            for child in self.root
            if child.tag == "responseDeclaration" or child.get("identifier") in names
        ]
        return element("assessmentItem", *kept, element("responseProcessing", *self.scoring.rules))


def write_item(
    entry: ExportItem, scheme: Scheme, version: Version, address: Address, language: str
) -> Written | None:
    """The item; None for a format that QTI has no words for."""
    item = entry.item
    scoring = scoring_of(item, entry.points, scheme)
    if scoring is None:
        return None
    said = feedback_of(item)
    root = element(
        "assessmentItem",
        identifier=identifier(item.id),
        title=clean_xml(plain(item.label)) or item.id,
        adaptive="false",
        timeDependent="false",
    )
    root.set(f"{_XML}lang", language)
    root.extend(answer.declaration() for answer in scoring.answers)
    root.extend(_outcomes(entry, scoring, version))
    root.extend(said.outcomes)
    root.append(body(entry, address))
    processing = _processing(scoring, said, version)
    if processing is not None:
        root.append(processing)
    root.extend(said.texts)
    return Written(entry, root, scoring, said)


def _outcomes(entry: ExportItem, scoring: Scoring, version: Version) -> list[Element]:
    by_hand = isinstance(entry.item, FreeText) and version.name != "qti21"
    found = [
        element(
            "outcomeDeclaration",
            _start(0),
            identifier=SCORE,
            cardinality="single",
            baseType="float",
            normalMaximum=number(entry.points),
            externalScored="human" if by_hand else None,
        ),
        element(
            "outcomeDeclaration",
            _start(entry.points),
            identifier="MAXSCORE",
            cardinality="single",
            baseType="float",
        ),
    ]
    return found + [
        element(
            "outcomeDeclaration", _start(0), identifier=name, cardinality="single", baseType="float"
        )
        for name in scoring.counters
    ]


def _start(value: float) -> Element:
    return element("defaultValue", element("value", number(value)))


def _processing(scoring: Scoring, said: Said, version: Version) -> Element | None:
    if scoring.template is not None and not said.rules:
        return element("responseProcessing", template=version.templates + scoring.template)
    rules = [*scoring.rules, *said.rules]
    return element("responseProcessing", *rules) if rules else None
