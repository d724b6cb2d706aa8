"""What a bank knows of words: names of terms, opposites, words for one idea, look-alikes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexicon of a bank.

    Attributes:
        terms: a term to its synonyms, abbreviations and notation.
        confusable: folded pairs that a typing slip must never join.
        classes: a name to the words and short phrases for one idea.
        poles: the name of a pole to its words.
        opposites: the name of a pole to the name of the other one.
        cased: names that match in capitals only, since they read as words.
    """

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confusable: frozenset[frozenset[str]] = frozenset()
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    poles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opposites: Mapping[str, str] = field(default_factory=dict)
    cased: frozenset[str] = frozenset()

    def confused(self, one: str, other: str) -> bool:
        """Whether the two folded words are a pair that must be told apart."""
        return frozenset((one, other)) in self.confusable

    def words(self, name: str) -> tuple[str, ...] | None:
        """The words of a class or pole; None where the lexicon has neither."""
        found = self.classes.get(name)
        return found if found is not None else self.poles.get(name)
