"""What is found in an answer: matches of phrases, and what an evidence tree makes of them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "MOST",
    "NOBODY",
    "Found",
    "Match",
    "distinct",
    "first_index",
    "first_word",
    "merged",
    "overlap",
]

#: matches of one phrase that are looked at
MOST = 64
NOBODY: frozenset[int] = frozenset()


class Match:
    """Words of the answer that match; nobody changes one that is made.

    Attributes:
        words: their indices, in the order of the phrase.
        first, last: the lowest and the highest of them.
        denied_by: the words that deny them.
        quality: how well they fit, 0 to 1.
        void: whether some of them were taken back.
        negated_by: the words that negate them where the phrase wants that.
    """

    __slots__ = ("denied_by", "first", "last", "negated_by", "quality", "void", "words")

    def __init__(
        self,
        words: tuple[int, ...],
        first: int,
        last: int,
        denied_by: frozenset[int],
        quality: float,
        void: bool,
        negated_by: frozenset[int] = NOBODY,
    ) -> None:
        self.words = words
        self.first = first
        self.last = last
        self.denied_by = denied_by
        self.quality = quality
        self.void = void
        self.negated_by = negated_by

    @property
    def asserted(self) -> bool:
        """Whether the answer claims it."""
        return not self.denied_by and not self.void


@dataclass(slots=True)
class Found:
    """What an evidence tree found: claims for it, denials of it, relations the wrong way round."""

    asserted: list[Match]
    denied: list[Match]
    reversed: list[Match]
    opposed: list[Match]

    @classmethod
    def none(cls) -> Found:
        """Nothing."""
        return cls([], [], [], [])

    def add(self, other: Found) -> None:
        """Take in what another tree found."""
        self.asserted += other.asserted
        self.aside(other)

    def aside(self, other: Found) -> None:
        """Take in all but the claims."""
        self.denied += other.denied
        self.reversed += other.reversed
        self.opposed += other.opposed


def first_word(match: Match) -> int:
    return match.words[0]


def first_index(match: Match) -> int:
    return match.first


def merged(matches: list[Match]) -> Match:
    words = tuple(dict.fromkeys(index for match in matches for index in match.words))
    denied = frozenset(
        by
        for match in matches
        for by in match.denied_by
        if not any(by in own.negated_by and own.last < match.first for own in matches)
    )
    quality = min(match.quality for match in matches)
    void = any(match.void for match in matches)
    negated = frozenset(by for match in matches for by in match.negated_by)
    return Match(words, min(words), max(words), denied, quality, void, negated)


def overlap(one: Match, other: Match) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    return not set(one.words).isdisjoint(other.words)


def distinct(matches: list[Match]) -> list[Match]:
    best: dict[tuple[int, ...], Match] = {}
    for match in matches:
        before = best.get(match.words)
        if before is None or (match.asserted, match.quality) > (before.asserted, before.quality):
            best[match.words] = match
    found = sorted(best.values(), key=lambda match: match.words[0])
    return found[:MOST]
