"""Double marking: how far two people agree on the same answers, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.records import Mark
from mlinterview.rubrics._agreement import cohen_kappa

__all__ = ["Difference", "DoubleMarking", "ItemAgreement", "double_marking"]

Pair = tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class ItemAgreement:
    """Agreement on one item.

    Attributes:
        item_id: the item.
        answers: how many answers both have marked.
        judgements: how many judgements of a criterion both have made on them.
        agreed: of these, how many are the same.
        kappa: Cohen's kappa over the judgements: 1 is full agreement, 0 what chance gives, below 0
            less than that; None without a judgement.
    """

    item_id: str
    answers: int
    judgements: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that was marked differently; who gave it is left out.

    Attributes:
        item_id: the item.
        response: the answer; None where neither mark holds it.
        criteria: by criterion, what the first and the second said; ``points`` stands for the whole
            item where one of them gave points alone.
        count: how many such answers there are.
    """

    item_id: str
    response: Any
    criteria: dict[str, tuple[Any, Any]]
    count: int = 1


@dataclass(frozen=True, slots=True)
class DoubleMarking:
    """What a comparison of two people's marks found.

    Attributes:
        items: agreement by item, in the order of the first file.
        answers: how many answers both have marked; ``only_one`` and ``only_other`` were marked by
            one of them alone.
        judgements: how many judgements of a criterion both have made.
        agreed: of these, how many are the same.
        kappa: Cohen's kappa over all judgements; None without any.
        differences: the answers that they differ on.
    """

    items: tuple[ItemAgreement, ...]
    answers: int
    judgements: int
    agreed: int
    kappa: float | None
    differences: tuple[Difference, ...] = ()
    only_one: int = 0
    only_other: int = 0


def double_marking(one: Iterable[Mark], other: Iterable[Mark], *, bank: Bank) -> DoubleMarking:
    """Compare the marks that two people gave to the same answers.

    A criterion counts as met where it got all its points. Points for a whole item say of its
    criteria only what 0 and the maximum say; in between they are compared as points and make no
    judgement of a criterion. Where all judgements of both are the same, kappa is 1 even if chance
    would give that too.

    Args:
        one: the marks of one person; of several for an answer the last one counts.
        other: those of the other.
        bank: tells which criteria an item has.

    >>> import mlinterview as mli
    >>> def marks(by, *values):
    ...     return [mli.Mark(examinee=str(n), item="residual-block-gradient", by=by,
    ...                      marks={"identity-path": value}) for n, value in enumerate(values)]
    >>> found = double_marking(marks("Kim", 1, 1, 0, 0), marks("Lee", 1, 0, 0, 0),
    ...                        bank=mli.load_bank())
    >>> found.kappa, found.judgements, len(found.differences)
    (0.5, 4, 1)
    """
    left, right = _last(one), _last(other)
    both = [key for key in left if key in right]
    pairs: dict[str, list[Pair]] = {}
    counts: dict[str, int] = {}
    differences: dict[str, Difference] = {}
    for key in both:
        first, second = left[key], right[key]
        judged, differing = _compared(first, second, bank.items_by_id.get(first.item))
        pairs.setdefault(first.item, []).extend(judged)
        counts[first.item] = counts.get(first.item, 0) + 1
        if differing:
            response = first.response if first.response is not None else second.response
            found = Difference(first.item, response, differing)
            same = differences.get(repr(found))
            count = 1 if same is None else same.count + 1
            name = repr(found)
            differences[name] = Difference(first.item, response, differing, count)
    everything = [pair for judged in pairs.values() for pair in judged]
    return DoubleMarking(
        items=tuple(
            ItemAgreement(item_id, counts[item_id], len(judged), _agreed(judged), _kappa(judged))
            for item_id, judged in pairs.items()
        ),
        answers=len(both),
        judgements=len(everything),
        agreed=_agreed(everything),
        kappa=_kappa(everything),
        differences=tuple(differences.values()),
        only_one=len(left) - len(both),
        only_other=len(right) - len(both),
    )


def _last(marks: Iterable[Mark]) -> dict[tuple[str | None, str, int], Mark]:
    return {(mark.examinee, mark.item, mark.attempt or 1): mark for mark in marks}


def _agreed(pairs: list[Pair]) -> int:
    return sum(one == other for one, other in pairs)


def _kappa(pairs: list[Pair]) -> float | None:
    if pairs and _agreed(pairs) == len(pairs):
        return 1.0
    return cohen_kappa(pairs)


def _compared(
    first: Mark, second: Mark, item: Item | None
) -> tuple[list[Pair], dict[str, tuple[Any, Any]]]:
    """The judgements that both made, and what they differ on."""
    one, other = dict(_judgements(first, item)), dict(_judgements(second, item))
    pairs = [(one[name][0], other[name][0]) for name in one if name in other]
    if not pairs and not (isinstance(first.marks, dict) and isinstance(second.marks, dict)):
        totals = _total(first, item), _total(second, item)
        return [], {} if totals[0] == totals[1] else {"points": totals}
    shared = [name for name in one if name in other and one[name][1] != other[name][1]]
    return pairs, {name: (one[name][1], other[name][1]) for name in shared}


def _judgements(mark: Mark, item: Item | None) -> Iterator[tuple[str, tuple[bool, Any]]]:
    """By criterion, whether it is met and the value as it is told."""
    worth = _worth(item)
    if isinstance(mark.marks, dict):
        for name, value in mark.marks.items():
            met = value if isinstance(value, bool) else float(value) >= worth.get(name, 1.0) - 1e-9
            partly = not isinstance(value, bool) and not met and bool(value)
            yield name, (met, value if partly else "met" if met else "not met")
    elif item is not None and mark.marks in (0, item.points):
        met = bool(mark.marks)
        for name in worth or ("right",):
            yield name, (met, "met" if met else "not met")


def _worth(item: Item | None) -> dict[str, float]:
    if not isinstance(item, FreeText):
        return {}
    return {criterion.id: criterion.points for criterion in item.rubric.criteria}


def _total(mark: Mark, item: Item | None) -> float:
    """The points of a mark for the whole item, or of its criteria together."""
    if not isinstance(mark.marks, dict):
        return float(mark.marks)
    worth = _worth(item)
    earned = {
        name: (worth.get(name, 1.0) if value else 0.0) if isinstance(value, bool) else float(value)
        for name, value in mark.marks.items()
    }
    if not isinstance(item, FreeText):
        return sum(earned.values())
    rubric = item.rubric
    return round(rubric.capped(earned) * item.points / rubric.points, 9)
