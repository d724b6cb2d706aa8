"""An exact search over sample sizes and a direct calculation fill the blanks."""

from decimal import Decimal


def standard_error(n):
    return Decimal(5) / Decimal(n).sqrt()


def key():
    error = standard_error(400)
    quantile = Decimal("1.96")
    lower = Decimal(12) - quantile * error
    sessions = next(n for n in range(1, 100_000) if standard_error(n) <= error / 2)
    return {
        "standard_error": float(error),
        "lower_end": float(lower),
        "sessions": sessions,
        "meaning": "share-of-intervals",
    }
