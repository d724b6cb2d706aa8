"""What assembling gives: forms with their keys, and what each holds against what was asked for."""

from __future__ import annotations

from typing import Any

from mlinterview.model._base import Model
from mlinterview.model.form import Form

__all__ = ["Assembly", "Check", "Clash", "FormKey", "KeyEntry"]


class Check(Model):
    """One demand of the blueprint, and what was counted.

    Attributes:
        place: where the demand stands in the blueprint.
        label: what is counted.
        asked: the bounds, in words.
        found: one number for each form; for what is asked between forms, the greatest of any two.
        met: whether all of them are within the bounds.
        between: whether it is asked between any two forms.
    """

    place: str
    label: str
    asked: str
    found: tuple[float | None, ...]
    met: bool
    between: bool = False


class KeyEntry(Model):
    """The key of one item as it is printed on a form.

    Attributes:
        response: the response that earns full marks, as records hold it; None if no single one
            does, as with open questions.
        letters: the same as it is typed on the paper, for items with options or steps.
        explanation: why it is right, cut short.
        sample_answer: of an open question.
    """

    response: Any = None
    letters: str | None = None
    version: int = 1
    points: int | float = 1
    explanation: str | None = None
    sample_answer: str | None = None


class FormKey(Model):
    """The key of a form; ``checksum`` is the form's own, so that no key is laid beside another."""

    form: str
    checksum: str | None = None
    key: dict[str, KeyEntry]


class Clash(Model):
    """One of the demands that cannot be met together.

    Attributes:
        place: where it stands in the blueprint; empty where it stands with the items.
        demand: in words.
        can_have: the most that there can be of it while the other demands are met, over all forms;
            None where nothing is counted.
        lacks: how much of it is missing then.
        note: which items of the bank might serve but may not be used.
        extra: it is no part of the conflict, and cannot be met whatever else is asked for.
    """

    place: str
    demand: str
    can_have: float | None = None
    lacks: float | None = None
    note: str = ""
    extra: bool = False

    def __str__(self) -> str:
        head = f"{self.place}: {self.demand}" if self.place else self.demand
        if self.lacks is not None:
            head += f"; beside the others at most {self.can_have:g}, so {self.lacks:g} short"
        return f"{head} ({self.note})" if self.note else head


class Assembly(Model):
    """The forms of a blueprint, with the proof that they meet it.

    Attributes:
        forms: the forms, in order.
        keys: the key of each form.
        checks: every demand with what each form holds of it; all of them are met.
        overlap: for each pair of forms (numbers from 1) how many items they share.
        notes: what a careful examiner would want to know.
        stable: whether every version of the solver, on every machine, gives these same forms.
    """

    forms: tuple[Form, ...]
    keys: tuple[FormKey, ...]
    checks: tuple[Check, ...]
    overlap: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
    seed: int = 0
    stable: bool = True
