"""Item response theory: 1PL and 2PL by EM on a fixed grid, abilities, information."""

from __future__ import annotations

from mlinterview.analysis.irt._ability import eap, map_ability
from mlinterview.analysis.irt._em import Fit, fit
from mlinterview.analysis.irt._grid import Answers, Grid, answers_of
from mlinterview.analysis.irt._report import analyze_irt

__all__ = [
    "Answers",
    "Fit",
    "Grid",
    "analyze_irt",
    "answers_of",
    "eap",
    "fit",
    "map_ability",
]
