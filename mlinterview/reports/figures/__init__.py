"""Pictures of a class as SVG, with words for who cannot see them."""

from __future__ import annotations

from mlinterview.reports.figures._svg import Svg
from mlinterview.reports.figures.heat_map import heat_map
from mlinterview.reports.figures.histogram import histogram
from mlinterview.reports.figures.item_map import item_map
from mlinterview.reports.figures.reliability import reliability
from mlinterview.reports.figures.traces import trace_lines

__all__ = ["Svg", "heat_map", "histogram", "item_map", "reliability", "trace_lines"]
