"""A small picture of the areas as inline SVG: a bar for each share, a line for its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlinterview.reports._html_tags import esc
from mlinterview.reports._model import ClassRow, Row
from mlinterview.reports._wording import interval, percent

__all__ = ["Bar", "bar_picture", "picture"]

_WIDTH = 400
_ROW = 34
_MOST = 40  # more bars than this are no small picture
_NAME = 52  # characters of a name that fit above its bar


@dataclass(frozen=True, slots=True)
class Bar:
    """A share with its interval; ``few``: it rests on too little to say."""

    name: str
    share: float
    ends: tuple[float, float] | None
    few: bool


def picture(kind: str, rows: Sequence[Row] | Sequence[ClassRow], number: int) -> str:
    """The figure of a table; empty for no rows or too many.

    Args:
        number: tells the figures of one page apart.
    """
    bars = [Bar(row.title, row.share, row.interval, row.too_few) for row in rows]
    return bar_picture(f"Share of points by {kind}", bars, str(number))


def bar_picture(title: str, bars: Sequence[Bar], identity: str) -> str:
    """The figure of some bars; empty for none or too many."""
    if not 0 < len(bars) <= _MOST:
        return ""
    height = _ROW * len(bars) + 4
    description = "; ".join(
        f"{bar.name}: {percent(bar.share)}"
        + (f", interval {interval(bar.ends)}" if bar.ends is not None else "")
        for bar in bars
    )
    shapes = "".join(_shape(bar, index * _ROW) for index, bar in enumerate(bars))
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' aria-labelledby="picture{identity} words{identity}">'
        f'<title id="picture{identity}">{esc(title)}</title>'
        f'<desc id="words{identity}">{esc(description)}</desc>{shapes}</svg>'
        '<figcaption class="legend">Bar: share of points. Line: 95% interval.'
        " Pale: too few to say.</figcaption></figure>"
    )


def _shape(bar: Bar, top: int) -> str:
    def place(share: float) -> float:
        return round(_WIDTH * min(1.0, max(0.0, share)), 1)

    name = bar.name if len(bar.name) <= _NAME else bar.name[: _NAME - 1] + "…"
    kind, end = "few" if bar.few else "bar", place(bar.share)
    parts = [
        f'<text class="name" x="0" y="{top + 13}">{esc(name)}</text>',
        f'<text class="value" x="{_WIDTH}" y="{top + 13}">{percent(bar.share)}</text>',
        f'<rect class="rail" x="0" y="{top + 18}" width="{_WIDTH}" height="10" rx="2"/>',
        f'<rect class="{kind}" x="0" y="{top + 18}" width="{end}" height="10" rx="2"/>',
    ]
    if bar.ends is not None:
        low, high = (min(_WIDTH - 1.0, max(1.0, place(end))) for end in bar.ends)
        middle = top + 23
        parts.append(
            f'<path class="reach" d="M{low} {middle}H{high}'
            f'M{low} {middle - 4}v8M{high} {middle - 4}v8"/>'
        )
    return "".join(parts)
