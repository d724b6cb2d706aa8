"""Our scores beside a target's: over every response where they are few, else over telling ones."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.errors import InvalidResponseError
from mlinterview.graders._exact import exact, half_width
from mlinterview.graders.numeric import NumericGrader, number_share
from mlinterview.grading._engine import Engine
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import Content
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.scheme import Scheme
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent
from mlinterview.model.true_false import TrueFalse

__all__ = ["SAME", "Gap", "Ours", "gap", "responses"]

#: shares that differ by no more are the same: targets write fractions with seven decimals
SAME = 1e-6
#: responses that are looked at; where there are more, not all of them are
MOST = 5_000
#: the same for matching, whose policies look at the number of right rows alone
_FEW = 300


class Ours:
    """What responses earn here, as shares of the points."""

    def __init__(self, scheme: Scheme, bank: Bank | None = None) -> None:
        self.scheme = scheme
        self._engine = Engine(scheme, bank, None)

    def share(self, item: Item, response: Any) -> float | None:
        """The share that a response earns; None where it is no response, 0 where it is blank."""
        return self._graded(item, response, item.format)

    def blank_share(self, content: Content, format_name: str, response: Any) -> float | None:
        """The same for a blank of a cloze."""
        return self._graded(content, response, format_name)

    def _graded(self, content: Content, response: Any, format_name: str) -> float | None:
        try:
            read = content.read_response(response)
            if read is None:
                return 0.0
            settings = self.scheme.settings(format_name)
            grader = self._engine.grader(format_name)
            if (
                isinstance(content, NumericContent)
                and isinstance(grader, NumericGrader)
                and isinstance(read, (int, float))
            ):
                return number_share(content, exact(read))  # without hints, which take long
            whole: Any = content  # what the format's own grader takes
            return float(grader.grade(whole, read, settings, self._engine.tools).share)
        except InvalidResponseError:
            return None


@dataclass(frozen=True, slots=True)
class Gap:
    """The largest difference between a target's shares and ours, and a response that has it."""

    largest: float = 0.0
    response: Any = None
    ours: float = 0.0
    theirs: float = 0.0

    @property
    def same(self) -> bool:
        """Whether every response that was looked at earns the same."""
        return self.largest <= SAME

    def __str__(self) -> str:
        return (
            f"up to {self.largest:.2f} of the points: {self.ours:.2f} here, {self.theirs:.2f} there"
        )


def gap(
    ours: Callable[[Any], float | None],
    theirs: Callable[[Any], float | None],
    given: Iterable[Any],
) -> Gap:
    """The largest difference over the responses; what is no response on one side is left out."""
    worst = Gap()
    for response in given:
        here, there = ours(response), theirs(response)
        if here is None or there is None:
            continue
        if abs(here - there) > worst.largest:
            worst = Gap(abs(here - there), response, here, there)
    return worst


def responses(content: Content) -> Iterator[Any]:
    """Responses to compare by: all of them, or up to `MOST` that tell rules apart.

    Blank is among them. The order is the same on every machine.
    """
    yield None
    match content:
        case SingleChoiceContent():
            yield from (option.id for option in content.options)
        case TrueFalse():
            yield from (True, False)
        case MultiSelect():
            yield from _subsets([option.id for option in content.options], content.correct_ids)
        case Matching():
            yield from _assignments(content)
        case Ordering():
            yield from orders(content.step_ids)
        case NumericContent():
            yield from numbers(content)
        case ShortAnswerContent():
            yield from texts(content)
        case Cloze():
            yield from _fillings(content)
        case _:
            return


def _subsets(ids: list[str], correct: tuple[str, ...]) -> Iterator[list[str]]:
    if 2 ** len(ids) <= MOST:
        for size in range(len(ids) + 1):
            yield from map(list, itertools.combinations(ids, size))
        return
    # one subset for every number of right and of wrong options
    wrong = [identity for identity in ids if identity not in correct]
    for right, false in itertools.product(range(len(correct) + 1), range(len(wrong) + 1)):
        yield [*correct[:right], *wrong[:false]]


def _assignments(item: Matching) -> Iterator[dict[str, str]]:
    options = [option.id for option in item.options]
    if len(options) ** len(item.rows) <= _FEW:
        for picked in itertools.product(options, repeat=len(item.rows)):
            yield {row.id: option for row, option in zip(item.rows, picked, strict=True)}
        return
    key = item.key_response()
    for count in range(len(item.rows) + 1):
        yield {row.id: row.match for row in item.rows[:count]}  # the rest is left out
    for row, option in itertools.islice(itertools.product(item.rows, options), _FEW):
        yield {**key, row.id: option}


def orders(steps: tuple[str, ...]) -> Iterator[list[str]]:
    """Orders of the steps: all of up to seven, else those near the key and far from it."""
    if math.factorial(min(len(steps), 20)) <= MOST + 40:
        yield from map(list, itertools.permutations(steps))
        return
    n = len(steps)
    for start in (list(steps), list(reversed(steps))):
        yield start
        for i, j in itertools.islice(itertools.combinations(range(n), 2), MOST // 4):
            swapped = list(start)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            yield swapped
            moved = list(start)
            moved.insert(j, moved.pop(i))
            yield moved
    for shift in range(1, min(n, 500)):
        yield [*steps[shift:], *steps[:shift]]


def numbers(content: NumericContent) -> Iterator[float]:
    """Numbers on and around every bound of a numeric answer."""
    centres: list[Fraction] = []
    widths: list[Fraction] = [Fraction(0)]
    if content.range is not None:
        low, high = (Fraction(repr(end)) for end in content.range)
        centres, widths = [(low + high) / 2], [(high - low) / 2]
    elif content.answer is not None:
        centres = [Fraction(repr(content.answer))]
        widths += [tolerance for tolerance in tolerances(content) if tolerance]
    for centre in centres:
        for width in widths:
            # a hair inside and outside of the bound, but more than a float's last place
            hair = max(width, abs(centre), Fraction(1, 10**6)) / 10**9
            for sign in (1, -1):
                for reach in (width, width - hair, width + hair, width / 2, 2 * width + 10 * hair):
                    yield float(centre + sign * reach)
        yield from (float(-centre), float(centre * 10), float(centre / 100), 0.0, 1e9)


def tolerances(content: NumericContent) -> list[Fraction]:
    """The half-widths, exact, in which a number earns something: the tolerance, then the bands."""
    assert content.answer is not None
    answer = exact(content.answer)
    parts = [content.tolerance, *content.bands]
    return [
        Fraction(0)
        if part is None
        else half_width(
            answer,
            absolute=part.absolute,
            relative=part.relative,
            digits=getattr(part, "digits", None),
        )
        for part in parts
    ]


def texts(content: ShortAnswerContent) -> Iterator[str]:
    """Accepted and rejected texts, written in the ways that people vary them, and a wrong one."""
    for text in (*content.accept, *(entry.text for entry in content.reject)):
        yield text
        yield from (text.upper(), text.lower(), f"  {text} ", f"{text}.", text.replace(" ", "  "))
        yield from (text.replace("-", " "), text.replace(" ", "-"), text[:-1], text + "x")
        yield from (text.replace("'", "\u2019"), text.replace("*", "x"), text.replace("\\", ""))
    yield "something else"


def _fillings(item: Cloze) -> Iterator[dict[str, Any]]:
    """Each blank through its responses, while the others are empty and while they are right."""
    key = item.key_response()
    yield key
    for name in item.blank_ids:
        for given in itertools.islice(responses(item.blanks[name]), MOST // len(item.blanks)):
            yield {name: given}
            yield {**key, name: given}
