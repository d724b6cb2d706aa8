"""Spending the budget hour by hour shows how large it is and how long it lasts."""

from fractions import Fraction


def key():
    """Return the four blanks."""
    requests, period_hours = 20_000_000, 30 * 24
    budget = requests - requests * 999 // 1000
    per_hour = Fraction(requests, period_hours)
    failing_per_hour = per_hour * 2 / 100
    allowed_per_hour = Fraction(budget, period_hours)
    spent, hours = Fraction(0), 0
    while spent < budget:
        spent += failing_per_hour
        hours += 1
    return {
        "budget": budget,
        "burn_rate": int(failing_per_hour / allowed_per_hour),
        "hours": hours,
        "action": "page" if hours < 48 else "ticket",
    }
