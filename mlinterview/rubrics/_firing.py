"""Which phrases an answer holds, as the engine finds them."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview.graders._prose.denial import mark_denials
from mlinterview.graders._prose.prose import Prose, read_prose
from mlinterview.graders._rubric.compiling import Node, compiled
from mlinterview.graders._rubric.matches import Match
from mlinterview.graders._rubric.matching import Matcher
from mlinterview.graders._rubric.statements import Statements
from mlinterview.model.free_text import FreeText
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Criterion, Evidence, Rubric

__all__ = ["Firing", "Texts"]


class Texts:
    """Answers read once."""

    def __init__(self) -> None:
        self._read: dict[str, Prose] = {}

    def prose(self, text: str) -> Prose:
        """The words of an answer, with what it denies."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = read_prose(text)
            mark_denials(found)
        return found


class Firing:
    """Phrases, or evidence of any kind, looked for in answers to one item."""

    def __init__(
        self, item: FreeText, lexicon: Lexicon, texts: Texts, entries: Sequence[Evidence | str]
    ) -> None:
        trees = tuple(
            Evidence(phrase=entry) if isinstance(entry, str) else entry for entry in entries
        )
        probe = Criterion(id="probe", statement="probe", evidence=Evidence(any=trees))
        self._rubric = Rubric(
            answer_style=item.rubric.answer_style,
            concepts=item.rubric.concepts,
            criteria=(probe,),
        )
        self._stem = item.stem
        self._lexicon = lexicon
        self._texts = texts

    def _matcher(self, text: str) -> tuple[Matcher, tuple[Node, ...]]:
        ready = compiled(self._rubric, self._stem, self._lexicon)
        prose = self._texts.prose(text)
        statements = Statements(prose, self._rubric.answer_style, ready.claims)
        return Matcher(prose, ready, statements), ready.trees[0].any

    def fired(self, text: str) -> frozenset[int]:
        """The numbers of the entries that the answer claims."""
        matcher, nodes = self._matcher(text)
        return frozenset(i for i, node in enumerate(nodes) if matcher.evaluate(node).asserted)

    def touched(self, text: str) -> frozenset[int]:
        """The numbers of the entries that the answer claims or denies: its score may change."""
        matcher, nodes = self._matcher(text)
        found = [matcher.evaluate(node) for node in nodes]
        return frozenset(i for i, each in enumerate(found) if each.asserted or each.denied)

    def claims(self, text: str) -> dict[int, list[Match]]:
        """Where the answer claims each of the entries."""
        matcher, nodes = self._matcher(text)
        found = {i: matcher.evaluate(node).asserted for i, node in enumerate(nodes)}
        return {i: matches for i, matches in found.items() if matches}

    def matches(self, text: str) -> dict[int, list[Match]]:
        """Where each entry that is a phrase stands in the answer, claimed or denied."""
        matcher, nodes = self._matcher(text)
        found = {
            i: matcher.raw(node.phrase) for i, node in enumerate(nodes) if node.phrase is not None
        }
        return {i: matches for i, matches in found.items() if matches}
