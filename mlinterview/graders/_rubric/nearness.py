"""How near an answer came to a criterion that it does not meet: a hint, never points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.graders._rubric.ready import Leaf, Node

if TYPE_CHECKING:
    from mlinterview.graders._rubric.matching import Matcher

__all__ = ["nearest"]


def nearest(tree: Node, matcher: Matcher) -> tuple[float, str | None]:
    """The share of the nearest phrase that one stretch of the answer holds, and what it lacks."""
    here = matcher.here
    hopes: list[tuple[float, int]] = []  # the most that each phrase can come to
    for index, leaf in enumerate(tree.phrases):
        count = 0
        for place in leaf.places:
            if place.mask & here:
                count += 1
        if count:
            hopes.append((-count / len(leaf.places), index))
    hopes.sort()
    best, best_at = 0.0, -1
    for hope, index in hopes:
        if -hope < best or (-hope == best and index > best_at):
            break  # the phrases behind are no nearer; of equals the first counts
        share = _share(tree.phrases[index], matcher)
        if share > best or (share == best and index < best_at):
            best, best_at = share, index
    if best_at < 0:
        return 0.0, None
    leaf = tree.phrases[best_at]
    missing = [place.shown for place in leaf.places if not place.mask & here]
    said = f"nearest to '{leaf.text}'"
    return best, f"{said}, without {', '.join(missing)}" if missing else said


def _share(leaf: Leaf, matcher: Matcher) -> float:
    per_sentence: dict[int, int] = {}
    for place in leaf.places:
        for sentence in matcher.sentences_of(place):
            per_sentence[sentence] = per_sentence.get(sentence, 0) + 1
    # all words in one sentence, but not as the phrase wants them, is near and no match
    return min(0.95, max(per_sentence.values(), default=0) / len(leaf.places))
