"""Scoring of ``numeric``, ``short_answer``, ``cloze`` and ``free_text`` in QTI's terms."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element

from mlinterview._text import fold
from mlinterview.graders._exact import exact, half_width
from mlinterview.interchange._qti import rules as r
from mlinterview.interchange._qti.choices import single_choice
from mlinterview.interchange._qti.elements import element, identifier, number
from mlinterview.interchange._qti.scoring import RESPONSE, SCORE, Answer, Scoring, map_sum
from mlinterview.model.cloze import Cloze
from mlinterview.model.numeric import NumericContent
from mlinterview.model.scheme import Scheme
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent

__all__ = ["accepted", "bounds", "cloze", "free_text", "numeric", "short_answer"]

#: gives so many points
Award = Callable[[float], Element]


def free_text() -> Scoring:
    """A person marks it."""
    return Scoring([Answer(RESPONSE, "single", "string")], [])


def numeric(content: NumericContent, points: float, name: str = RESPONSE) -> Scoring:
    """Bounds, in which a number earns all points, and the bands' bounds around them.

    Bounds, not a distance: 0.251 lies within 0.001 of 0.25, but not in binary floating point.
    """
    return Scoring([_number_answer(content, name)], [_number_rule(content, points, name, _set)])


def _set(worth: float) -> Element:
    return r.set_to(SCORE, r.constant(worth))


def _add(worth: float) -> Element:
    return r.add(SCORE, r.constant(worth))


def _number_answer(content: NumericContent, name: str) -> Answer:
    low, high, _ = bounds(content)[0]
    right = decimal((low + high) / 2)
    return Answer(name, "single", "float", (right,))


def _number_rule(content: NumericContent, points: float, name: str, award: Award) -> Element:
    branches = []
    for low, high, share in bounds(content):
        if low == high:
            inside = r.operator("equal", r.variable(name), _bound(low), toleranceMode="exact")
        else:
            inside = r.both(
                [
                    r.operator("gte", r.variable(name), _bound(low)),
                    r.operator("lte", r.variable(name), _bound(high)),
                ]
            )
        branches.append((inside, [award(points * share)]))
    return r.choose(branches)


def bounds(content: NumericContent) -> list[tuple[Fraction, Fraction, float]]:
    """What earns something: lowest and highest number, and the share; the largest share first."""
    if content.range is not None:
        low, high = map(exact, content.range)
        return [(low, high, 1.0)]
    assert content.answer is not None
    answer = exact(content.answer)
    tolerance = content.tolerance
    width = Fraction(0)
    if tolerance is not None:
        width = half_width(
            answer,
            absolute=tolerance.absolute,
            relative=tolerance.relative,
            digits=tolerance.digits,
        )
    found = [(answer - width, answer + width, 1.0)]
    for band in content.bands:
        width = half_width(answer, absolute=band.absolute, relative=band.relative)
        found.append((answer - width, answer + width, float(band.share)))
    return sorted(found, key=lambda each: -each[2])  # the best that applies comes first


def decimal(value: Fraction) -> str:
    """A fraction as a decimal number, exact where it is short.

    >>> decimal(Fraction(251, 1000)), decimal(Fraction(3))
    ('0.251', '3.0')
    """
    shortest = number(float(value))
    if Fraction(Decimal(shortest)) == value:
        return shortest
    context = Context(prec=40)
    found = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return format(found.normalize(context), "f") if abs(found.adjusted()) < 30 else str(found)


def _bound(value: Fraction) -> Element:
    return element("baseValue", decimal(value), baseType="float")


def short_answer(content: ShortAnswerContent, points: float, name: str = RESPONSE) -> Scoring:
    """A mapping of what is accepted; a pattern alone where nothing else is."""
    answer = _text_answer(content, points, name)
    if answer.mapping:
        return map_sum(answer)
    return Scoring([answer], [r.when(_pattern(content, name), _set(points))])


def _text_answer(content: ShortAnswerContent, points: float, name: str) -> Answer:
    texts = accepted(content)
    mapping = tuple((text, points) for text in texts)
    cased = content.match == "code"
    return Answer(name, "single", "string", tuple(texts[:1]), mapping, cased=cased)


def _pattern(content: ShortAnswerContent, name: str) -> Element:
    return r.operator("patternMatch", r.variable(name), pattern=content.accept_pattern or "")


def accepted(content: ShortAnswerContent) -> list[str]:
    """The accepted texts, as written and as folded; none that is rejected, none twice."""
    code = content.match == "code"
    rejected = {entry.text.strip() if code else fold(entry.text) for entry in content.reject}
    found: dict[str, str] = {}
    for text in content.accept:
        written = text.strip()
        if (written if code else fold(written)) in rejected:
            continue
        for form in [written] if code else [" ".join(written.split()), fold(written)]:
            found.setdefault(form if code else form.casefold(), form)
    return list(found.values())


def cloze(item: Cloze, points: float, scheme: Scheme) -> Scoring:
    """The blanks' points added up."""
    total = sum(blank.weight for blank in item.blanks.values())
    scoring = Scoring([], [])
    for blank_id in item.blank_ids:
        blank, name = item.blanks[blank_id], identifier(blank_id)
        worth = points * blank.weight / total
        if isinstance(blank, SingleChoiceContent):
            part = single_choice(blank, worth, scheme, name)
            scoring.answers += part.answers
            if part.answers[0].mapping:
                scoring.rules.append(_add_mapped(name))
            else:
                right = r.operator("correct", identifier=name)
                scoring.rules.append(r.when(r.same(r.variable(name), right), _add(worth)))
        elif isinstance(blank, NumericContent):
            scoring.answers.append(_number_answer(blank, name))
            scoring.rules.append(_number_rule(blank, worth, name, _add))
        else:
            answer = _text_answer(blank, worth, name)
            scoring.answers.append(answer)
            scoring.rules.append(
                _add_mapped(name) if answer.mapping else r.when(_pattern(blank, name), _add(worth))
            )
    return scoring


def _add_mapped(name: str) -> Element:
    mapped = r.operator("mapResponse", identifier=name)
    return r.when(r.operator("not", r.is_null(name)), r.add(SCORE, mapped))
