"""Where a word stands that phrases can ask for by name: classes, poles, terms, concepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mlinterview.errors import UnknownNameError
from mlinterview.graders._prose.prose import word_stems
from mlinterview.model._phrases import parse_phrase
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Rubric

__all__ = ["Holder", "holders", "named"]


@dataclass(frozen=True, slots=True)
class Holder:
    """What has words for one idea.

    Attributes:
        kind: a class or pole of the lexicon, one of its terms, or a concept of a rubric.
        name: a term as it is written in phrases, all others in angle brackets.
        words: its words; of a concept its phrases.
        opposite: the other pole by name; of a concept the phrases that mean its opposite.
    """

    kind: Literal["concept", "class", "pole", "term"]
    name: str
    words: tuple[str, ...]
    opposite: tuple[str, ...] = ()


def named(name: str, lexicon: Lexicon, rubric: Rubric | None = None) -> Holder:
    """What a phrase asks for by ``<name>``; a concept of the rubric hides a class of its name.

    Raises:
        UnknownNameError: there is no such class, pole or concept.

    >>> import mlinterview as mli
    >>> named("increase", mli.load_bank().lexicon).opposite
    ('<decrease>',)
    """
    known = {each.name: each for each in _all(lexicon, None) if each.kind != "term"}
    known |= {each.name: each for each in _concepts(rubric)}
    found = known.get(f"<{name}>")
    if found is None:
        names = [each.strip("<>") for each in known]
        raise UnknownNameError("concept, class or pole", name, names)
    return found


def holders(word: str, lexicon: Lexicon, rubric: Rubric | None = None) -> list[Holder]:
    """All that hold a word, in any form of it, with the words or phrases that do.

    >>> import mlinterview as mli
    >>> [each.name for each in holders("shrinks", mli.load_bank().lexicon)]
    ['<decrease>']
    """
    stems = word_stems(word)
    found = []
    for each in _all(lexicon, rubric):
        if each.kind == "concept":
            words, opposite = (
                tuple(phrase for phrase in phrases if _asks_for(phrase, word, stems))
                for phrases in (each.words, each.opposite)
            )
            if words or opposite:
                found.append(Holder(each.kind, each.name, words, opposite))
        elif words := tuple(entry for entry in each.words if stems and word_stems(entry) == stems):
            found.append(Holder(each.kind, each.name, words, each.opposite))
    return found


def _all(lexicon: Lexicon, rubric: Rubric | None) -> Iterator[Holder]:
    yield from _concepts(rubric)
    for name, words in lexicon.classes.items():
        yield Holder("class", f"<{name}>", words)
    for name, words in lexicon.poles.items():
        yield Holder("pole", f"<{name}>", words, (f"<{lexicon.opposites[name]}>",))
    for term, names in lexicon.terms.items():
        yield Holder("term", term, (term, *names))


def _concepts(rubric: Rubric | None) -> Iterator[Holder]:
    for name, concept in rubric.concepts.items() if rubric is not None else ():
        yield Holder("concept", f"<{name}>", concept.phrases, concept.opposite)


def _asks_for(phrase: str, word: str, stems: tuple[str, ...]) -> bool:
    """Whether one place of the phrase would take the word."""
    return any(
        word.lower().startswith(each.text.lower())
        if each.kind == "prefix"
        else each.kind == "word" and bool(stems) and word_stems(each.text) == stems
        for element in parse_phrase(phrase).elements
        for each in element.alternatives
    )
