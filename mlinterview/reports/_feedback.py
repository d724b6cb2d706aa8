"""Which feedback is the bank's own: only that is Markdown, whatever a record of scores says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mlinterview.model.item import Item
from mlinterview.model.ordering import Ordering
from mlinterview.reports._line import Line

__all__ = ["FeedbackTexts"]


class FeedbackTexts:
    """The feedback of an item, and the steps that graders quote.

    Graders of one's own, people who mark and files of scores say other things: those may quote an
    answer, and are plain text.
    """

    def __init__(self, item: Item | None) -> None:
        self._whole = frozenset(_said(item.model_dump()) if item is not None else ())
        steps = item.choices if isinstance(item, Ordering) else ()
        self._quoted = sorted((text for _, text in steps if text), key=len, reverse=True)

    def line(self, feedback: str) -> Line:
        """The feedback with what is the bank's told apart."""
        if feedback in self._whole:
            return Line.of((feedback, True))
        for text in self._quoted:
            if feedback.endswith(f": {text}"):
                return Line.of((feedback.removesuffix(text), False), (text, True))
        return Line(text=feedback)


def _said(value: Any, key: str = "") -> Iterator[str]:
    """The texts below ``feedback``, at every level."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _said(entry, key if key == "feedback" else name)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _said(entry, key)
    elif isinstance(value, str) and key == "feedback":
        yield value
