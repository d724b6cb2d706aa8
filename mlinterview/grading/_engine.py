"""The grading of one response: scheme, lexicon and graders, put together once for many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import InvalidResponseError, UnknownNameError, abbreviate
from mlinterview.graders import BUILT_IN, find_grader, plugin_problems
from mlinterview.graders._guess import Guess
from mlinterview.graders._tools import GradingTools
from mlinterview.grading._given import as_given
from mlinterview.model.item import Item
from mlinterview.model.registry import format_names
from mlinterview.model.scheme import Scheme
from mlinterview.model.score import GraderName, ItemScore, ScoreProblem, Verdict

__all__ = ["Engine", "Graders", "printed_order", "problem_of"]

Graders = Mapping[str, Any]


class Engine:
    """Grades responses under one scheme.

    Raises:
        UnknownNameError: there is no such scheme.
        SchemeError: its file has faults.
    """

    def __init__(
        self, scheme: str | Path | Scheme, bank: Bank | None, graders: Graders | None
    ) -> None:
        self.scheme = scheme if isinstance(scheme, Scheme) else load_scheme(str(scheme), bank)
        self._graders = _checked(graders or {})
        source = bank if bank is not None else Bank({})  # its words are the bundled ones
        self.tools = GradingTools(
            decimal_mark=self.scheme.decimal_mark,
            source=source,
            grade_part=self._part,
            guess_part=self._guess_part,
        )

    def grader(self, format_name: str) -> Any:
        """The grader of a format: one that was passed in, a plug-in's, the built-in one.

        Raises:
            UnknownNameError: there is none.
        """
        found = self._graders.get(format_name)
        if found is None:
            found = find_grader(format_name)
        if found is None:
            broken = [line for line in plugin_problems() if repr(format_name) in line]
            if broken:
                raise RuntimeError(broken[0])
            raise UnknownNameError("grader for the format", format_name, list(BUILT_IN))
        return found

    def _part(self, content: Any, response: Any) -> Verdict:
        settings = self.scheme.settings(content.format)
        verdict: Verdict = self.grader(content.format).grade(
            content, response, settings, self.tools
        )
        return verdict

    def _guess_part(self, content: Any) -> Guess:
        return self.guess(content)

    def guess(self, content: Any) -> Guess:
        """What a blank answer, everything ticked and random guessing earn."""
        ask = getattr(self.grader(content.format), "guess", None)
        if ask is None:
            return Guess(0.0, None, None)
        value: Guess = ask(content, self.scheme.settings(content.format), self.tools)
        return value

    def score(self, item: Item, response: Any, fields: dict[str, Any]) -> ItemScore:
        """The score of one response; ``fields`` of the record win over the item's.

        Raises:
            InvalidResponseError: the response is not of the item's shape.
        """
        maximum = float(fields.get("max_points", item.points))
        common = {
            "item_id": item.id,
            "item_version": item.version,
            "response": as_given(response),
            "scheme": self.scheme.name,
            **fields,
            "max_points": maximum,
        }
        try:
            read = item.read_response(response)
            common["response"] = as_given(response, read)
            if read is None:
                return ItemScore(points=0.0, points_range=(0.0, 0.0), status="unanswered", **common)
            grader = self.grader(item.format)
            who = GraderName(name=str(grader.name), version=str(grader.version))
            settings = self.scheme.settings(item.format)
            verdict = grader.grade(item, read, settings, self.tools)
            return _scored(_doubted(verdict, settings), maximum, who, common)
        except InvalidResponseError as error:
            raise error.for_item(item.id) from None
        except Exception as error:  # a grader's crash is a record with its name, never a zero
            return ItemScore(
                points=None,
                points_range=(0.0, maximum),
                status="failed",
                grader=self._name(item.format),
                problem=problem_of(error),
                confidence=0.0,
                **common,
            )

    def _name(self, format_name: str) -> GraderName:
        """The grader's name as far as it has one."""
        try:
            grader = self.grader(format_name)
            name, version = getattr(grader, "name", None), getattr(grader, "version", None)
            return GraderName(
                name=str(name or type(grader).__name__),
                version=None if version is None else str(version),
            )
        except Exception:  # there is none, or it is broken in yet another way
            return GraderName(name=format_name)


def _checked(graders: Graders) -> dict[str, Any]:
    """The graders handed in: each for a format that there is, each with a ``grade`` to call."""
    for name, grader in graders.items():
        if name not in BUILT_IN and name not in format_names():
            raise UnknownNameError("format", str(name), format_names())
        if isinstance(grader, type) or not callable(getattr(grader, "grade", None)):
            raise TypeError(
                f"an object with name, version and grade() expected for the format {name!r},"
                f" found {abbreviate(grader)}"
            )
    return dict(graders)


def _doubted(verdict: Verdict, settings: Any) -> Verdict:
    """The verdict, up for review where the grader is less sure than the scheme asks for."""
    least = getattr(settings, "review_below", 0.0)
    if isinstance(verdict, Verdict) and verdict.confidence < least and not verdict.needs_review:
        return replace(verdict, needs_review=True)
    return verdict


def _scored(verdict: Verdict, maximum: float, who: GraderName, common: dict[str, Any]) -> ItemScore:
    if not isinstance(verdict, Verdict):
        raise TypeError(f"a Verdict expected from the grader, found {abbreviate(verdict)}")
    share = float(verdict.share)
    if not -1 <= share <= 1:  # NaN fails this too
        raise ValueError(f"a share from -1 to 1 expected from the grader, found {share}")
    low, high = verdict.share_range or ((0.0, 1.0) if verdict.needs_review else (share, share))
    if not -1 <= low <= high <= 1:
        raise ValueError(f"a range of shares expected from the grader, found {(low, high)}")
    if not 0 <= verdict.confidence <= 1:
        raise ValueError(f"a confidence from 0 to 1 expected, found {verdict.confidence}")
    criteria = tuple(verdict.criteria)
    if maximum != 1:
        criteria = tuple(
            part.model_copy(
                update={
                    "points": None if part.points is None else part.points * maximum,
                    "max_points": part.max_points * maximum,
                }
            )
            for part in criteria
        )
    return ItemScore(
        points=share * maximum,
        points_range=(low * maximum, high * maximum),
        status="needs_review" if verdict.needs_review else "graded",
        criteria=criteria,
        feedback=tuple(verdict.feedback),
        misconceptions=tuple(verdict.misconceptions),
        confidence=verdict.confidence,
        band=verdict.band,
        grader=who,
        **common,
    )


def problem_of(error: Exception) -> ScoreProblem:
    """An exception as a record: its name, and the first line of its message."""
    lines = str(error).strip().splitlines()
    message = lines[0] if lines else type(error).__name__
    return ScoreProblem(kind=type(error).__name__, message=message[:500])


def printed_order(item: Item, seed: int | None) -> tuple[str, ...]:
    """The ids of options or steps as a seed printed them; empty without one."""
    return item.order(seed, item.id) if seed is not None else ()
