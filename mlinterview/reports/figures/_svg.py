"""A picture as SVG: a few shapes, with a title and a description, coloured by classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlinterview.reports._escape import esc

__all__ = ["RULES", "Svg"]

#: how the classes look; the page says what the names of colours stand for
RULES = """
.plot text{font-size:11px;fill:var(--ink)}.plot .tick{fill:var(--soft)}
.plot .strong{font-weight:600}.plot .onfill{fill:#fff;font-size:10px;font-weight:600}
.plot .grid{stroke:var(--line);stroke-width:1}.plot .axis{stroke:var(--soft);stroke-width:1}
.plot .fill{fill:var(--bar)}.plot .pale{fill:var(--pale)}.plot .flag{fill:var(--bad)}
.plot .area{fill:var(--line);fill-opacity:.55}
.plot .pass{stroke:var(--warn);stroke-width:2;stroke-dasharray:5 3}
.plot .whisker{stroke:var(--ink);stroke-width:1.5}
.plot .key{stroke:var(--good);stroke-width:2.5;fill:none}
.plot .other{stroke:var(--soft);stroke-width:1.3;stroke-dasharray:4 3;fill:none}
.plot .keydot{fill:var(--good)}.plot .otherdot{fill:var(--soft)}
"""
#: the colours of a picture that stands alone, on white
_COLOURS = {
    "ink": "#1d2125",
    "soft": "#5b6570",
    "line": "#d9dee3",
    "bar": "#3f7fc1",
    "pale": "#bcd0e5",
    "good": "#1b7f4b",
    "bad": "#b3261e",
    "warn": "#855600",
}
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


class Svg:
    """A picture under construction; lengths are in pixels of its own frame.

    Args:
        title: what it shows, in a line.
        description: what there is to see, in words and numbers.

    >>> picture = Svg(100, 20, "A bar", "Half of it is full.")
    >>> picture.rect(0, 0, 50, 20, "fill")
    >>> print(picture.inline("one")[:60])
    <svg class="plot" viewBox="0 0 100 20" role="img" aria-label
    """

    def __init__(self, width: float, height: float, title: str, description: str) -> None:
        self.width, self.height = width, height
        self.words = f"{title}. {description}"
        self.title, self.description = _text(title), _text(description)
        self._shapes: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, kind: str, opacity: float = 1
    ) -> None:
        """A rectangle; ``kind`` is a class of the style sheet."""
        faint = f' fill-opacity="{_n(opacity)}"' if opacity < 1 else ""
        self._shapes.append(
            f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}"'
            f' height="{_n(height)}"{faint}/>'
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, kind: str) -> None:
        """A straight line."""
        ends = f'x1="{_n(x)}" y1="{_n(y)}" x2="{_n(to_x)}" y2="{_n(to_y)}"'
        self._shapes.append(f'<line class="{kind}" {ends}/>')

    def circle(self, x: float, y: float, radius: float, kind: str) -> None:
        """A disc."""
        self._shapes.append(f'<circle class="{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def path(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        """A line from point to point."""
        course = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self._shapes.append(f'<path class="{kind}" d="M{course}"/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        kind: str = "",
        *,
        anchor: str = "start",
        turned: bool = False,
    ) -> None:
        """Words; ``turned`` ones rise to the right."""
        turn = f' transform="rotate(-50 {_n(x)} {_n(y)})"' if turned else ""
        named = f' class="{kind}"' if kind else ""
        self._shapes.append(
            f'<text{named} x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{turn}>'
            f"{_text(words)}</text>"
        )

    def inline(self, identity: str) -> str:
        """The picture within an HTML page; ``identity`` tells it from the page's others."""
        return (
            f'<svg class="plot" viewBox="0 0 {_n(self.width)} {_n(self.height)}" role="img"'
            f' aria-labelledby="{identity}-title {identity}-words">'
            f'<title id="{identity}-title">{self.title}</title>'
            f'<desc id="{identity}-words">{self.description}</desc>'
            f"{''.join(self._shapes)}</svg>"
        )

    def alone(self) -> str:
        """The picture as a file of its own, in the colours of paper."""
        rules = re.sub(r"var\(--(\w+)\)", lambda found: _COLOURS[found[1]], RULES)
        width, height = _n(self.width), _n(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" width="{width}"'
            f' height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif">'
            f"<title>{self.title}</title><desc>{self.description}</desc>"
            f"<style>{rules}</style>{''.join(self._shapes)}</svg>"
        )


def _text(words: str) -> str:
    return esc(words).translate(_NO_XML)


def _n(value: float) -> str:
    text = (
        f"{value:.1f}".rstrip("0").rstrip(".") if abs(value) >= 1 or value == 0 else f"{value:.2f}"
    )
    return "0" if text == "-0" else text
