"""Days are added up in thousandths of minutes, and the outages are taken off minute by minute."""


def key(target, days, first, second):
    """Return the minutes left."""
    left = 0
    for _ in range(days):
        left += 24 * 60 * (1000 - round(target * 10))
    for _ in range(first + second):
        left -= 1000
    return left / 1000
