"""E11: items of one form that give each other's key away."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mlinterview.bank.bank import Bank
from mlinterview.lint._choices import lists_of
from mlinterview.lint._markup import sentences, words
from mlinterview.lint._parts import option_texts, short_answers
from mlinterview.lint._rule import Context, Finding, Loc, Rule
from mlinterview.lint._words import content, is_content
from mlinterview.model.form import Form
from mlinterview.model.item import Item

__all__ = ["RULES", "clues"]

#: a key of so many words is found by nobody else's choice of words
_SURE_WORDS, _SURE_CONTENT = 3, 2
#: a shorter one gives the item away beside so many words of its question
_COMMON, _COMMON_SHARE = 2, 1 / 3
_SHORTEST_TERM = 4
#: a term that more items of the bank use is no clue
_FEW, _FEW_SHARE = 2, 0.005


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that can stand in a text."""

    item: Item
    words: tuple[str, ...]
    asked: frozenset[str]

    @property
    def recalled(self) -> bool:
        """Whether the key has to be remembered, not picked from a list."""
        return self.item.format in ("short_answer", "cloze")

    @property
    def sure(self) -> bool:
        meaning = sum(is_content(word) for word in self.words)
        return len(self.words) >= _SURE_WORDS and meaning >= _SURE_CONTENT


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence or an option."""

    loc: Loc
    words: tuple[str, ...]
    content: frozenset[str]

    def says(self, phrase: tuple[str, ...]) -> bool:
        if phrase[0] not in self.words:
            return False
        size = len(phrase)
        return any(self.words[at : at + size] == phrase for at in range(len(self.words) - size + 1))


def clues(bank: Bank, forms: Iterable[Form]) -> Iterator[str]:
    """What E11 would say of forms that are not the bank's own, for sure, a line each."""
    named = {form.id: form for form in forms}
    context = Context(replace(bank, forms=named), datetime.date.min)
    for finding in _given_away(context):
        if finding.level is None:
            yield f"{finding.item} {finding.message}"


def _given_away(context: Context) -> Iterator[Finding]:
    common = _Common(context)
    for name, form in sorted(context.bank.forms.items()):
        ids = [entry.id for entry in form.entries() if entry.id in context.bank]
        items = [context.bank[identity] for identity in sorted(ids)]
        keys = [key for item in items for key in _keys(item)]
        for item in items:
            told: set[str] = set()
            passages = list(_passages(item))
            for key in keys:
                if key.item is item or key.item.id in told:
                    continue
                found = _told(key, passages, common)
                if found is not None:
                    loc, sure = found
                    told.add(key.item.id)
                    yield Finding(
                        f"says {' '.join(key.words)[:60]!r}, the key of {key.item.id!r}, which the"
                        f" form {name!r} holds too; make the two enemies and keep one",
                        loc,
                        item.id,
                        level=None if sure else "warning",
                    )


def _told(key: _Key, passages: list[_Passage], common: _Common) -> tuple[Loc, bool] | None:
    """Where a key is said, and whether that gives it away for sure."""
    found: tuple[Loc, bool] | None = None
    for passage in passages:
        if not passage.says(key.words):
            continue
        shared = len(key.asked & passage.content)
        if key.sure or (shared >= _COMMON and shared >= _COMMON_SHARE * len(key.asked)):
            return passage.loc, True
        # a term that is asked for from memory, said by another item
        if key.recalled and found is None and not common(key.words):
            found = passage.loc, False
    return found


class _Common:
    """Which terms are vocabulary that any item may use: those that many items of the bank say."""

    def __init__(self, context: Context) -> None:
        self._items = list(context.bank.values())
        self._most = max(_FEW, len(self._items) * _FEW_SHARE)
        self._known: dict[tuple[str, ...], bool] = {}

    def __call__(self, phrase: tuple[str, ...]) -> bool:
        if phrase not in self._known:
            text = " ".join(phrase)
            saying = sum(text in item.stem.casefold() for item in self._items)
            self._known[phrase] = saying > self._most
        return self._known[phrase]


def _keys(item: Item) -> Iterator[_Key]:
    texts = [key.text for options in lists_of(item) if (key := options.key) is not None]
    texts += [text for _, answer in short_answers(item) for text in answer.accept]
    own = frozenset(_words_of(item.stem))
    for text in texts:
        found = _words_of(text)
        found = found[1:] if found[:1] in (("the",), ("a",), ("an",)) else found
        term = any(is_content(word) and len(word) >= _SHORTEST_TERM for word in found)
        if term and not own.issuperset(found):
            yield _Key(item, found, content(item.stem) - content(text))


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(text))


def _passages(item: Item) -> Iterator[_Passage]:
    texts = [(("stem",), sentence) for sentence in sentences(item.stem)]
    for loc, text in (*texts, *option_texts(item)):
        yield _Passage(loc, _words_of(text), content(text))


RULES = (
    Rule(
        "E11",
        "error",
        "An item that says the key of another one answers it for free.",
        "Name the two in 'enemies', and put another item on the form.",
        _given_away,
    ),
)
