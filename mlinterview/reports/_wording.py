"""Numbers and counts as people read them, and foreign text made harmless for a terminal."""

from __future__ import annotations

from mlinterview._text import clean

__all__ = [
    "BAR_CELLS",
    "bar",
    "clean",
    "count",
    "interval",
    "number",
    "percent",
    "shorten",
    "status_word",
]

_STATUS = {
    "graded": "graded",
    "needs_review": "to be reviewed",
    "unanswered": "unanswered",
    "invalid": "could not be read",
    "failed": "could not be graded",
}


#: columns of a bar
BAR_CELLS = 8


def bar(share: float, cells: int = BAR_CELLS) -> str:
    """A bar of plain characters.

    >>> bar(0.5)
    '####----'
    """
    full = round(min(1.0, max(0.0, share)) * cells)
    return "#" * full + "-" * (cells - full)


def count(n: int, noun: str) -> str:
    """``1 item``, ``3 items``.

    >>> count(1, "answer"), count(2, "answer")
    ('1 answer', '2 answers')
    """
    return f"{n} {noun}{'' if n == 1 else 's'}"


def number(value: float) -> str:
    """At most two decimals, without idle zeros.

    >>> number(4.0), number(2.5), number(1 / 3)
    ('4', '2.5', '0.33')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(share: float, digits: int = 0) -> str:
    """A share in per cent; never ``0%`` or ``100%`` for what is only near.

    >>> percent(0.5), percent(0.999), percent(0.4995, 1)
    ('50%', '99%', '50%')
    """
    least = 10.0**-digits
    value = 100 * share
    if 0 < value < 100:
        value = min(100 - least, max(least, value))
    text = f"{value:.{digits}f}"
    if digits:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text) + "%"


def interval(ends: tuple[float, float], between: str = " to ") -> str:
    """The ends in whole per cent.

    >>> interval((0.497226, 0.955941)), interval((0.0001, 0.4), "-")
    ('50 to 96%', '0-40%')
    """
    low, high = (round(100 * end) for end in ends)
    return f"{low}{between}{high}%"


def status_word(status: str) -> str:
    """What a status is called on screen."""
    return _STATUS.get(status, status)


def shorten(text: str, limit: int) -> str:
    """Text cut at ``limit`` characters, saying how many are left out."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit} characters more)"
