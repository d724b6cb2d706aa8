"""How near an answer came to a criterion that it does not meet: a hint, never points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.graders._rubric.compiling import Leaf, Node, Place

if TYPE_CHECKING:
    from mlinterview.graders._rubric.matching import Matcher

__all__ = ["nearest"]


def nearest(tree: Node, matcher: Matcher) -> tuple[float, str | None]:
    """The share of the nearest phrase that one stretch of the answer holds, and what it lacks."""
    best, best_leaf = 0.0, None
    here = matcher.here
    for leaf in tree.phrases:
        count = 0
        for mask in leaf.masks:
            if mask & here:
                count += 1
        if count and count / len(leaf.masks) > best:
            share = _share(leaf, matcher)
            if share > best:
                best, best_leaf = share, leaf
    if best_leaf is None:
        return 0.0, None
    missing = [place.shown for place, mask in _places(best_leaf) if not mask & here]
    said = f"nearest to '{best_leaf.text}'"
    return best, f"{said}, without {', '.join(missing)}" if missing else said


def _places(leaf: Leaf) -> zip[tuple[Place, int]]:
    return zip(leaf.places, leaf.masks, strict=True)


def _share(leaf: Leaf, matcher: Matcher) -> float:
    per_sentence: dict[int, int] = {}
    for place in leaf.places:
        for sentence in matcher.sentences_of(place):
            per_sentence[sentence] = per_sentence.get(sentence, 0) + 1
    # all words in one sentence, but not as the phrase wants them, is near and no match
    return min(0.95, max(per_sentence.values(), default=0) / len(leaf.places))
