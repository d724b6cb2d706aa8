"""Option trace lines of one item: the key should rise with the score, distractors fall."""

from __future__ import annotations

from mlinterview.analysis._results import ItemTrace
from mlinterview.model.content import letter
from mlinterview.reports._wording import percent
from mlinterview.reports.figures._svg import Svg

__all__ = ["trace_lines"]

_WIDTH, _HEIGHT = 300, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 26, 12, 42
_GAP = 11  # between letters at the end of lines


def trace_lines(trace: ItemTrace, title: str) -> Svg:
    """A line for each option, by letter: the share that chose it in each group."""
    words = "; ".join(
        f"{letter(place)} {option.id}{' (key)' if option.key else ''}:"
        f" {', '.join(percent(share) for share in option.shares)}"
        for place, option in enumerate(trace.options)
    )
    sizes = ", ".join(str(group.n) for group in trace.groups)
    svg = Svg(
        _WIDTH,
        _HEIGHT,
        f"Who chose what: {title}",
        f"Groups of {sizes} people, the weakest on the other items first. {words}",
    )
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    last = len(trace.groups) - 1

    def up(share: float) -> float:
        return _TOP + high * (1 - share)

    for share in (0.0, 0.5, 1.0):
        svg.line(_LEFT, up(share), _LEFT + wide, up(share), "grid" if share else "axis")
        svg.text(_LEFT - 6, up(share) + 4, percent(share), "tick", anchor="end")
    for place, group in enumerate(trace.groups):
        x = _LEFT + wide * place / last
        svg.text(x, _TOP + high + 15, f"n={group.n}", "tick", anchor="middle")
    svg.text(_LEFT, _HEIGHT - 8, "weakest", "tick")
    svg.text(_LEFT + wide, _HEIGHT - 8, "strongest", "tick", anchor="end")
    # the key is drawn last, on top
    for option in sorted(trace.options, key=lambda option: bool(option.key)):
        kind = "key" if option.key else "other"
        course = [(_LEFT + wide * i / last, up(share)) for i, share in enumerate(option.shares)]
        svg.path(course, kind)
        for x, y in course:
            svg.circle(x, y, 3 if option.key else 2.2, f"{kind}dot")
    ends = sorted((up(option.shares[-1]), place) for place, option in enumerate(trace.options))
    lowest = -float(_GAP)
    room = _TOP + high + 4 - _GAP * (len(ends) - 1)
    for number, (y, place) in enumerate(ends):
        y = max(min(y + 4, room + _GAP * number), lowest + _GAP)
        lowest = y
        kind = "strong" if trace.options[place].key else "tick"
        svg.text(_LEFT + wide + 8, y, letter(place), kind)
    return svg
