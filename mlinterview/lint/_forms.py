"""E11: items of one form that give each other's key away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mlinterview.lint._choices import lists_of
from mlinterview.lint._markup import sentences, words
from mlinterview.lint._parts import option_texts, short_answers
from mlinterview.lint._rule import Context, Finding, Loc, Rule
from mlinterview.lint._words import content, is_content
from mlinterview.model.item import Item

__all__ = ["RULES"]

#: a key of so many words is found by nobody else's choice of words
_SURE_WORDS, _SURE_CONTENT = 3, 2
#: a shorter one gives the item away beside so many words of its question
_COMMON, _COMMON_SHARE = 2, 1 / 3
_SHORTEST_TERM = 4


@dataclass(frozen=True, slots=True)
class _Key:
    """A key that can stand in a text."""

    item: Item
    words: tuple[str, ...]
    asked: frozenset[str]

    @property
    def sure(self) -> bool:
        meaning = sum(is_content(word) for word in self.words)
        return len(self.words) >= _SURE_WORDS and meaning >= _SURE_CONTENT


def _given_away(context: Context) -> Iterator[Finding]:
    for name, form in sorted(context.bank.forms.items()):
        ids = [entry.id for entry in form.entries() if entry.id in context.bank]
        items = [context.bank[identity] for identity in sorted(ids)]
        keys = [key for item in items for key in _keys(item)]
        for item in items:
            yield from _told_by(item, [key for key in keys if key.item is not item], name)


def _told_by(item: Item, keys: list[_Key], form: str) -> Iterator[Finding]:
    passages = [(loc, _words_of(part), content(part)) for loc, part in _passages(item)]
    told: set[str] = set()
    for key in keys:
        for loc, said, meant in passages:
            level = _level(key, said, meant) if key.item.id not in told else None
            if level is not None:
                told.add(key.item.id)
                yield Finding(
                    f"says {' '.join(key.words)[:60]!r}, the key of {key.item.id!r}, which the form"
                    f" {form!r} holds too; make the two enemies and keep one",
                    loc,
                    item.id,
                    level="warning" if level == "doubtful" else None,
                )


def _level(key: _Key, said: tuple[str, ...], meant: frozenset[str]) -> str | None:
    if not _stands_in(key.words, said):
        return None
    if key.sure:
        return "sure"
    common = len(key.asked & meant)
    if common >= _COMMON and common >= _COMMON_SHARE * len(key.asked):
        return "sure"
    # a term that is asked for from memory, said by another item
    recalled = key.item.format in ("short_answer", "cloze")
    return "doubtful" if recalled else None


def _stands_in(phrase: tuple[str, ...], said: tuple[str, ...]) -> bool:
    if phrase[0] not in said:
        return False
    size = len(phrase)
    return any(said[at : at + size] == phrase for at in range(len(said) - size + 1))


def _keys(item: Item) -> Iterator[_Key]:
    texts = [key.text for options in lists_of(item) if (key := options.key) is not None]
    texts += [text for _, answer in short_answers(item) for text in answer.accept]
    own = frozenset(_words_of(item.stem))
    for text in texts:
        found = _words_of(text)
        term = any(is_content(word) and len(word) >= _SHORTEST_TERM for word in found)
        if term and not own.issuperset(found):
            yield _Key(item, found, content(item.stem) - content(text))


def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(text))


def _passages(item: Item) -> Iterator[tuple[Loc, str]]:
    for sentence in sentences(item.stem):
        yield ("stem",), sentence
    yield from option_texts(item)


RULES = (
    Rule(
        "E11",
        "error",
        "An item that says the key of another one answers it for free.",
        "Name the two in 'enemies', and put another item on the form.",
        _given_away,
    ),
)
