"""Where the texts of an item stand: its options, its rows and steps, all of its prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mlinterview.lint._rule import Loc
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import ChoiceOption, Choices
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching, MatchingOption
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswer, ShortAnswerContent
from mlinterview.model.single_choice import SingleChoice
from mlinterview.model.true_false import TrueFalse

__all__ = [
    "choice_lists",
    "comparable_texts",
    "feedback_texts",
    "option_texts",
    "prose_texts",
    "short_answers",
]

Text = tuple[Loc, str]


def choice_lists(item: Item) -> Iterator[tuple[Loc, Sequence[ChoiceOption]]]:
    """The lists of options that carry feedback: of the item, or of each choice blank."""
    if isinstance(item, (SingleChoice, MultiSelect)):
        yield ("options",), item.options
    elif isinstance(item, Cloze):
        for name, blank in item.blanks.items():
            if isinstance(blank, Choices):
                yield ("blanks", name, "options"), blank.options


def comparable_texts(item: Item) -> Iterator[tuple[str, list[Text]]]:
    """Texts among which an examinee must tell one from another, by what they are called."""
    lists: list[tuple[str, Loc, Sequence[ChoiceOption | MatchingOption]]]
    lists = [("option", loc, options) for loc, options in choice_lists(item)]
    if isinstance(item, Matching):
        lists.append(("option", ("options",), item.options))
        yield "row", [(("rows", i, "text"), row.text) for i, row in enumerate(item.rows)]
    for kind, loc, options in lists:
        yield kind, [((*loc, i, "text"), option.text) for i, option in enumerate(options)]
    if isinstance(item, Ordering):
        yield "step", [(("steps", i, "text"), step.text) for i, step in enumerate(item.steps)]


def option_texts(item: Item) -> Iterator[Text]:
    """The texts of everything that can be picked."""
    for kind, texts in comparable_texts(item):
        if kind == "option":
            yield from texts


def feedback_texts(item: Item) -> Iterator[Text]:
    """What is said to a response, where anything is."""
    for loc, options in choice_lists(item):
        for index, option in enumerate(options):
            if option.feedback:
                yield (*loc, index, "feedback"), option.feedback
    if isinstance(item, Matching):
        for index, row in enumerate(item.rows):
            if row.feedback:
                yield ("rows", index, "feedback"), row.feedback
    if isinstance(item, TrueFalse):
        for answer, feedback in item.feedback.items():
            yield ("feedback", answer), feedback
    for loc, content in short_answers(item):
        for index, rejected in enumerate(content.reject):
            if rejected.feedback:
                yield (*loc, "reject", index, "feedback"), rejected.feedback
    if isinstance(item, FreeText):
        for index, criterion in enumerate(item.rubric.criteria):
            if criterion.feedback:
                yield ("rubric", "criteria", index, "feedback"), criterion.feedback


def short_answers(item: Item) -> Iterator[tuple[Loc, ShortAnswerContent]]:
    """The item itself, or the blanks, that take a short answer."""
    if isinstance(item, ShortAnswer):
        yield (), item
    elif isinstance(item, Cloze):
        for name, blank in item.blanks.items():
            if isinstance(blank, ShortAnswerContent):
                yield ("blanks", name), blank


def prose_texts(item: Item) -> Iterator[Text]:
    """Everything that an examinee may read."""
    if item.title:
        yield ("title",), item.title
    yield ("stem",), item.stem
    for _, texts in comparable_texts(item):
        yield from texts
    yield from feedback_texts(item)
    if item.explanation:
        yield ("explanation",), item.explanation
    if isinstance(item, FreeText):
        for index, criterion in enumerate(item.rubric.criteria):
            yield ("rubric", "criteria", index, "statement"), criterion.statement
        if item.sample_answer:
            yield ("sample_answer",), item.sample_answer
