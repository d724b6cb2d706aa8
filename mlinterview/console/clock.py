"""Times as a clock shows them."""

from __future__ import annotations

__all__ = ["clock_face"]


def clock_face(seconds: float) -> str:
    """Minutes and seconds.

    >>> clock_face(754.9), clock_face(-3)
    ('12:34', '0:00')
    """
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
