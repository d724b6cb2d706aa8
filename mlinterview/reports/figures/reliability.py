"""Alpha with its interval on a line from 0 to 1."""

from __future__ import annotations

from mlinterview.reports.figures._svg import Svg

__all__ = ["reliability"]

_WIDTH, _HEIGHT = 480, 78
_LEFT, _RIGHT = 16, 16
#: below the first, totals tell little; from the second on they tell people apart
_STEPS = (0.6, 0.8)


def reliability(alpha: float, interval: tuple[float, float] | None) -> Svg:
    """The figure; what lies below 0 is drawn at 0."""
    words = f"Alpha {alpha:.2f}"
    if interval is not None:
        words += f", 95% interval {interval[0]:.2f} to {interval[1]:.2f}"
    svg = Svg(_WIDTH, _HEIGHT, "Reliability (alpha)", words)
    wide = _WIDTH - _LEFT - _RIGHT

    def across(value: float) -> float:
        return _LEFT + wide * min(1.0, max(0.0, value))

    ends = (0.0, *_STEPS, 1.0)
    names = ("too low to tell people apart", "a first look", "good")
    for place, name in enumerate(names):
        left, right = across(ends[place]), across(ends[place + 1])
        svg.rect(left, 22, right - left, 22, "pale", 0.3 + 0.35 * place)
        svg.text((left + right) / 2, 14, name, "tick", anchor="middle")
    for value in ends:
        svg.text(across(value), 62, f"{value:.1f}", "tick", anchor="middle")
    if interval is not None:
        low, high = (across(end) for end in interval)
        svg.line(low, 33, high, 33, "whisker")
        for end in (low, high):
            svg.line(end, 28, end, 38, "whisker")
    svg.circle(across(alpha), 33, 5, "fill")
    return svg
