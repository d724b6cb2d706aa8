"""Lists of options as the rules of test-wiseness look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mlinterview.lint import _markup, _words
from mlinterview.lint._parts import choice_lists
from mlinterview.lint._rule import Check, Context, Finding, Loc
from mlinterview.model.item import Item
from mlinterview.model.multi_select import MultiSelect

__all__ = ["OptionList", "OptionView", "each_list", "forget", "lists_of"]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option with its words.

    Attributes:
        loc: the place of its text.
        literal: whether it is nothing but code or math, which the rules about words skip.
        length: characters, about as an examinee sees them.
        words: the words of its prose, in small letters.
        content: stems of the words that say what it is about.
    """

    loc: Loc
    text: str
    correct: bool
    fixed: bool
    literal: bool
    length: int
    words: tuple[str, ...]
    content: frozenset[str]


@dataclass(frozen=True, slots=True)
class OptionList:
    """The options of an item, or of one blank of a cloze."""

    item: Item
    loc: Loc
    options: tuple[OptionView, ...]
    single: bool
    shuffled: bool

    @property
    def worded(self) -> tuple[OptionView, ...]:
        """The options with prose in them."""
        return tuple(option for option in self.options if not option.literal)

    @property
    def key(self) -> OptionView | None:
        """The right option, where exactly one is and it has prose in it."""
        right = [option for option in self.options if option.correct]
        return right[0] if self.single and len(right) == 1 and not right[0].literal else None

    @property
    def distractors(self) -> tuple[OptionView, ...]:
        """The wrong options that have prose in them."""
        return tuple(option for option in self.options if not option.correct and not option.literal)


@lru_cache(maxsize=16_384)
def lists_of(item: Item) -> tuple[OptionList, ...]:
    """Every list of options of an item."""
    found = []
    for loc, options in choice_lists(item):
        views = tuple(
            _view((*loc, index, "text"), option.text, option.correct, option.fixed)
            for index, option in enumerate(options)
        )
        content = getattr(item, "blanks", {}).get(loc[1]) if len(loc) > 1 else item
        single = not isinstance(item, MultiSelect)
        found.append(OptionList(item, loc, views, single, bool(getattr(content, "shuffle", True))))
    return tuple(found)


def _view(loc: Loc, text: str, correct: bool, fixed: bool) -> OptionView:
    plain = _markup.words(text)
    return OptionView(
        loc=loc,
        text=text,
        correct=correct,
        fixed=fixed,
        literal=not plain,
        length=len(_markup.shown(text)),
        words=tuple(word.casefold() for word in plain),
        content=_words.content(text),
    )


def each_list(check: Callable[[OptionList, Context], Iterable[Finding]]) -> Check:
    """The check of a bank that looks at one list of options after the other."""

    def check_all(context: Context) -> Iterator[Finding]:
        for item in context.bank.values():
            for options in lists_of(item):
                for finding in check(options, context):
                    yield replace(finding, item=item.id)

    return check_all


def forget() -> None:
    """Let go of the items that were looked at."""
    lists_of.cache_clear()
    _words.content.cache_clear()
    _markup.forget()
