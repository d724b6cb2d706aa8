"""Item analysis and item response theory: what a class's scores say of a form and its items.

numpy, an extra, is imported when an analysis begins and not before.
"""

from __future__ import annotations

from mlinterview.analysis.analysis import Analysis
from mlinterview.analysis.matrix import ItemFacts, OptionFacts, PartFacts, ScoreMatrix

__all__ = ["Analysis", "ItemFacts", "OptionFacts", "PartFacts", "ScoreMatrix"]
