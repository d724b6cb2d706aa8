"""Our scoring as QTI's: what is declared of a response, and the rules that give its score.

Where a template of the standard says the same, it is used, since every reader knows those: a
mapping for what adds up, ``match_correct`` for all or nothing. The rest has rules of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mlinterview.interchange._qti import rules as r
from mlinterview.interchange._qti.elements import element, number

__all__ = ["RESPONSE", "SCORE", "Answer", "Scoring", "all_or_nothing", "map_sum"]

RESPONSE, SCORE = "RESPONSE", "SCORE"


@dataclass(frozen=True)
class Answer:
    """A response variable.

    Attributes:
        name: its identifier.
        cardinality: ``single``, ``multiple`` or ``ordered``.
        base: its base type.
        correct: the right values, as text.
        mapping: points by value; what is not listed earns nothing.
        least: no sum of the mapping goes below it.
        most: nor above it.
        cased: whether capitals count in the mapping's texts.
    """

    name: str
    cardinality: str
    base: str
    correct: tuple[str, ...] = ()
    mapping: tuple[tuple[str, float], ...] = ()
    least: float | None = None
    most: float | None = None
    cased: bool = True

    def declaration(self) -> Element:
        """The ``responseDeclaration``."""
        made = element(
            "responseDeclaration",
            identifier=self.name,
            cardinality=self.cardinality,
            baseType=self.base,
        )
        if self.correct:
            values = [element("value", value) for value in self.correct]
            made.append(element("correctResponse", *values))
        if self.mapping:
            entries = [
                element(
                    "mapEntry",
                    mapKey=key,
                    mappedValue=number(value),
                    caseSensitive=str(self.cased).lower() if self.base == "string" else None,
                )
                for key, value in self.mapping
            ]
            made.append(
                element(
                    "mapping",
                    *entries,
                    lowerBound=None if self.least is None else number(self.least),
                    upperBound=None if self.most is None else number(self.most),
                    defaultValue="0",
                )
            )
        return made


@dataclass
class Scoring:
    """Everything of an item that its score comes from.

    Attributes:
        answers: the response variables.
        rules: they set ``SCORE``; it is 0 at first.
        template: the standard template that says the same as the rules, if there is one.
        counters: further outcomes that the rules use, numbers from 0 on.
    """

    answers: list[Answer]
    rules: list[Element]
    template: str | None = None
    counters: list[str] = field(default_factory=list)


def map_sum(answer: Answer, plus: float = 0.0) -> Scoring:
    """The sum of the mapping, with ``plus`` added whatever was answered."""
    mapped = r.operator("mapResponse", identifier=answer.name)
    if plus:
        found = r.choose(
            [(r.is_null(answer.name), [r.set_to(SCORE, r.constant(plus))])],
            [r.set_to(SCORE, r.operator("sum", mapped, r.constant(plus)))],
        )
        return Scoring([answer], [found])
    found = r.choose(
        [(r.is_null(answer.name), [r.set_to(SCORE, r.constant(0))])], [r.set_to(SCORE, mapped)]
    )
    template = "map_response" if answer.name == RESPONSE else None
    return Scoring([answer], [found], template)


def all_or_nothing(answer: Answer, points: float) -> Scoring:
    """All points for the right response, else none."""
    if not answer.correct:  # nothing is right: an answer of nothing is
        return Scoring([answer], [r.when(r.is_null(answer.name), _full(points))])
    right = r.same(r.variable(answer.name), r.operator("correct", identifier=answer.name))
    template = "match_correct" if answer.name == RESPONSE and points == 1 else None
    return Scoring([answer], [r.when(right, _full(points))], template)


def _full(points: float) -> Element:
    return r.set_to(SCORE, r.constant(points))
