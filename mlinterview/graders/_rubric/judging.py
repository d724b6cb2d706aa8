"""The verdict of the rubric on one answer: criterion by criterion, with evidence and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from mlinterview.graders._prose.denial import mark_denials
from mlinterview.graders._prose.prose import MOST_CHARACTERS, Prose, read_prose
from mlinterview.graders._prose.words import AUX, FUNCTION, NEGATION
from mlinterview.graders._rubric.compiling import Compiled, compiled
from mlinterview.graders._rubric.matches import Found, Match
from mlinterview.graders._rubric.matching import Matcher
from mlinterview.graders._rubric.nearness import nearest
from mlinterview.graders._rubric.statements import STUFFED, Statements
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Rubric

__all__ = ["Decision", "Judgement", "judge"]


@dataclass(slots=True)
class Decision:
    """One criterion: met, half or not; what fired, what is quoted, how near it came.

    Attributes:
        share: 1, 0.5 (asserted and denied in the same words) or 0; None where a person decides.
        rule: ``phrase``, ``relation``, ``contradicted``, ``denied``, ``reversed``, ``opposite``,
            ``forbidden``, ``stuffed``, ``misconception``, ``missing`` or ``person``.
        quality: how well the best match fits, 0 to 1.
        match: the words quoted.
        near: the share of the nearest phrase that was found; 0 where the criterion is met.
        nearest: that phrase, and what of it is missing.
    """

    share: float | None = 0.0
    rule: str = "missing"
    quality: float = 0.0
    match: Match | None = None
    near: float = 0.0
    nearest: str | None = None
    #: whether the words name something without saying anything of it, and stand in a list
    bare: bool = False
    listed: bool = False


@dataclass(slots=True)
class Judgement:
    """All decisions on one answer, and what was noticed about it as a whole."""

    prose: Prose
    decisions: list[Decision]
    misconceptions: list[tuple[int, Match]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: whether the whole answer is worth nothing: it claims what the rubric forbids
    nothing: bool = False
    #: words that carry meaning, and those of them in sentences that nothing was found in
    words: int = 0
    unused: int = 0


def judge(rubric: Rubric, stem_text: str, text: str, lexicon: Lexicon) -> Judgement:
    """What the rubric makes of an answer."""
    ready = compiled(rubric, stem_text, lexicon)
    prose = read_prose(text)
    mark_denials(prose)
    statements = Statements(prose, rubric.answer_style, ready.claims)
    matcher = Matcher(prose, ready, statements)
    judgement = Judgement(prose, [], notes=[*prose.notes, *statements.notes])
    if len(text) > MOST_CHARACTERS:
        judgement.notes.append(f"only the first {MOST_CHARACTERS:,} characters were read")
    found: list[Found] = []
    contents: dict[int, set[str]] = {}  # of sentences, for all criteria
    for index, tree in enumerate(ready.trees):
        if ready.by_person[index]:
            judgement.decisions.append(Decision(share=None, rule="person"))
            found.append(Found.none())
            continue
        claims = matcher.evaluate(tree)
        found.append(claims)
        judgement.decisions.append(_decided(claims, prose, statements, contents))
    if rubric.answer_style == "prose":
        _without_stuffing(judgement, found, statements)
        if statements.stuffed:
            judgement.notes.append(_PILED)
    for index, decision in enumerate(judgement.decisions):
        forbidden = matcher.evaluate(ready.forbidden[index])
        if forbidden.asserted and decision.share:
            _take_away(decision, "forbidden", _best(forbidden.asserted))
    if matcher.evaluate(ready.whole).asserted:
        judgement.nothing = True
        judgement.notes.append("the answer claims what the rubric forbids")
    _misconceive(judgement, rubric, ready, matcher)
    for index, decision in enumerate(judgement.decisions):
        if decision.share == 0.0 and decision.rule == "missing":
            decision.near, decision.nearest = nearest(ready.trees[index], matcher)
    _count_words(judgement)
    return judgement


def _count_words(judgement: Judgement) -> None:
    prose = judgement.prose
    used = {
        prose.sentences[index]
        for decision in judgement.decisions
        if decision.match is not None and decision.share
        for index in decision.match.words
    }
    carrying = prose.carrying
    judgement.words = carrying[-1]
    judgement.unused = sum(
        carrying[end] - carrying[first]
        for number, (first, end) in enumerate(pairwise(prose.sentence_starts))
        if number not in used
    )


def _decided(
    tree: Found, prose: Prose, statements: Statements, contents: dict[int, set[str]]
) -> Decision:
    own = _own(tree, prose)
    if own:
        best, quality = _fittest(own, prose, statements)
        decision = Decision(1.0, "phrase", quality, best)
        decision.listed = best.first in statements.entries
        decision.bare = decision.listed or not statements.states_itself(best.first, best.last)
        against = _contradiction(tree, prose, contents)
        if against is not None:
            decision.share, decision.rule = 0.5, "contradicted"
        return decision
    for rule, matches in (
        ("reversed", tree.reversed),
        ("denied", tree.denied),
        ("opposite", tree.opposed),
    ):
        if matches:
            best = _best(matches)
            return Decision(0.0, rule, best.quality, best)
    return Decision()


def _own(tree: Found, prose: Prose) -> list[Match]:
    """What is claimed in words that are not all the question's, or asked."""
    echoed = prose.echoed
    if True not in echoed:
        return tree.asserted
    return [m for m in tree.asserted if not all(echoed[index] for index in m.words)]


def _best(matches: list[Match]) -> Match:
    return max(matches, key=lambda match: match.quality)


def _fittest(matches: list[Match], prose: Prose, statements: Statements) -> tuple[Match, float]:
    """The first of the matches that fit best, and how well it does."""
    best, quality = matches[0], _fit(matches[0], prose, statements)
    for match in matches:
        if match.quality > quality:  # none fits better than it matches
            fit = _fit(match, prose, statements)
            if fit > quality:
                best, quality = match, fit
    return best, quality


def _fit(match: Match, prose: Prose, statements: Statements) -> float:
    fit = match.quality
    if True in prose.hedged and any(prose.hedged[index] for index in match.words):
        fit *= 0.8
    if not statements.states_itself(match.first, match.last):
        fit *= 0.9
    return fit


#: claims and denials that are compared with each other
_COMPARED = 12
#: words that say that something is so or not
_VERDICTS = frozenset({"true", "fals", "wrong", "correct"})


def _contradiction(tree: Found, prose: Prose, known: dict[int, set[str]]) -> Match | None:
    """A denial in next to the same words as a claim."""
    if not tree.denied:
        return None
    claims = {prose.sentences[claim.first] for claim in tree.asserted[:_COMPARED]}
    contents = {number: _content(prose, number, known) for number in claims}
    for denied in tree.denied[:_COMPARED]:
        sentence = prose.sentences[denied.first]
        against = _content(prose, sentence, known)
        for number, words in contents.items():
            if number != sentence and len(words & against) >= 0.75 * len(words | against) > 0:
                return denied
    return None


def _content(prose: Prose, number: int, known: dict[int, set[str]]) -> set[str]:
    """The words of a sentence that carry meaning; each sentence is read once."""
    if number not in known:
        known[number] = {
            prose.stems[index]
            for index in prose.sentence(number)
            if not prose.bits[index] & (FUNCTION | NEGATION | AUX)
        } - _VERDICTS
    return known[number]


_PILED = "terms are piled up in a sentence that says nothing of them"


def _without_stuffing(judgement: Judgement, found: list[Found], statements: Statements) -> None:
    """Take away what rests on bare terms that sentences pile up without saying anything.

    What other sentences say too is neither piled up nor taken away.
    """
    prose = judgement.prose
    places = {
        index: {prose.sentences[match.first] for match in _own(found[index], prose)}
        for index, decision in enumerate(judgement.decisions)
        if decision.share and decision.bare
    }
    piled = _piled(places, judgement, statements)
    confined = {index: where for index, where in places.items() if where <= piled}
    piled = _piled(confined, judgement, statements)
    for index, where in confined.items():
        if where <= piled:
            _take_away(judgement.decisions[index], "stuffed", None)
    judgement.notes.extend([_PILED] * len(piled))


def _piled(
    places: Mapping[int, set[int]], judgement: Judgement, statements: Statements
) -> set[int]:
    """The sentences that hold more bare terms of criteria than they can say something of."""
    by_sentence: dict[int, list[int]] = {}
    for index, where in places.items():
        for sentence in where:
            by_sentence.setdefault(sentence, []).append(index)
    found = set()
    for sentence, indices in by_sentence.items():
        listed = sum(judgement.decisions[index].listed for index in indices)
        if len(indices) >= STUFFED and (
            len(indices) > statements.verbs(sentence) + 1 or listed >= STUFFED
        ):
            found.add(sentence)
    return found


def _take_away(decision: Decision, rule: str, match: Match | None) -> None:
    decision.share, decision.rule = 0.0, rule
    if match is not None:
        decision.match = match


def _misconceive(judgement: Judgement, rubric: Rubric, ready: Compiled, matcher: Matcher) -> None:
    ids = [criterion.id for criterion in rubric.criteria]
    for index, misconception in enumerate(rubric.misconceptions):
        tree = matcher.evaluate(ready.misconceptions[index])
        own = _own(tree, judgement.prose)
        if not own:
            continue
        judgement.misconceptions.append((index, _best(own)))
        for name in misconception.effect.void:
            decision = judgement.decisions[ids.index(name)]
            if decision.share:
                _take_away(decision, "misconception", _best(own))
