"""How many people have which share, with the pass mark."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mlinterview.reports._wording import count, percent
from mlinterview.reports.figures._svg import Svg

__all__ = ["histogram"]

_BINS = 10
_WIDTH, _HEIGHT = 480, 230
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 20, 24, 40


def histogram(shares: Sequence[float], pass_share: float | None = None) -> Svg:
    """Bars of ten per cent each; a share on a boundary is in the upper one, 100 % in the last.

    Shares below 0, which penalties make, are in the first bar.
    """
    counts = [0] * _BINS
    for share in shares:
        counts[min(_BINS - 1, max(0, math.floor(share * _BINS + 1e-9)))] += 1
    words = [
        f"{100 * place // _BINS} to {100 * (place + 1) // _BINS}%: {number}"
        for place, number in enumerate(counts)
        if number
    ]
    if pass_share is not None:
        below = sum(share < pass_share - 1e-9 for share in shares)
        words.append(f"pass mark at {percent(pass_share, 1)}, {below} below it")
    people = count(len(shares), "person").replace("persons", "people")
    svg = Svg(_WIDTH, _HEIGHT, f"Shares of {people}", "; ".join(words))
    wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    top = max([*counts, 1])
    step = max(1, math.ceil(top / 5))
    top = step * math.ceil(top / step)
    base = _TOP + high
    for value in range(0, top + 1, step):
        y = base - high * value / top
        svg.line(_LEFT, y, _WIDTH - _RIGHT, y, "grid" if value else "axis")
        svg.text(_LEFT - 6, y + 4, str(value), "tick", anchor="end")
    for place, number in enumerate(counts):
        x = _LEFT + wide * place / _BINS
        if number:
            height = high * number / top
            svg.rect(x + 1.5, base - height, wide / _BINS - 3, height, "fill")
    for place in range(0, _BINS + 1, 2):
        x = _LEFT + wide * place / _BINS
        svg.text(x, base + 16, f"{100 * place // _BINS}%", "tick", anchor="middle")
    svg.text(_LEFT + wide / 2, _HEIGHT - 6, "share of points", "tick", anchor="middle")
    svg.text(_LEFT - 30, 12, "people", "tick")
    if pass_share is not None:
        x = _LEFT + wide * min(1.0, max(0.0, pass_share))
        svg.line(x, _TOP - 8, x, base, "pass")
        end = pass_share > 0.6
        svg.text(
            x + (-4 if end else 4), 12, "pass mark", "strong", anchor="end" if end else "start"
        )
    return svg
