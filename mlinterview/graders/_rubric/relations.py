"""Cause and effect: whether a sentence ties two matches together, and which way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import BACKWARD, FORWARD, FUNCTION, NEGATION, VERB

if TYPE_CHECKING:
    from mlinterview.graders._rubric.matches import Match

__all__ = ["bound"]

Tie = Literal["forward", "backward"]

#: words between cause and effect
_FAR = 22
_PASSIVE = frozenset({"by", "from"})
_STRONG_BACK = frozenset(
    {"because", "since", "due", "owing", "thanks", "caused", "stems", "arises"}
)
#: they tell nothing by themselves: "with" after the effect, "so" before it
_WEAK_BACK = frozenset({"with", "for", "by", "under", "via", "through", "as", "when", "if", "given",
                        "whenever", "using", "after", "from", "comes", "reason"})  # fmt: skip
_OPENING = frozenset({"because", "since", "if", "when", "as", "with", "due", "given", "whenever",
                      "under", "by", "using", "after", "owing", "thanks", "through",
                      "for"})  # fmt: skip


def bound(prose: Prose, cause: Match, effect: Match) -> Tie | None:
    """How one sentence ties the two: cause to effect, the reverse, or not at all."""
    if set(cause.words) & set(effect.words):
        return None
    first, second = (cause, effect) if cause.first < effect.first else (effect, cause)
    if not _near(prose, first, second):
        return None
    cause_first = first is cause
    between = range(first.last + 1, second.first)
    if _is_contrasted(prose, cause, between):
        return None
    words = [prose.words[index] for index in between]
    bits = [prose.bits[index] for index in between]
    if _gives_reason(prose, first, second):
        return "backward" if cause_first else "forward"
    if any(word in ("<-",) for word in words) or _is_backward(words, bits):
        return "backward" if cause_first else "forward"
    if _opens(prose, first):
        return "forward" if cause_first else "backward"
    if any(bit & FORWARD and not bit & BACKWARD for bit in bits):
        return "forward" if cause_first else "backward"
    if any(word in _WEAK_BACK for word in words):
        return "forward"
    # nothing but the order tells; a cause that follows without a word for it is not bound
    return "forward" if cause_first else None


_JOINING = frozenset({"and", "or", "but", "so"})


def _is_contrasted(prose: Prose, cause: Match, between: range) -> bool:
    """Whether the cause's noun is the subject of something nearer, with another word before it.

    ``small k gives variance and large k gives bias`` does not tie small k to bias.
    """
    start, *rest = sorted(cause.words)
    if not rest or rest[-1] - start != len(rest):
        return False
    stems, bits = prose.stems, prose.bits
    noun = stems[rest[0] : rest[-1] + 1]
    for at in between[1:]:
        other = at - 1
        if stems[at : at + len(noun)] != noun or stems[other] == stems[start]:
            continue
        if bits[other] & (FUNCTION | VERB | NEGATION):
            continue
        if any(bits[index] & VERB for index in range(between.start, other)):
            before = other - 1
            while before and bits[before] & FUNCTION and prose.words[before] not in _JOINING:
                before -= 1
            if not bits[before] & VERB:  # "overlaps the validation set" is said of the cause
                return True
    return False


def _near(prose: Prose, first: Match, second: Match) -> bool:
    """In one sentence, or in two of which the second begins with what ties it to the first."""
    if second.first - first.last > _FAR:
        return False
    apart = prose.sentences[second.first] - prose.sentences[first.last]
    if apart <= 0:
        return True
    if apart > 1:
        return False
    start = prose.sentence_starts[prose.sentences[second.first]]
    opening, after = prose.words[start], prose.words[start + 1 : start + 2]
    return opening in _TYING and (opening != "as" or after in (["a"], ["such"]))


_TYING = frozenset({"this", "so", "therefore", "hence", "thus", "then", "consequently", "that",
                    "it", "which", "accordingly", "as", "these", "otherwise", "still",
                    "here"})  # fmt: skip


def _is_backward(words: list[str], bits: list[int]) -> bool:
    """``because``, ``due to``, ``is caused by``, ``results from`` between the two."""
    for index, word in enumerate(words):
        if word in _STRONG_BACK:
            return True
        follows = words[index + 1] if index + 1 < len(words) else ""
        if word in (
            "result",
            "results",
            "resulting",
            "comes",
            "come",
            "follows",
            "arise",
            "derives",
        ) and (follows == "from"):
            return True
        if word.endswith(("ed", "en")) and follows == "by":
            return True
        if word == "consequence" and follows == "of":
            return True
        if word in ("reason", "cause") and follows in ("is", "for", "of"):
            return True
    return False


_REASONS = frozenset({"reason", "cause", "explanation", "culprit", "why", "source", "origin"})


def _gives_reason(prose: Prose, first: Match, second: Match) -> bool:
    """``the reason for A is B``, ``if A, then B is the reason``: what stands last is the cause."""
    words, sentences = prose.words, prose.sentences
    start = prose.sentence_starts[sentences[first.first]]
    before = words[max(start, first.first - 3) : first.first]
    if any(word in _REASONS for word in before) and any(
        words[index] in ("is", "are", "was", "lies", ":")
        for index in range(first.last, second.first)
    ):
        return True
    behind = range(second.last + 1, min(len(words), second.last + 5))
    return any(
        words[index] in _REASONS and sentences[index] == sentences[second.last] for index in behind
    )


def _opens(prose: Prose, first: Match) -> bool:
    """Whether a clause of cause or condition begins just before the first match."""
    for index in range(first.first - 1, max(-1, first.first - 5), -1):
        if prose.sentences[index] != prose.sentences[first.first]:
            return False
        if prose.words[index] in _OPENING:
            return True
        if prose.clauses[index] != prose.clauses[first.first]:
            return False
    return False
