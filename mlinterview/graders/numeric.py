"""Grades ``numeric``: exact comparison of decimals and fractions within the tolerance."""

from __future__ import annotations

from fractions import Fraction

from mlinterview.errors import InvalidResponseError
from mlinterview.graders._exact import exact
from mlinterview.graders._guess import Guess
from mlinterview.graders._numbers import NumberError, Reading, in_range, read_number, within
from mlinterview.graders._tools import GradingTools
from mlinterview.model.numeric import NumericContent
from mlinterview.model.score import Verdict

__all__ = ["NumericGrader", "number_share", "read_value"]


class NumericGrader:
    """A number with a tolerance, a range, bands of part credit, units and per cent."""

    name = "numeric"
    version = "1"

    def grade(
        self,
        item: NumericContent,
        response: int | float | str,
        settings: object,
        tools: GradingTools,
    ) -> Verdict:
        """1 in tolerance, a band's share within a band, else 0.

        Where only the other reading of an ambiguous comma is right, 0 until reviewed.

        Raises:
            InvalidResponseError: no finite number, or a unit that the item does not take.
        """
        value, other = read_value(item, response, tools)
        share = number_share(item, value)
        if share == 1:
            return Verdict(1.0)
        if other is not None and number_share(item, other) > share:
            return Verdict(
                share,
                feedback=("The comma or point can be read in two ways; one of them is right.",),
                confidence=0.5,
                needs_review=True,
                share_range=(share, 1.0),
            )
        if share:
            return Verdict(share, feedback=("Close, but outside the tolerance.",))
        return Verdict(0.0, feedback=_hints(item, value))

    def guess(self, item: NumericContent, settings: object, tools: GradingTools) -> Guess:
        """A blank earns 0; a random number is not defined."""
        return Guess(0.0, None, None)


def read_value(
    item: NumericContent, response: int | float | str, tools: GradingTools
) -> tuple[Fraction, Fraction | None]:
    """The number that a response means in the item's unit, and its other reading if it has two.

    Raises:
        InvalidResponseError: no finite number, or a unit that the item does not take.
    """
    try:
        if not isinstance(response, str):
            return exact(response), None
        reading = read_number(response, decimal_mark=tools.decimal_mark)
    except NumberError as error:
        raise InvalidResponseError(response, f"a number ({error})") from None
    factor = _factor(item, reading, response)
    other = None if reading.other is None else reading.other * factor
    return reading.value * factor, other


def _factor(item: NumericContent, reading: Reading, response: str) -> Fraction:
    """What the number is to be multiplied with for its unit or per cent sign."""
    if reading.percent:
        if item.unit == "%":
            return Fraction(1)
        if item.percent:
            return Fraction(1, 100)
        raise InvalidResponseError(response, "a number without a per cent sign")
    if not reading.unit:
        return Fraction(1)
    factors = {name: exact(factor) for name, factor in item.units.items()}
    if item.unit is not None:
        factors[item.unit] = Fraction(1)
    if reading.unit in factors:
        return factors[reading.unit]
    folded = {name.casefold(): factor for name, factor in factors.items()}
    if len(folded) == len(factors) and reading.unit.casefold() in folded:
        return folded[reading.unit.casefold()]
    accepted = ", ".join(factors) if factors else "no unit"
    raise InvalidResponseError(response, f"a number in one of these units: {accepted}")


def number_share(item: NumericContent, value: Fraction) -> float:
    """What an exact number earns: 1 in tolerance, a band's share within a band, else 0."""
    if item.range is not None:
        return 1.0 if in_range(value, *item.range) else 0.0
    assert item.answer is not None
    tolerance = item.tolerance
    if tolerance is None:
        right = value == exact(item.answer)
    else:
        right = within(
            value,
            item.answer,
            absolute=tolerance.absolute,
            relative=tolerance.relative,
            digits=tolerance.digits,
        )
    if right:
        return 1.0
    earned = [
        float(band.share)
        for band in item.bands
        if within(value, item.answer, absolute=band.absolute, relative=band.relative)
    ]
    return max(earned, default=0.0)


def _hints(item: NumericContent, value: Fraction) -> tuple[str, ...]:
    """What a common slip looks like: share for per cent, a sign, a power of ten."""
    if item.percent and number_share(item, value / 100) == 1:
        return ("share or per cent? Write 25% or 0.25.",)
    if value and number_share(item, -value) == 1:
        return ("The size is right, the sign is not.",)
    if any(
        number_share(item, value * Fraction(10) ** power) == 1
        for power in (-6, -3, -2, -1, 1, 2, 3, 6)
    ):
        return ("The digits are right, the power of ten is not.",)
    return ()
