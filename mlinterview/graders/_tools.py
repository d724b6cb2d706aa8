"""What a grader is handed besides item, response and settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from mlinterview.graders._guess import Guess
from mlinterview.model.confidence import ConfidenceMap
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Judged
from mlinterview.model.score import Verdict

__all__ = ["Grader", "GradingTools"]


class Words(Protocol):
    """Where lexicon, confidence and judged answers come from: a bank, read when asked for."""

    @property
    def lexicon(self) -> Lexicon:
        """Names of terms, and words that must be told apart."""
        ...

    @property
    def confidence(self) -> ConfidenceMap:
        """How often the rubric engine is right, by its own sureness."""
        ...

    def judged(self, item: Any) -> Judged | None:
        """Answers to an item that people judged; None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class NoWords:
    """No lexicon, a confidence as it comes, and no judged answers."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    confidence: ConfidenceMap = field(default_factory=ConfidenceMap)

    def judged(self, item: Any) -> Judged | None:
        """None."""
        return None


@dataclass(frozen=True, slots=True)
class GradingTools:
    """Settings that are the scheme's, not one format's, and the way to grade a part.

    Attributes:
        decimal_mark: how ``1,234`` is read.
        source: where the lexicon, the confidence map and judged answers come from.
        grade_part: grades a blank of a cloze with its own format's grader.
        guess_part: the guess values of a blank.
    """

    decimal_mark: Literal[".", ","] = "."
    source: Words = field(default_factory=NoWords)
    grade_part: Callable[[Any, Any], Verdict] | None = None
    guess_part: Callable[[Any], Guess] | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The bank's lexicon."""
        return self.source.lexicon

    @property
    def confidence(self) -> ConfidenceMap:
        """How often the rubric engine is right, by its own sureness."""
        return self.source.confidence

    def judged(self, item: Any) -> Judged | None:
        """Answers to an item that people judged; None where there is none."""
        return self.source.judged(item)

    def confused(self, one: str, other: str) -> bool:
        """Whether the lexicon says that two folded words must be told apart."""
        return self.source.lexicon.confused(one, other)


@runtime_checkable
class Grader(Protocol):
    """What grades one format: pure, without clock, randomness or network.

    ``grade`` is called with the item (a drawn variant), the response in the format's canonical type
    (never None), the scheme's settings of the format, and the tools. It returns a ``Verdict``, or
    raises ``InvalidResponseError`` where the response cannot be read. Whatever else it raises makes
    a ``failed`` record.

    >>> from mlinterview import Verdict
    >>> class LengthGrader:
    ...     name, version = "length", "1"
    ...     def grade(self, item, response, settings, tools):
    ...         return Verdict(share=min(1.0, len(response.split()) / 100), needs_review=True)
    """

    name: str
    version: str

    def grade(self, item: Any, response: Any, settings: Any, tools: GradingTools) -> Verdict:
        """The verdict on one response."""
        ...
