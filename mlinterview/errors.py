"""Every exception that mlinterview raises on purpose.

One class per cause, one root to catch them all::

    MLInterviewError
    ├── BankError              a bank has loading faults (``.problems`` lists all of them)
    ├── InvalidResponseError   a response is not of the item's shape
    ├── UnknownNameError       no item, scheme, form or topic has that name (also a KeyError)
    ├── SchemeError            a marking scheme cannot be read
    ├── FormError              a form cannot be read, or does not fit its items
    ├── BlueprintError         a blueprint cannot be read, or names what is not there
    ├── InfeasibleError        no form can meet a blueprint; ``.conflict`` says which demands clash
    ├── AssemblyError          the solver found no form that can be relied on
    ├── DecisionError          decisions about items conflict, or do not fit their items
    ├── RecordsError           a file of responses, marks or scores cannot be read at all
    ├── ExchangeError          a file of another system cannot be read, or holds no question
    ├── RubricError            judged answers do not fit their rubric, or cannot be read
    ├── ExpressionError        an expression in a parametrised item is wrong (also a ValueError)
    ├── MissingExtraError      an optional dependency is not installed
    └── ResourceError          the bundled bank was not found
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from mlinterview.model.problem import Problem

__all__ = [
    "AssemblyError",
    "BankError",
    "BlueprintError",
    "DecisionError",
    "ExchangeError",
    "ExpressionError",
    "FormError",
    "InfeasibleError",
    "InvalidResponseError",
    "MLInterviewError",
    "MissingExtraError",
    "RecordsError",
    "ResourceError",
    "RubricError",
    "SchemeError",
    "UnknownNameError",
]


class MLInterviewError(Exception):
    """Root of the tree; catch it to catch whatever the library raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # what __init__ takes is no longer known, and errors must come back from worker processes
        return _restored, (type(self), self.args, dict(self.__dict__))


def _restored(
    cls: type[MLInterviewError], args: tuple[Any, ...], fields: dict[str, Any]
) -> MLInterviewError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(fields)
    return error


class _FaultsError(MLInterviewError):
    """Something read from files has faults: ``problems`` holds every one, the message a line each.

    Where there is one reason and no place in a file, a message stands for the list.
    """

    def __init__(self, faults: str | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = ()
        if isinstance(faults, str):
            super().__init__(faults)
            return
        self.problems = tuple(faults)
        lines = "\n".join(str(problem) for problem in self.problems)
        count = len(self.problems)
        super().__init__(f"{count} loading fault{'s' if count != 1 else ''}:\n{lines}")


class BankError(_FaultsError):
    """A bank has loading faults.

    ``problems`` holds every fault, not the first few; the message has one line for each.
    """


class InvalidResponseError(MLInterviewError):
    """A response is not of the item's shape; the message names item, value and what was due."""

    def __init__(self, value: object, expected: str, *, item_id: str | None = None) -> None:
        self.value = value
        self.expected = expected
        self.item_id = item_id
        place = f"item {item_id!r}: " if item_id else ""
        super().__init__(f"{place}expected {expected}, found {abbreviate(value)}")

    def for_item(self, item_id: str) -> InvalidResponseError:
        """The same error, naming the item."""
        return InvalidResponseError(self.value, self.expected, item_id=item_id)


#: so many names are listed where none is close
_FEW = 30


class UnknownNameError(MLInterviewError, KeyError):
    """No item, scheme, form or topic has that name."""

    def __init__(self, kind: str, name: str, known: Sequence[str] = ()) -> None:
        self.kind = kind
        self.name = name
        hint = ""
        if known and len(name) <= 200:
            from difflib import get_close_matches

            close = get_close_matches(name, known, n=3)
            if close:
                hint = f"; did you mean {' or '.join(close)}?"
            elif len(known) <= _FEW:
                hint = f"; there is {', '.join(known)}"
        self.message = f"no {kind} named {abbreviate(name)}{hint}"
        super().__init__(self.message)

    def __str__(self) -> str:  # KeyError would print the repr
        return self.message


class SchemeError(_FaultsError):
    """A marking scheme cannot be read; ``problems`` as in ``BankError``."""


class FormError(_FaultsError):
    """A form cannot be read, or does not fit its items; ``problems`` as in ``BankError``."""


class DecisionError(MLInterviewError):
    """Decisions about items conflict, or do not fit their items: a line for each fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class BlueprintError(_FaultsError):
    """A blueprint cannot be read, or names what is not there; ``problems`` as in ``BankError``."""


class InfeasibleError(MLInterviewError):
    """No form can meet a blueprint.

    ``conflict`` holds the demands that cannot be met together, as few as were found: none of them
    can be dropped without the rest becoming possible. The message has one line for each.
    """

    def __init__(self, message: str, conflict: Sequence[Any] = ()) -> None:
        self.conflict = tuple(conflict)
        lines = [message, *(f"  {clash}" for clash in self.conflict)]
        super().__init__("\n".join(lines))


class AssemblyError(MLInterviewError):
    """The solver found no form that can be relied on.

    It reached its limit before anything was decided, or what it found does not meet the blueprint
    when it is counted again.
    """


class RecordsError(MLInterviewError):
    """A file of responses, marks or scores cannot be read at all."""


class ExchangeError(MLInterviewError):
    """A file of another system cannot be read at all, or holds no question."""


class RubricError(MLInterviewError):
    """Judged answers do not fit their rubric, or cannot be read."""


class ExpressionError(MLInterviewError, ValueError):
    """An expression, parameter or slot of a parametrised item is wrong."""


class MissingExtraError(MLInterviewError):
    """An optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra: pip install 'mlinterview[{extra}]'")


class ResourceError(MLInterviewError):
    """The bundled bank was not found."""


def abbreviate(value: object, limit: int = 80) -> str:
    """``value`` as Python writes it, on one line and cut at ``limit`` characters."""
    if isinstance(value, str) and len(value) > limit:
        value = value[:limit] + "…"
    elif isinstance(value, (list, tuple, set, frozenset, dict)) and len(value) > limit:
        return f"a {type(value).__name__} of {len(value)} entries"
    try:
        text = repr(value)
    except Exception:  # a foreign object's repr may do anything
        text = f"a {type(value).__name__}"
    return text if len(text) <= limit + 3 else text[:limit] + "…"
