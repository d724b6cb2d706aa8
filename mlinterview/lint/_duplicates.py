"""E10: the same question twice, by an inverted index over the rarest words of each stem."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from mlinterview._text import fold
from mlinterview.errors import abbreviate
from mlinterview.lint._markup import literal_fold, tokens
from mlinterview.lint._rule import Context, Finding, Rule
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Choices, Content
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["NEAR", "RULES"]

#: Jaccard similarity of the word 3-shingles from which on two stems ask the same
NEAR = 0.8
_SHINGLE = 3
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Question:
    """What an item asks: its texts, their words, and what lies beside them."""

    item: Item
    texts: tuple[str, ...]
    loose: Hashable
    beside: Hashable
    shingles: frozenset[int]

    @property
    def exact(self) -> Hashable:
        """The texts to the letter, as far as letters matter."""
        return (*map(literal_fold, self.texts), self.beside)


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def _shingles(found: list[str]) -> frozenset[int]:
    """Runs of three words, by their hashes: whole numbers are quickly compared and counted."""
    if len(found) < _SHINGLE:
        return frozenset([hash(tuple(found))]) if found else frozenset()
    return frozenset(map(hash, zip(found, found[1:], found[2:], strict=False)))


def _question(item: Item) -> _Question:
    written = item.unfilled
    texts = [str(written.get("stem", item.stem))]
    if isinstance(item, Matching):
        texts.extend(sorted(row.text for row in item.rows))
    if isinstance(item, Ordering):
        texts.extend(sorted(step.text for step in item.steps))
    drawn = repr(written.get("parameters")) if written else ""
    beside = (item.stimulus, tuple(sorted(figure.file for figure in item.figures)))
    found = [*tokens("\n\n".join(texts)), *drawn.split()]
    # signs are no words, and a text of nothing else is compared as it stands
    loose = (tuple(found) or tuple(map(literal_fold, texts)), beside)
    return _Question(item, tuple(texts), loose, beside, _shingles(found))


def _duplicates(context: Context) -> Iterator[Finding]:
    items = [item for item in context.bank.values() if item.status != "retired"]
    questions = [_question(item) for item in items]
    near = _near_pairs(questions)
    equal: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        partners: dict[int, float] = {}
        for other in equal[question.loose]:
            if len(partners) < _SHOWN and not _one_family(question, questions[other]):
                partners[other] = 1.0
        for other, share in near[place].items():
            partners.setdefault(other, share)
        equal[question.loose].append(place)
        if partners:
            yield _finding(context, question, [(questions[o], s) for o, s in partners.items()])


def _one_family(one: _Question, other: _Question) -> bool:
    return one.item.family is not None and one.item.family == other.item.family


def _near_pairs(questions: list[_Question]) -> list[dict[int, float]]:
    """Earlier questions that each one is near to, at most a few each.

    Two sets with a Jaccard similarity of t or more share one of their first |A| - ceil(t|A|) + 1
    members in any common order (Chaudhuri, Ganti & Kaushik 2006, prefix filtering); with the rarest
    first few pairs are left to be compared. Those that one question alone has come first of all,
    and bring it near to none.
    """
    counts: Counter[int] = Counter()
    for question in questions:
        counts.update(question.shingles)

    def rarity(shingle: int) -> tuple[int, int]:
        return counts[shingle], shingle

    index: defaultdict[int, list[int]] = defaultdict(list)
    found: list[dict[int, float]] = []
    seen: set[Hashable] = set()
    for place, question in enumerate(questions):
        near: dict[int, float] = {}
        found.append(near)
        size = len(question.shingles)
        kind = (question.loose, question.item.family)
        if kind in seen or not size:
            continue  # the first of its kind stands for it
        seen.add(kind)
        common = [shingle for shingle in question.shingles if counts[shingle] > 1]
        left = len(common) - math.ceil(NEAR * size) + 1
        if left <= 0:
            continue
        prefix = sorted(common, key=rarity)[:left]
        tried: set[int] = set()
        for shingle in prefix:
            for other in index[shingle]:
                if len(near) >= _SHOWN:
                    break
                if other in tried:
                    continue
                tried.add(other)
                candidate = questions[other]
                if _one_family(question, candidate):
                    continue
                smaller, larger = sorted((size, len(candidate.shingles)))
                if candidate.beside != question.beside or smaller < NEAR * larger:
                    continue
                share = _jaccard(question.shingles, candidate.shingles)
                if share >= NEAR:
                    near[other] = share
            index[shingle].append(place)
    return found


def _finding(
    context: Context, question: _Question, partners: list[tuple[_Question, float]]
) -> Finding:
    item = question.item
    named = []
    for partner, share in sorted(partners, key=lambda entry: -entry[1]):
        source = context.bank.sources.get(partner.item.id)
        place = f" ({source.file}:{source.line})" if source is not None else ""
        alike = "" if partner.exact == question.exact else f" for {share:.0%}"
        named.append(f"{partner.item.id!r}{place}{alike}; {_keys(item, partner.item)}")
    return Finding(
        f"asks the same as {', and '.join(named)}; one of them expected, or a common 'family'",
        ("stem",),
        item.id,
    )


def _keys(one: Item, other: Item) -> str:
    if type(one) is not type(other):
        return f"the formats differ, {one.format} here and {other.format} there"
    here, there = _key(one), _key(other)
    if here == there:
        return "the keys are the same"
    found = abbreviate(_said(here), 60), abbreviate(_said(there), 60)
    return f"the keys differ, {found[0]} here and {found[1]} there"


def _key(content: Content) -> Any:
    """The key by its texts, so that the ids of options do not matter."""
    if isinstance(content, Cloze):
        return {name: _key(blank) for name, blank in content.blanks.items()}
    if isinstance(content, NumericContent):
        return content.answer if content.answer is not None else content.range
    if isinstance(content, ShortAnswerContent):
        return (sorted(map(fold, content.accept)), content.accept_pattern)
    if isinstance(content, Matching):
        texts = dict(content.choices)
        return {fold(row.text): fold(texts[row.match]) for row in content.rows}
    if isinstance(content, Ordering):
        return [fold(step.text) for step in content.steps]
    if isinstance(content, TrueFalse):
        return content.answer
    if isinstance(content, Choices):
        return sorted(literal_fold(option.text) for option in content.options if option.correct)
    if isinstance(content, FreeText):
        return sorted(fold(criterion.statement) for criterion in content.rubric.criteria)
    return content.key_response() if isinstance(content, Item) else None


def _said(key: Any) -> Any:
    return key[0] if isinstance(key, list) and len(key) == 1 else key


RULES = (
    Rule(
        "E10",
        "error",
        "The same question twice gives itself away, counts twice, and may have two keys.",
        "Keep one of the items, or give variations on one theme a common 'family'.",
        _duplicates,
    ),
)
