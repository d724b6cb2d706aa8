"""Typed answers as Moodle holds them: numbers with a tolerance, texts with wildcards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from mlinterview.graders._exact import exact
from mlinterview.interchange._moodle.fractions import nearest
from mlinterview.interchange._scoring import Gap, Ours, gap, responses, tolerances
from mlinterview.model.numeric import NumericContent
from mlinterview.model.short_answer import ShortAnswerContent

__all__ = ["NumberAnswer", "Numbers", "TextAnswer", "Texts", "numbers", "texts"]

_EPSILON = 1e-14  # PHP's precision, by which Moodle widens every tolerance
_DIGITS = Context(prec=17, rounding=ROUND_HALF_EVEN)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_SPACE = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_WILD = re.compile(r"(?<!\\)\*+")


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """One accepted number, as decimal text, with its absolute tolerance."""

    answer: str
    tolerance: str
    fraction: Fraction


@dataclass(frozen=True, slots=True)
class Numbers:
    """A numerical question of Moodle's; the first answer that a number is within decides."""

    answers: tuple[NumberAnswer, ...]
    gap: Gap

    def share(self, value: float | None) -> float:
        """What Moodle gives for a number."""
        if value is None:
            return 0.0
        for entry in self.answers:
            answer, width = float(entry.answer), float(entry.tolerance)
            width += _EPSILON * max(width, abs(answer), _EPSILON)
            if answer - width <= value <= answer + width:
                return float(entry.fraction)
        return 0.0


def numbers(content: NumericContent, ours: Ours) -> Numbers:
    """The answer with its tolerance, then the bands of part credit from the best down."""
    if content.range is not None:
        low, high = (exact(end) for end in content.range)
        found = [((low + high) / 2, (high - low) / 2, Fraction(1))]
    else:
        assert content.answer is not None
        answer = exact(content.answer)
        widths = tolerances(content)
        found = [(answer, widths[0], Fraction(1))]
        bands = sorted(zip(content.bands, widths[1:], strict=True), key=lambda pair: -pair[0].share)
        found += [(answer, width, nearest(float(band.share))) for band, width in bands]
    made = Numbers(
        tuple(NumberAnswer(_decimal(a), _decimal(width), share) for a, width, share in found),
        Gap(),
    )
    apart = gap(
        lambda given: ours.blank_share(content, "numeric", given),
        made.share,
        responses(content),
    )
    return replace(made, gap=apart)


def _decimal(value: Fraction) -> str:
    """A fraction as decimal text of up to 17 digits, which is all that a float holds.

    >>> _decimal(Fraction(1, 8)), _decimal(Fraction(10) ** 30)
    ('0.125', '1E+30')
    """
    quotient = _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    number = quotient.normalize(_DIGITS)
    return f"{number:f}" if -12 < number.adjusted() < 18 else str(number)


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """One text, as it is to be typed; ``pattern`` is Moodle's form of it, ``*`` escaped."""

    text: str
    fraction: Fraction
    feedback: str | None = None

    @property
    def pattern(self) -> str:
        """The text with every ``*`` escaped, which else stands for any text."""
        return self.text.replace("*", r"\*")


@dataclass(frozen=True, slots=True)
class Texts:
    """A short-answer question of Moodle's; the first answer that matches decides."""

    answers: tuple[TextAnswer, ...]
    case: bool
    gap: Gap

    def share(self, response: str | None) -> float:
        """What Moodle gives for a text."""
        if response is None:
            return 0.0
        for entry in self.answers:
            if self._matches(response.strip(), entry.pattern):
                return float(entry.fraction)
        return 0.0

    def _matches(self, response: str, pattern: str) -> bool:
        bits = [re.escape(bit.replace(r"\*", "*")) for bit in _WILD.split(_composed(pattern))]
        flags = re.NOFLAG if self.case else re.IGNORECASE
        return re.fullmatch(".*".join(bits), _composed(response), flags) is not None


def texts(content: ShortAnswerContent, ours: Ours) -> Texts:
    """What is rejected first, since it wins, then what is accepted, in the ways it is written.

    Moodle folds case alone; a hyphen and a space between letters are given as two answers.
    """
    case = content.match == "code"
    given = [(entry.text, Fraction(0), entry.feedback) for entry in content.reject]
    given += [(text, Fraction(1), None) for text in content.accept]
    seen: set[str] = set()
    found = []
    for text, fraction, feedback in given:
        for way in [text] if case else _ways(text):
            way = " ".join(way.split()) if not case else way.strip()
            known = _composed(way) if case else _composed(way).casefold()
            if way and known not in seen:
                seen.add(known)
                found.append(TextAnswer(way, fraction, feedback))
    made = Texts(tuple(found), case, Gap())
    apart = gap(
        lambda given: ours.blank_share(content, "short_answer", given),
        made.share,
        responses(content),
    )
    return replace(made, gap=apart)


def _ways(text: str) -> Iterator[str]:
    yield text
    yield _HYPHEN.sub(" ", text)
    yield _SPACE.sub("-", text)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
