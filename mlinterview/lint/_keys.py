"""E07 to E09: keys that can be reproduced, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mlinterview._text import fold, is_blank
from mlinterview.errors import abbreviate
from mlinterview.lint._markup import words
from mlinterview.lint._parts import choice_lists, short_answers
from mlinterview.lint._rule import Context, Finding, Loc, Rule, each_item
from mlinterview.model.cloze import Cloze
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.numeric import NumericContent
from mlinterview.model.short_answer import ShortAnswerContent, matches_pattern
from mlinterview.model.true_false import TrueFalse

__all__ = ["RULES"]

_FEWEST_WORDS = 20

# E07 -------------------------------------------------------------------------------------------


def _reproducible(item: Item, context: Context) -> Iterator[Finding]:
    numbers = list(_numbers(item))
    if not _derived(item):
        for loc, _ in numbers:
            if not _calculated(item, loc):
                message = "'derivation', 'proof' or 'derive' expected for a number, found none"
                yield Finding(message, (*loc, "answer"))
                break
    for loc, content in numbers:
        if content.range is None and content.tolerance is None:
            yield Finding(
                "a tolerance or a range expected, found neither; for an exact number write"
                " 'tolerance: {absolute: 0}'",
                (*loc, "answer"),
            )
    for loc, answer in short_answers(item):
        yield from _examples(loc, answer)


def _numbers(item: Item) -> Iterator[tuple[Loc, NumericContent]]:
    if isinstance(item, NumericContent):
        yield (), item
    elif isinstance(item, Cloze):
        for name, blank in item.blanks.items():
            if isinstance(blank, NumericContent):
                yield ("blanks", name), blank


def _derived(item: Item) -> bool:
    texts = (item.derivation, item.proof)
    return bool(item.derive) or any(not is_blank(text or "") for text in texts)


def _calculated(item: Item, loc: Loc) -> bool:
    """Whether an answer is an expression over the parameters: it is derived in its place."""
    found: Any = item.unfilled
    for step in (*loc, "answer"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return isinstance(found, str) and found.lstrip().startswith("=")


def _examples(loc: Loc, answer: ShortAnswerContent) -> Iterator[Finding]:
    code = answer.match == "code"

    def compared(text: str) -> str:
        return text.strip() if code else fold(text)

    pattern = answer.accept_pattern
    accepted = {compared(text): text for text in answer.accept}
    if pattern is not None:
        for index, text in enumerate(answer.accept):
            if not matches_pattern(pattern, compared(text)):
                yield Finding(
                    f"{abbreviate(text, 60)} is accepted, but 'accept_pattern' does not match it"
                    f" (compared as {abbreviate(compared(text), 60)})",
                    (*loc, "accept", index),
                )
    for index, rejected in enumerate(answer.reject):
        text, place = compared(rejected.text), (*loc, "reject", index, "text")
        if text in accepted:
            yield Finding(f"{abbreviate(rejected.text, 60)} is both accepted and rejected", place)
        elif pattern is not None and matches_pattern(pattern, text):
            shown = abbreviate(rejected.text, 60)
            yield Finding(f"{shown} is rejected, but 'accept_pattern' matches it", place)


# E08 -------------------------------------------------------------------------------------------


def _explained(item: Item, context: Context) -> Iterator[Finding]:
    loc = ("explanation",)
    explanation = item.explanation or ""
    if is_blank(explanation):
        yield Finding("an explanation expected, found none", loc)
        return
    count = len(words(explanation))
    if count < _FEWEST_WORDS:
        yield Finding(
            f"an explanation of {_FEWEST_WORDS} words or more expected (formulas and code apart),"
            f" found {count}",
            loc,
        )
    for right, wrong in _claims(item):
        named = _named_as_right(explanation, right, wrong)
        if named:
            shown = abbreviate(named, 60)
            yield Finding(f"the explanation calls {shown} right, which is not the key", loc)


def _claims(item: Item) -> Iterator[tuple[list[str], list[str]]]:
    """Texts and ids of right and of wrong options."""
    for _, options in choice_lists(item):
        right: list[str] = []
        wrong: list[str] = []
        for option in options:
            (right if option.correct else wrong).extend((option.text, option.id))
        yield right, wrong
    if isinstance(item, TrueFalse):
        yield [str(item.answer).lower()], [str(not item.answer).lower()]


_MARKS = re.compile(r"[*`$\"']")
_RIGHT = r"(?:right|correct|best|expected)"
#: what every sentence holds that calls something right
_GLANCE = re.compile(
    r"\bthe (?:right|correct|best|expected|answer|key)\b|\b(?:is|are)\b[a-z ]{0,12} correct\b"
)
_THING = r"(?:answer|option|choice|alternative|key|response|one)"
_NAMES = re.compile(
    rf"\b(?:the {_RIGHT} {_THING}(?: here)?|the answer|the key)(?: is|:| must be| has to be)"
    r"(?: therefore| thus| hence| to| that)?:? (?:the option |option )?"
)
_IS_RIGHT = re.compile(
    r"[,:]? (?:is|are) (?:therefore |thus |hence |indeed )?"
    rf"(?:the {_RIGHT} {_THING}|the key|correct)"
    r"(?! (?:when|if|only|where|for|in|under|with|provided|unless|on|as long|to|once|at)\b)"
)
_CONDITION = re.compile(r"\b(?:if|when|were|had|would|unless|suppose|where)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def _named_as_right(explanation: str, right: Sequence[str], wrong: Sequence[str]) -> str:
    """The wrong option that a sentence calls the right one; nothing where none is."""
    if not _GLANCE.search(explanation.casefold()):
        return ""
    texts = [(_bare(text), text, True) for text in right]
    texts += [(_bare(text), text, False) for text in wrong]
    # the longest that fits is the one that is meant: 'L2 with clipping' is not 'L2'
    texts = sorted((entry for entry in texts if entry[0]), key=lambda entry: -len(entry[0]))
    for sentence in _SENTENCE.split(_MARKS.sub("", explanation)):
        bare = _bare(sentence)
        for name in _NAMES.finditer(bare):
            said = bare[name.end() :]
            for text, original, is_right in texts:
                if said.startswith(text) and not said[len(text) : len(text) + 1].isalnum():
                    if is_right:
                        break
                    return original
        for claim in _IS_RIGHT.finditer(bare):
            said = bare[: claim.start()]
            if _CONDITION.search(said):
                continue
            for text, original, is_right in texts:
                before = said[: -len(text)]
                if said.endswith(text) and not before[-1:].isalnum():
                    if is_right or before.endswith("not "):
                        break
                    return original
    return ""


def _bare(text: str) -> str:
    return fold(_MARKS.sub("", text)).rstrip("!?:")


# E09 -------------------------------------------------------------------------------------------


def _feedback(item: Item, context: Context) -> Iterator[Finding]:
    for loc, options in choice_lists(item):
        entries = [((*loc, i, "feedback"), option.feedback) for i, option in enumerate(options)]
        yield from _missing_or_shared(entries, "option")
    if isinstance(item, Matching):
        rows: list[tuple[Loc, str | None]]
        rows = [(("rows", i, "feedback"), row.feedback) for i, row in enumerate(item.rows)]
        yield from _missing_or_shared(rows, "row")
    if isinstance(item, TrueFalse):
        given: dict[str, str] = {str(key): text for key, text in item.feedback.items()}
        answers: list[tuple[Loc, str | None]]
        answers = [(("feedback", key), given.get(key)) for key in ("true", "false")]
        yield from _missing_or_shared(answers, "response")


def _missing_or_shared(entries: Sequence[tuple[Loc, str | None]], what: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, (loc, feedback) in enumerate(entries):
        if feedback is None or is_blank(feedback):
            yield Finding(f"feedback expected for each {what}, found none", loc)
            continue
        first = seen.setdefault(fold(feedback), index)
        if first != index:
            yield Finding(
                f"the same feedback as {what} {first + 1}; what is particular to this one expected",
                loc,
            )


RULES = (
    Rule(
        "E07",
        "error",
        "A key that nobody can reproduce cannot be checked, and grades answers by the spelling.",
        "Write the calculation in 'derivation' or a proof, and a tolerance or a range;"
        " let the pattern of a short answer match what is accepted and nothing that is rejected.",
        each_item(_reproducible),
    ),
    Rule(
        "E08",
        "error",
        "Without an explanation nobody learns from the item, and a wrong key stays unseen.",
        "Say in twenty words or more why the key is right; name no other option as right.",
        each_item(_explained),
    ),
    Rule(
        "E09",
        "error",
        "Feedback that does not tell options apart does not tell examinees where they went wrong.",
        "Give each option feedback of its own.",
        each_item(_feedback),
    ),
)
