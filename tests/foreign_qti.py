"""Items of QTI 2.1 and 3.0 as other programs write them, put together for tests."""

from __future__ import annotations

import mlinterview as mli
from mlinterview.interchange._imported import Imported
from mlinterview.interchange._qti_reader import read

V21 = "http://www.imsglobal.org/xsd/imsqti_v2p1"


MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'


MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'


SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'


def document(declarations: str, body: str, processing: str = MATCH, space: str = V21) -> str:
    """An item file of 2.1."""
    return (
        f'<assessmentItem xmlns="{space}" identifier="i1" title="A title" adaptive="false"'
        f' timeDependent="false">{declarations}{SCORE}<itemBody>{body}</itemBody>{processing}'
        "</assessmentItem>"
    )


def response(cardinality: str, base: str, *correct: str, mapping: str = "") -> str:
    """A response declaration."""
    values = "".join(f"<value>{one}</value>" for one in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}"'
        f' baseType="{base}">{right}{mapping}</responseDeclaration>'
    )


def mapping(bounds: str = "", **entries: float) -> str:
    """A mapping."""
    lines = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in entries.items())
    return f'<mapping defaultValue="0" {bounds}>{lines}</mapping>'


def choices(tag: str, *names: str, more: str = "") -> str:
    """An interaction with options ``a``, ``b`` ... and a prompt."""
    inner = "".join(f'<simpleChoice identifier="{n}">Text {n}</simpleChoice>' for n in names)
    return f'<{tag} responseIdentifier="RESPONSE" {more}><prompt>Which?</prompt>{inner}</{tag}>'


def one(xml: str) -> Imported:
    """The only question of a file."""
    reading = read(xml.encode(), "file.xml")
    assert reading.skipped == ()
    (found,) = reading.items
    mli.make_item({"id": "x", **found.source})
    return found


def skipped(xml: str) -> str:
    """Why a file's only question is left out."""
    reading = read(xml.encode(), "file.xml")
    assert reading.items == ()
    return reading.skipped[0].reason


def correct(found: Imported) -> list[str]:
    """Texts of the right options."""
    return [option["text"] for option in found.source["options"] if option.get("correct")]


def entry_body(before: str = "Value:", after: str = "") -> str:
    """A field in a line of text."""
    return f'<p>{before} <textEntryInteraction responseIdentifier="RESPONSE"/>{after}</p>'


def processing(condition: str, worth: str = "1") -> str:
    """Rules with one condition."""
    return (
        f"<responseProcessing><responseCondition><responseIf>{condition}"
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">'
        f"{worth}</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )


VARIABLE = '<variable identifier="RESPONSE"/>'


def number(text: str) -> str:
    """A constant."""
    return f'<baseValue baseType="float">{text}</baseValue>'
