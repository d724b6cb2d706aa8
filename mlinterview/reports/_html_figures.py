"""The pictures of a class on the HTML page."""

from __future__ import annotations

from mlinterview.reports import _class_figures as figures
from mlinterview.reports._html_tags import esc, listing, table
from mlinterview.reports._model import ClassAnalysis, Report
from mlinterview.reports.figures import Svg

__all__ = ["analysis_section", "heat_picture", "score_picture"]

_TRACES_SHOWN = 6


def score_picture(report: Report) -> str:
    """The histogram of the totals."""
    found = figures.class_histogram(report)
    return "" if found is None else _figure(found, "histogram", "")


def heat_picture(report: Report) -> str:
    """Areas by person."""
    found = figures.class_heat_map(report)
    return "" if found is None else _figure(found, "heat", figures.HEAT_CAPTION, wide=True)


def analysis_section(analysis: ClassAnalysis | None) -> str:
    """Reliability, item map with its table, option trace lines."""
    if analysis is None:
        return ""
    parts = ["<h2>Item analysis</h2>", *(f"<p>{esc(line)}</p>" for line in analysis.lines)]
    parts.append(listing((esc(note) for note in analysis.notes), "notes"))
    alpha = figures.class_reliability(analysis)
    if alpha is not None:
        parts.append(_figure(alpha, "alpha", ""))
    places = figures.class_item_map(analysis)
    if places is not None:
        parts.append(_figure(places, "map", figures.MAP_CAPTION))
    if analysis.items:
        rows = [tuple(map(esc, row)) for row in figures.item_figures_rows(analysis)]
        parts.append(table("Items", ("", *figures.ITEM_HEAD[1:]), rows))
    traces = [
        _figure(svg, f"trace{place}", f"{title}: {figures.trace_key(trace)}")
        for place, (trace, title, svg) in enumerate(figures.class_traces(analysis))
    ]
    if traces:
        shown, rest = traces[:_TRACES_SHOWN], traces[_TRACES_SHOWN:]
        parts.append("<h3>Who chose what</h3>")
        parts.append(f'<p class="legend">{esc(figures.TRACE_CAPTION)}</p>')
        parts.append(f'<div class="plots">{"".join(shown)}</div>')
        if rest:
            parts.append(
                f'<details><summary><span class="grow">{len(rest)} more</span></summary>'
                f'<div><div class="plots">{"".join(rest)}</div></div></details>'
            )
    return "".join(parts)


def _figure(svg: Svg, identity: str, caption: str, *, wide: bool = False) -> str:
    words = f'<figcaption class="legend">{esc(caption)}</figcaption>' if caption else ""
    if not wide:
        return f"<figure>{svg.inline(identity)}{words}</figure>"
    # a wide picture scrolls on its own rather than shrink until nobody can read it
    region = f'class="scroll" role="region" tabindex="0" aria-label="{svg.title}"'
    return (
        f'<figure class="wide"><div {region}><div style="min-width:{svg.width * 0.9:.0f}px;'
        f'max-width:{svg.width * 1.15:.0f}px">{svg.inline(identity)}</div></div>{words}</figure>'
    )
