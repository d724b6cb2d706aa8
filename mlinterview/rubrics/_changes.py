"""Changes that leave an answer's meaning alone: its grade must stay as it is."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from mlinterview.model.lexicon import Lexicon
from mlinterview.rubrics._sentences import joined, sentences, units

__all__ = ["CHANGES", "changes"]


def _case(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    yield text.upper()
    yield text.lower()


def _space(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    yield f"  {re.sub(' ', '  ', text)} \n"
    words = text.split(" ")
    yield "".join(word + ("\n" if index % 9 == 8 else " ") for index, word in enumerate(words))
    yield text.replace(" ", "\t", 6)


def _unicode(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    yield unicodedata.normalize("NFD", text)
    yield text.replace("'", "\u2019").replace(" ", "\u00a0", 12).replace("-", "\u2010")
    yield "".join(char + "\u200b" if index % 7 == 6 else char for index, char in enumerate(text))


def _order(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    parts = units(text)
    if len(parts) > 1 and not _STEPS.search(text):
        yield joined(reversed(parts))
        drawn.shuffle(parts)
        yield joined(parts)


#: words that tell an order in time, which another order of sentences would change
_STEPS = re.compile(
    r"\b(?:first|firstly|second|secondly|then|next|after|afterwards|before|finally|last|lastly|later|step|round|"
    r"followed by|\d\))(?!\w)",
    re.IGNORECASE,
)
_OPENERS = ("In my opinion, ", "I think that ", "As far as I know, ", "Basically, ", "Well, ")


def _filler(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    parts = []
    for sentence in sentences(text):
        opener = drawn.choice(_OPENERS)
        first = sentence.split(" ", 1)[0]
        plain = first[1:] == first[1:].lower() and first != "I"
        parts.append(opener + (sentence[:1].lower() + sentence[1:] if plain else sentence))
    yield joined(parts)
    yield f"Thanks for the question! {text} I hope that this is clear."


def _typos(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    for _ in range(3):
        yield re.sub(
            r"[A-Za-z]{4,}",
            lambda match: _slip(match[0], drawn) if drawn.random() < 0.1 else match[0],
            text,
        )


def _slip(word: str, drawn: random.Random) -> str:
    """A letter doubled, dropped, swapped with its neighbour or replaced, not the first one."""
    at = drawn.randrange(1, len(word) - 1)
    kind = drawn.randrange(4)
    if kind == 0:
        return word[:at] + word[at] + word[at:]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + drawn.choice("aeiourstn") + word[at + 1 :]


def _abbreviations(text: str, drawn: random.Random, lexicon: Lexicon) -> Iterator[str]:
    """Long names for short ones and short for long, where the lexicon has both."""
    shorter, longer = text, text
    for term, others in lexicon.terms.items():
        short = [name for name in others if name.isupper() and 3 <= len(name) <= 5]
        if not short or (term.lower() not in text.lower() and short[0] not in text):
            continue
        pattern = re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE)
        shorter = pattern.sub(short[0], shorter)
        if short[0] in longer.split() and not _in_other_name(short[0], longer, lexicon):
            longer = longer.replace(short[0], term)
    for changed in (shorter, longer):
        if changed != text:
            yield changed


def _in_other_name(short: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the letters stand in a longer name: ANN in "ANN index" is no neural network."""
    return any(
        name != short and short in name.split() and name in text
        for names in lexicon.terms.values()
        for name in names
    )


Change = Callable[[str, random.Random, Lexicon], Iterator[str]]

CHANGES: Mapping[str, Change] = {
    "case": _case,
    "space": _space,
    "unicode": _unicode,
    "order": _order,
    "filler": _filler,
    "typos": _typos,
    "abbreviations": _abbreviations,
}


def changes(text: str, seed: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Class and text of every change of an answer."""
    for name, make in CHANGES.items():
        for changed in make(text, random.Random(f"{seed} {name}"), lexicon):
            yield name, changed
