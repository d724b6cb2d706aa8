"""What attacks on an item are made of, taken from the item and its judged answers."""

from __future__ import annotations

from mlinterview.graders._prose.denial import mark_denials
from mlinterview.graders._prose.prose import read_prose
from mlinterview.graders._rubric.compiling import Node, compiled
from mlinterview.graders._rubric.matching import Matcher
from mlinterview.graders._rubric.relations import bound
from mlinterview.graders._rubric.statements import Statements
from mlinterview.model.free_text import FreeText
from mlinterview.rubrics._attacks import Material, content_terms
from mlinterview.rubrics._grading import Grades, points_of
from mlinterview.rubrics._sentences import sentences

__all__ = ["material"]


def material(item: FreeText, grades: Grades, items: list[FreeText]) -> Material:
    """Full answers, terms, sentences and pairs of cause and effect for one item."""
    rubric = item.rubric
    judged = grades.answers(item)
    full = [item.sample_answer] if item.sample_answer else []
    full += [answer.text for answer in judged if points_of(rubric, answer) >= rubric.points]
    phrases = [phrase for tree in rubric.trees() for phrase in tree.phrases()]
    phrases += [phrase for concept in rubric.concepts.values() for phrase in concept.phrases]
    single = [
        sentence
        for text in full
        for sentence in sentences(text)
        if len(grades.met(item, sentence)) == 1
    ]
    causal = [pair for text in full for pair in _causal(item, text, grades)]
    others = [
        other.sample_answer
        for other in items
        if other.id != item.id and other.sample_answer and not set(other.topics) & set(item.topics)
    ]
    return Material(
        item,
        tuple(full),
        content_terms(tuple(phrases)),
        tuple(dict.fromkeys(single)),
        tuple(dict.fromkeys(causal)),
        tuple(others),
    )


def _causal(item: FreeText, text: str, grades: Grades) -> list[tuple[str, str]]:
    ready = compiled(item.rubric, item.stem, grades.bank.lexicon)
    prose = read_prose(text)
    mark_denials(prose)
    matcher = Matcher(prose, ready, Statements(prose, item.rubric.answer_style, ready.claims))
    found = []
    for node in (relation for tree in ready.trees for relation in _relations(tree)):
        assert node.cause is not None
        assert node.effect is not None
        for left in matcher.evaluate(node.cause).asserted:
            for right in matcher.evaluate(node.effect).asserted:
                apart = left.last < right.first or right.last < left.first
                if apart and bound(prose, left, right) == "forward":
                    cause = prose.quoted(left.first, left.last)[2]
                    effect = prose.quoted(right.first, right.last)[2]
                    if not any(_says_enough(item, side, grades) for side in (cause, effect)):
                        found.append((cause, effect))
    return found[:6]


def _says_enough(item: FreeText, side: str, grades: Grades) -> bool:
    """Whether one side earns something alone, or runs on into another line: no swap touches it."""
    return "\n" in side or bool(grades.met(item, side))


def _relations(node: Node) -> list[Node]:
    own = [node] if node.cause is not None else []
    lists = (node.any, node.all, node.of, node.clause, node.sentence, node.sequence)
    return own + [found for nodes in lists for child in nodes for found in _relations(child)]
