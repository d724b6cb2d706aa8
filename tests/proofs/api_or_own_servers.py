"""Summing token charges request by request gives the bill, the break-even volume and its shift."""

from fractions import Fraction


def _bill(requests, input_tokens, output_tokens=300):
    """Charge all tokens of a month in millions, in euro."""
    million = 10**6
    return (
        Fraction(requests * input_tokens, million) * 2
        + Fraction(requests * output_tokens, million) * 8
    )


def _break_even(input_tokens, servers=4050):
    """Bisect for the first volume whose bill reaches the price of the servers."""
    low, high = 0, 2_000_000
    while high - low > 1:
        middle = (low + high) // 2
        if _bill(middle, input_tokens) >= servers:
            high = middle
        else:
            low = middle
    return high


def key(**_):
    """Give the response for the three blanks."""
    before, after = _break_even(1500), _break_even(750)
    shift = "rises" if after > before else "falls" if after < before else "stays"
    return {"api_bill": float(_bill(400_000, 1500)), "break_even": before, "shift": shift}
