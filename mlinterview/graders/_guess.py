"""What an examinee earns without knowing anything."""

from dataclasses import dataclass

__all__ = ["Guess"]


@dataclass(frozen=True, slots=True)
class Guess:
    """Shares of an item's points for three responses that take no knowledge.

    A share of 1 is full points; a share below 0 costs points. None where undefined.
    """

    blank: float | None
    """The share of a blank answer: `[]` for `multi_select`, null for every other format."""

    all: float | None
    """The share of ticking everything; None for formats where nothing can be ticked twice."""

    mean: float | None
    """The mean share of a response drawn uniformly from all well-formed ones."""
