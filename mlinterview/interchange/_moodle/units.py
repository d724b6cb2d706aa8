"""Units of a numeric answer in Moodle, where typing one is optional."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from mlinterview.graders._exact import exact
from mlinterview.interchange._to_html import clean_xml
from mlinterview.model.numeric import NumericContent

__all__ = ["Units", "units"]


@dataclass(frozen=True, slots=True)
class Units:
    """What may follow a number.

    Attributes:
        multipliers: names with Moodle's multiplier, how many of that unit make one of the first;
            empty where no unit may be typed.
        reasons: how scores differ for responses with a unit.
        asked: HTML that asks for the unit, for the end of the question's text.
    """

    multipliers: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    asked: str = ""


def units(content: NumericContent) -> Units:
    """The units that a response may carry there."""
    if content.percent:
        return Units(
            (("%", "100"),), ("a number that is right but for its per cent sign is right there",)
        )
    if content.unit is None:
        return Units((), ())
    asked = f"\n<p>Answer in {escape(clean_xml(content.unit))}.</p>"
    factors = {content.unit: Fraction(1)}
    factors |= {name: exact(factor) for name, factor in content.units.items()}
    if any(sign.isdigit() or sign in ".," for name in factors for sign in name):
        # it would be read as part of the number
        lost = ("no unit may be typed there",) if content.units else ()
        return Units((), lost, asked)
    converted = any(factor != 1 for factor in factors.values())
    reasons = ("a number that is right but for its unit is right there",) if converted else ()
    return Units(
        tuple((name, _multiplier(factor)) for name, factor in factors.items()), reasons, asked
    )


def _multiplier(factor: Fraction) -> str:
    inverse = Decimal(factor.denominator) / Decimal(factor.numerator)
    return f"{inverse:.15g}"
