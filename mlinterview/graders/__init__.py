"""One grader per format: pure functions of item, response and settings.

Graders never import each other.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from typing import Any

__all__ = ["BUILT_IN", "find_grader", "plugin_problems"]

#: format to the class that grades it, imported when the first response of that format comes
BUILT_IN = {
    "single_choice": "SingleChoiceGrader",
    "multi_select": "MultiSelectGrader",
    "true_false": "TrueFalseGrader",
    "matching": "MatchingGrader",
    "ordering": "OrderingGrader",
    "numeric": "NumericGrader",
    "short_answer": "ShortAnswerGrader",
    "cloze": "ClozeGrader",
    "free_text": "RubricGrader",
}


@cache
def _plugins() -> tuple[dict[str, Any], tuple[str, ...]]:
    from importlib.metadata import entry_points

    from mlinterview.graders._tools import Grader

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
            # the built-in grader may step in, which nobody should have to find out by themselves
            warnings.warn(problems[-1], RuntimeWarning, stacklevel=2)
    return found, tuple(problems)


@cache
def find_grader(format_name: str) -> Any:
    """The grader of a format, a plug-in's before the built-in one; None where there is none."""
    found = _plugins()[0].get(format_name)
    if found is None and format_name in BUILT_IN:
        module = import_module(f"{__name__}.{format_name}")
        found = getattr(module, BUILT_IN[format_name])()
    return found


def plugin_problems() -> tuple[str, ...]:
    """Grader plug-ins that could not be loaded, a line each, by name."""
    return _plugins()[1]
