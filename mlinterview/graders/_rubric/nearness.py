"""How near an answer came to a criterion that it does not meet: a hint, never points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlinterview.graders._rubric.compiling import Leaf, Node

if TYPE_CHECKING:
    from mlinterview.graders._rubric.matching import Matcher

__all__ = ["nearest"]


def nearest(tree: Node, matcher: Matcher) -> tuple[float, str | None]:
    """The share of the nearest phrase that one stretch of the answer holds, and what it lacks."""
    best: tuple[float, str | None] = (0.0, None)
    for leaf in tree.leaves():
        share, missing = _share(leaf, matcher)
        if share > best[0]:
            said = f"nearest to '{leaf.text}'"
            best = share, f"{said}, without {', '.join(missing)}" if missing else said
    return best


def _share(leaf: Leaf, matcher: Matcher) -> tuple[float, list[str]]:
    places = leaf.places
    if not places:
        return 0.0, []
    found = [matcher.place(place) for place in places]
    missing = [place.shown for place, matches in zip(places, found, strict=True) if not matches]
    if len(missing) == len(places):
        return 0.0, missing
    sentences = matcher.prose.sentences
    per_sentence: dict[int, int] = {}
    for matches in found:
        for sentence in {sentences[match.words[0]] for match in matches}:
            per_sentence[sentence] = per_sentence.get(sentence, 0) + 1
    together = max(per_sentence.values())
    # all words in one sentence, but not as the phrase wants them, is near and no match
    return min(0.95, together / len(places)), missing
