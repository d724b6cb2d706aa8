"""How often the engine is right: a map from its own sureness, learnt from answers people judged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ConfidenceMap"]


@dataclass(frozen=True, slots=True)
class ConfidenceMap:
    """Sureness to the probability of the right level, linear between knots that never fall.

    Attributes:
        knots: pairs (sureness, probability), rising; without any, the map is the identity.
        answers: how many judged answers of its own an item has, by id.
    """

    knots: tuple[tuple[float, float], ...] = ()
    answers: Mapping[str, int] = field(default_factory=dict)

    def probability(self, sureness: float) -> float:
        """The probability that the engine's level is the right one.

        >>> ConfidenceMap(((0.2, 0.5), (0.8, 0.9))).probability(0.5)
        0.7
        """
        if not self.knots:
            return sureness
        places = [knot[0] for knot in self.knots]
        after = bisect_right(places, sureness)
        if after == 0:
            return self.knots[0][1]
        if after == len(places):
            return self.knots[-1][1]
        (left, low), (right, high) = self.knots[after - 1], self.knots[after]
        return round(low + (high - low) * (sureness - left) / (right - left), 6)
