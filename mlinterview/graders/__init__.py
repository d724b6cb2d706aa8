"""One grader per format: pure functions of item, response and settings. They never import each other."""

from __future__ import annotations

from functools import cache
from typing import Any

from mlinterview.graders._tools import Grader
from mlinterview.graders.cloze import ClozeGrader
from mlinterview.graders.free_text import PhraseGrader
from mlinterview.graders.matching import MatchingGrader
from mlinterview.graders.multi_select import MultiSelectGrader
from mlinterview.graders.numeric import NumericGrader
from mlinterview.graders.ordering import OrderingGrader
from mlinterview.graders.short_answer import ShortAnswerGrader
from mlinterview.graders.single_choice import SingleChoiceGrader
from mlinterview.graders.true_false import TrueFalseGrader

__all__ = ["BUILT_IN", "graders", "plugin_problems"]

BUILT_IN: dict[str, Any] = {
    "single_choice": SingleChoiceGrader(),
    "multi_select": MultiSelectGrader(),
    "true_false": TrueFalseGrader(),
    "matching": MatchingGrader(),
    "ordering": OrderingGrader(),
    "numeric": NumericGrader(),
    "short_answer": ShortAnswerGrader(),
    "cloze": ClozeGrader(),
    "free_text": PhraseGrader(),
}


@cache
def _plugins() -> tuple[dict[str, Any], tuple[str, ...]]:
    from importlib.metadata import entry_points

    found: dict[str, Any] = {}
    problems: list[str] = []
    for entry in entry_points(group="mlinterview.graders"):
        try:
            loaded = entry.load()
            grader = loaded() if isinstance(loaded, type) else loaded
            if not isinstance(grader, Grader):
                raise TypeError("an object with name, version and grade() expected")
            found[entry.name] = grader
        except Exception as error:  # whatever a foreign package raises, the rest goes on
            problems.append(f"grader plug-in {entry.name!r} ({entry.value}): {error!r:.200}")
    return found, tuple(problems)


def graders() -> dict[str, Any]:
    """The grader of every format by the format's name; plug-ins win over the built-in ones."""
    return {**BUILT_IN, **_plugins()[0]}


def plugin_problems() -> tuple[str, ...]:
    """Grader plug-ins that could not be loaded, a line each, by name."""
    return _plugins()[1]
