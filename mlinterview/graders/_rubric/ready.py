"""What a rubric is made into for matching: places, phrases, trees, and the words to look for.

Sets of phrases and of symbols are whole numbers, one bit each: that most phrases of a rubric are
not in an answer is then seen at once, and the trees over them are never walked.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlinterview.graders._rubric.phrase_sets import PhraseSets
from mlinterview.graders._rubric.vocabulary import Vocabulary

__all__ = ["FORMULA", "Compiled", "Leaf", "Node", "Place", "bits_of", "needs_of"]

#: the bit of formulas among the phrases: whether one is there is only known by looking
FORMULA = 1


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase: any of the symbols, denied or not."""

    symbols: tuple[int, ...]
    negated: bool
    shown: str
    #: the symbols as bits
    mask: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase: parts in either order, each of runs with gaps between them."""

    parts: tuple[tuple[tuple[Place, ...], ...], ...]
    text: str
    #: all places, in the order in which they are written
    places: tuple[Place, ...] = ()
    #: the same for phrases that look for the same; its bit among the phrases
    number: int = 0
    bit: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """An evidence tree with its phrases compiled; its fields are those of `Evidence`."""

    phrase: Leaf | None = None
    #: the phrase word by word, where it also names a term: other words may stand between
    variants: tuple[Leaf, ...] = ()
    #: the same claim with one pole turned round: it speaks against the criterion
    opposites: tuple[Leaf, ...] = ()
    any: tuple[Node, ...] = ()
    all: tuple[Node, ...] = ()
    at_least: int = 0
    of: tuple[Node, ...] = ()
    clause: tuple[Node, ...] = ()
    sentence: tuple[Node, ...] = ()
    cause: Node | None = None
    effect: Node | None = None
    sequence: tuple[Node, ...] = ()
    formula: tuple[str, ...] = ()
    #: the signs without which an answer holds none of its forms
    signs: tuple[frozenset[str], ...] = ()
    #: whether it is more than a phrase
    compound: bool = True
    #: every phrase of a criterion's tree; empty on nodes within one
    phrases: tuple[Leaf, ...] = ()
    #: sets of phrases, of each of which an answer must hold one, or the tree finds nothing
    needs: tuple[int, ...] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes within it."""
        sides = tuple(side for side in (self.cause, self.effect) if side is not None)
        return (
            *self.any, *self.all, *self.of, *self.clause, *self.sentence, *self.sequence, *sides,
        )  # fmt: skip

    def leaves(self) -> tuple[Leaf, ...]:
        """Every phrase of the tree."""
        own = () if self.phrase is None else (self.phrase, *self.variants)
        return (*own, *(leaf for node in self.children for leaf in node.leaves()))

    def speaks_against(self) -> bool:
        """Whether it may find what speaks against a claim, even where parts of it are missing."""
        return (
            bool(self.opposites)
            or self.cause is not None
            or any(node.speaks_against() for node in self.children)
        )


def needs_of(node: Node) -> tuple[int, ...]:
    """What an answer must hold for the tree to find anything, from what its children need."""
    parts: list[tuple[int, ...]] = []
    if node.phrase is not None:
        parts.append((bits_of((node.phrase, *node.variants, *node.opposites)),))
    if node.any:
        parts.append((_either(node.any),))
    for nodes in (node.all, node.clause, node.sentence):
        parts += [child.needs for child in nodes]
    if node.at_least:
        parts.append((_either(node.of),))
    if node.cause is not None and node.effect is not None:
        parts += [node.cause.needs, node.effect.needs]
    if node.sequence:
        parts.append(node.sequence[0].needs)
    if node.formula:
        parts.append((FORMULA,))
    if len(parts) > 1 and _may_stand_alone(node):
        return (_joined(parts),)
    needs = dict.fromkeys(need for part in parts for need in part)
    return tuple(sorted(needs, key=int.bit_count)) or (0,)


def _may_stand_alone(node: Node) -> bool:
    """Whether a part that speaks against the claim counts without the others."""
    lone = node.cause is not None and node.phrase is None and not node.formula
    sides = (node.cause, node.effect)
    others = [child for child in node.children if child not in sides]
    return not (lone and not others) and node.speaks_against()


def bits_of(leaves: tuple[Leaf, ...]) -> int:
    """Phrases as bits."""
    found = 0
    for leaf in leaves:
        found |= leaf.bit
    return found


def _either(nodes: tuple[Node, ...]) -> int:
    return _joined([node.needs for node in nodes])


def _joined(parts: list[tuple[int, ...]]) -> int:
    """One need where any of the parts will do: of each the one that the fewest phrases fulfil."""
    found = 0
    for needs in parts:
        found |= min(needs, key=int.bit_count)
    return found


@dataclass(slots=True)
class Compiled:
    """What matching needs of one item."""

    trees: list[Node]  # of the criteria, in their order
    by_person: list[bool]  # of the criteria: whether a person decides
    forbidden: list[Node]  # of the criteria
    whole: Node  # what the rubric forbids
    misconceptions: list[Node]
    vocabulary: Vocabulary
    #: the phrases of each concept, one by one and as bits
    phrases: dict[int, tuple[Leaf, ...]]
    concepts: dict[int, int]
    sets: PhraseSets
    prompt: frozenset[tuple[str, ...]]
    claims: frozenset[str]
