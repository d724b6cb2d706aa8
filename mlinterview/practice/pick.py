"""Which items to practise: a draw that a seed repeats, or what was missed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mlinterview.bank.bank import Bank
from mlinterview.errors import RecordsError
from mlinterview.grading.stream import grade_all
from mlinterview.model import _random
from mlinterview.model.item import Item
from mlinterview.model.score import ItemScore
from mlinterview.practice.keeper import marks_file

__all__ = ["DEFAULT_COUNT", "missed_items", "pick_items"]

DEFAULT_COUNT = 10
#: minutes of an item that names none
_USUAL_MINUTES = 2.0
_DRAWS = 2**62

Ids = str | Sequence[str] | None


def pick_items(
    bank: Bank,
    *,
    count: int | None = None,
    seed: int = 0,
    category: Ids = None,
    area: Ids = None,
    topic: Ids = None,
    task: Ids = None,
    role: Ids = None,
    formats: Ids = None,
    difficulty: int | tuple[int, int] | None = None,
    missed: Path | None = None,
    minutes: float | None = None,
) -> list[Item]:
    """Items to practise, in the order in which to ask them.

    Every item that fits is as likely as any other. The draw depends on the seed and the items' ids
    alone, so an item added to the bank does not change the order of the others. Items that must not
    share a form (enemies, one family) are drawn together only where there are too few others.

    Args:
        count: how many at most; 10 by default, or as many as ``minutes`` or ``missed`` give.
        category, area, topic, task, role, formats, difficulty: as in ``Bank.select``; items kept
            for exams and retired ones stay out.
        missed: a file of earlier answers or scores: only items that are not fully right there.
        minutes: without ``count``, as many items as fit by the minutes that they say they take, at
            least one.

    Raises:
        ValueError: nothing fits, or an id, level or number that cannot be.
        RecordsError: ``missed`` cannot be read.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> [item.format for item in pick_items(bank, count=2, seed=1, formats="matching")]
    ['matching', 'matching']
    """
    if count is not None and count < 1:
        raise ValueError(f"a count of 1 or more expected, found {count}")
    if minutes is not None and not minutes > 0:
        raise ValueError(f"minutes above 0 expected, found {minutes:g}")
    fitting = bank.select(
        category=category,
        areas=area,
        topics=topic,
        tasks=task,
        roles=role,
        formats=formats,
        difficulty=difficulty,
        pool="practice",
    )
    if not fitting:
        given = {"category": category, "area": area, "topic": topic, "task": task, "role": role}
        raise ValueError(_nothing({**given, "format": formats, "difficulty": difficulty}))
    items = list(fitting.values())
    if missed is not None:
        wrong = set(missed_items(missed, bank))
        if not wrong:
            raise ValueError(
                f"{missed}: every item in it is fully right; nothing is left to practise"
            )
        items = [item for item in items if item.id in wrong]
        if not items:
            raise ValueError(f"{missed}: none of the {len(wrong)} items missed there fits here")
    drawn = sorted(items, key=lambda item: _random.pick(_DRAWS, "practice", seed, item.id))
    wanted = count
    if count is None and minutes is None and missed is None:
        wanted = DEFAULT_COUNT
    return list(_first(drawn, wanted, minutes if count is None else None))


def missed_items(path: Path, bank: Bank) -> list[str]:
    """The ids of the items that are not fully right in a file of answers or scores.

    Of several attempts at an item the highest counts. Items that the bank does not have are left
    out.

    Raises:
        RecordsError: the file cannot be read, or holds neither answers nor scores.
    """
    last: dict[str, ItemScore] = {}
    for score in _scores(path, bank):
        before = last.get(score.item_id)
        if score.item_id in bank and (before is None or score.attempt >= before.attempt):
            last[score.item_id] = score
    return [
        item_id
        for item_id, score in last.items()
        if score.points is None or score.points < score.max_points - 1e-9
    ]


def _scores(path: Path, bank: Bank) -> Iterator[ItemScore]:
    from mlinterview.store import read_marks, read_responses, read_scores

    try:
        found = list(read_scores(path))
    except RecordsError:
        found = []  # a table, say: no scores, maybe answers
    if found:
        yield from found
        return
    records = read_responses(path, bank=bank)
    if not records:
        raise RecordsError(f"{path}: answers or scores expected, found none that can be read")
    beside = marks_file(path)
    marks = read_marks(beside, bank=bank) if beside.is_file() else ()
    forms = bank.forms.values()
    yield from grade_all(bank, records, scheme=bank.scheme, marks=marks, forms=forms)


def _first(drawn: Sequence[Item], count: int | None, minutes: float | None) -> Iterator[Item]:
    """The first items that go together, then the others, until count or minutes are used up."""
    together, apart = _friends(drawn)
    used, taken = 0.0, 0
    for item in [*together, *apart]:
        needed = item.minutes or _USUAL_MINUTES
        if taken == count:
            return
        if minutes is not None and taken and used + needed > minutes:
            continue
        used, taken = used + needed, taken + 1
        yield item


def _friends(drawn: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    together: list[Item] = []
    apart: list[Item] = []
    taken: set[str] = set()
    hostile: set[str] = set()
    families: set[str] = set()
    for item in drawn:
        enemies = set(item.enemies)
        family = item.family
        if item.id in hostile or enemies & taken or (family is not None and family in families):
            apart.append(item)
            continue
        together.append(item)
        taken.add(item.id)
        hostile |= enemies
        if family is not None:
            families.add(family)
    return together, apart


def _nothing(given: dict[str, object]) -> str:
    parts = [f"{name} {_shown(value)}" for name, value in given.items() if value]
    return "no item fits " + (" and ".join(parts) if parts else "for practice")


def _shown(value: object) -> str:
    if not isinstance(value, (list, tuple)):
        return str(value)
    levels = all(isinstance(part, int) for part in value)
    return ("-" if levels else " or ").join(map(str, value))
