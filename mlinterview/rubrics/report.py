"""How far the engine agrees with people on answers that no author of evidence has seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.graders.free_text import FEWEST_ANSWERS
from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import CalibrationAnswer
from mlinterview.rubrics._agreement import (
    calibration_error,
    cohen_kappa,
    f1,
    isotonic,
    mean,
    partial_r,
    quadratic_kappa,
    resampled,
)
from mlinterview.rubrics._attacks import ATTACKS, attacks
from mlinterview.rubrics._changes import CHANGES, changes
from mlinterview.rubrics._grading import Grades, engine_graded, points_of
from mlinterview.rubrics._material import material
from mlinterview.rubrics._speed import speed

__all__ = ["RubricReport", "rubric_report"]

Interval = tuple[float, float] | None

#: answers of different items are put on one scale of so many steps for kappa
STEPS = 4
#: an area with fewer held-out answers is not named as the worst
FEWEST_IN_AREA = 30
#: folds of items by which the confidence is learnt from other items than it is tried on
_FOLDS = 5
#: answers behind each step of the confidence map, at the least
_LEAST = 15


@dataclass(frozen=True, slots=True)
class _Row:
    """One held-out answer: what people and the engine made of it."""

    item: str
    areas: tuple[str, ...]
    due: float
    given: float
    most: float
    due_met: frozenset[str]
    given_met: frozenset[str]
    criteria: tuple[str, ...]
    sureness: float
    enough: bool
    words: int
    auto_from: float
    chance: float = 0.0

    @property
    def right(self) -> bool:
        return abs(self.due - self.given) < 1e-6

    @property
    def levels(self) -> tuple[int, int]:
        return round(STEPS * self.due / self.most), round(STEPS * self.given / self.most)

    @property
    def error(self) -> float:
        return (self.given - self.due) / self.most


@dataclass(frozen=True)
class RubricReport:
    """Agreement of the engine with the people who judged the held-out answers.

    Attributes:
        bank: figures over all items, each with ``NAME_interval`` beside it (95%).
        items: the same for each item, as far as a few answers allow.
        knots: the map from sureness to probability, learnt from all held-out answers.
        answers: how many judged answers each item has.
    """

    bank: dict[str, Any]
    items: tuple[dict[str, Any], ...]
    knots: tuple[tuple[float, float], ...] = field(default=())
    answers: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What ``rubric report --json`` prints."""
        return {"bank": self.bank, "items": list(self.items)}


def rubric_report(
    bank: Bank,
    ids: Iterable[str] = (),
    *,
    every: int = 1,
    progress: Callable[[int], None] | None = None,
) -> RubricReport:
    """Agreement with people on held-out answers, what attacks and harmless changes do, and speed.

    Args:
        bank: where items, judged answers and the lexicon come from.
        ids: the items to look at; all that the engine grades where none is named.
        every: harmless changes are tried on every so-many-th answer.
        progress: called with 1 for each item that is done.

    Raises:
        UnknownNameError: the bank has no item of that name.
        RubricError: a file of judged answers cannot be read.
    """
    grades = Grades(bank)
    items = engine_graded(bank, tuple(ids))
    graded = engine_graded(bank)
    rows: list[_Row] = []
    tried: list[tuple[str, str, float, float]] = []  # item, class, share before, share after
    per_item: list[dict[str, Any]] = []
    counts: dict[str, int] = {}
    for item in items:
        answers = grades.answers(item)
        counts[item.id] = len(answers)
        own = [_row(item, a, grades, len(answers)) for a in answers if a.split == "held_out"]
        rows += own
        seen = _tried(item, answers[::every], grades, graded)
        tried += seen
        per_item.append(_of_item(item, own, answers, seen))
        if progress is not None:
            progress(1)
    rows = _with_chances(rows)
    texts = [(item, [answer.text for answer in grades.answers(item)]) for item in items]
    return RubricReport(
        _figures(rows) | _attack_figures(tried) | {"speed": speed(grades.engine, texts)},
        tuple(per_item),
        isotonic([(row.sureness, row.right) for row in rows], _LEAST),
        counts,
    )


def _row(item: FreeText, answer: CalibrationAnswer, grades: Grades, count: int) -> _Row:
    from mlinterview.graders._rubric.sureness import item_sureness_of

    rubric = item.rubric
    score = grades.score(item, answer.text)
    return _Row(
        item.id,
        item.areas,
        points_of(rubric, answer),
        grades.points(item, answer.text),
        rubric.points,
        frozenset(answer.met),
        frozenset(grades.met(item, answer.text)),
        tuple(c.id for c in rubric.criteria if not c.by_person),
        item_sureness_of(score),
        count >= FEWEST_ANSWERS,
        len(answer.text.split()),
        grades.engine.scheme.settings("free_text").review_below,
    )


def _with_chances(rows: list[_Row]) -> list[_Row]:
    """Each answer with the probability learnt from the answers to other items."""
    from dataclasses import replace

    from mlinterview.model.confidence import ConfidenceMap

    names = sorted({row.item for row in rows})
    fold_of = {name: index % _FOLDS for index, name in enumerate(names)}
    maps = []
    for fold in range(_FOLDS):
        others = [(row.sureness, row.right) for row in rows if fold_of[row.item] != fold]
        maps.append(ConfidenceMap(isotonic(others, _LEAST)))
    return [replace(row, chance=maps[fold_of[row.item]].probability(row.sureness)) for row in rows]


def _figures(rows: Sequence[_Row]) -> dict[str, Any]:
    groups = _grouped(rows)
    figures: dict[str, Any] = {
        "items": len(groups),
        "held_out": len(rows),
        "compared_with": "the levels that our own authors' second readers gave",
    }

    def add(name: str, figure: Callable[[Sequence[_Row]], float | None]) -> None:
        figures[name] = _rounded(figure(rows))
        figures[f"{name}_interval"] = _interval(resampled(groups, figure))

    add("qwk", lambda some: quadratic_kappa([row.levels for row in some], STEPS + 1))
    worst, area = _worst_area(rows)
    figures["qwk_worst_area"], figures["worst_area"] = _rounded(worst), area
    in_area = _grouped([row for row in rows if area in row.areas])
    figures["qwk_worst_area_interval"] = _interval(
        resampled(in_area, lambda some: quadratic_kappa([r.levels for r in some], STEPS + 1))
    )
    add("mae", lambda some: mean([abs(row.error) for row in some]))
    add("exact", lambda some: mean([float(row.right) for row in some]))
    add("within_one", lambda some: mean([float(abs(r.due - r.given) <= 1 + 1e-9) for r in some]))
    add("criterion_f1", lambda some: f1(_decisions(some)))
    add("kappa", lambda some: cohen_kappa(_decisions(some)))
    add("auto_share", lambda some: mean([float(_auto(row)) for row in some]))
    add("auto_exact", lambda some: mean([float(row.right) for row in some if _auto(row)]))
    add("ece", lambda some: calibration_error([(row.chance, row.right) for row in some]))
    add(
        "length_partial_r",
        lambda some: partial_r(
            [row.error for row in some],
            [float(row.words) for row in some],
            [row.due / row.most for row in some],
        ),
    )
    return figures


def _auto(row: _Row) -> bool:
    return row.enough and row.chance >= row.auto_from


def _decisions(rows: Sequence[_Row]) -> list[tuple[bool, bool]]:
    return [(name in row.given_met, name in row.due_met) for row in rows for name in row.criteria]


def _grouped(rows: Sequence[_Row]) -> list[list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.item, []).append(row)
    return list(groups.values())


def _worst_area(rows: Sequence[_Row]) -> tuple[float | None, str | None]:
    by_area: dict[str, list[_Row]] = {}
    for row in rows:
        for area in row.areas:
            by_area.setdefault(area, []).append(row)
    found = [
        (value, area)
        for area, some in by_area.items()
        if len(some) >= FEWEST_IN_AREA
        and (value := quadratic_kappa([row.levels for row in some], STEPS + 1)) is not None
    ]
    return min(found) if found else (None, None)


def _tried(
    item: FreeText, answers: Sequence[CalibrationAnswer], grades: Grades, graded: list[FreeText]
) -> list[tuple[str, str, float, float]]:
    """Attacks with whether they were resisted; changes with the shares before and after."""
    most = item.rubric.points
    found = [
        (item.id, attack.kind, 1.0, float(grades.resists(item, attack)))
        for attack in attacks(material(item, grades, graded))
    ]
    for number, answer in enumerate(answers):
        before = grades.points(item, answer.text) / most
        if before:
            for name, text in changes(answer.text, f"{item.id} {number}", grades.bank.lexicon):
                found.append((item.id, name, before, grades.points(item, text) / most))
    return found


def _attack_figures(tried: list[tuple[str, str, float, float]]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for key, classes, counted in (("attacks", ATTACKS, _resisted), ("benign", CHANGES, _lost)):
        by_class = {name: _by_item(tried, {name}, counted) for name in classes}
        figures[key] = {name: _rounded(_share(groups)) for name, groups in by_class.items()}
        figures[f"{key}_interval"] = {
            name: _share_interval(groups) for name, groups in by_class.items()
        }
        whole = _by_item(tried, set(classes), counted)
        figures[f"{key}_overall"] = _rounded(_share(whole))
        figures[f"{key}_overall_interval"] = _share_interval(whole)
    return figures


def _resisted(before: float, after: float) -> tuple[float, float]:
    """One attack, and whether it was resisted."""
    return 1.0, after


def _lost(before: float, after: float) -> tuple[float, float]:
    """What the answer earned, and what the change made of it that it should not."""
    return before, abs(after - before)


def _by_item(
    tried: Sequence[tuple[str, str, float, float]],
    classes: Collection[str],
    counted: Callable[[float, float], tuple[float, float]],
) -> list[tuple[float, float]]:
    """The sums of an item's whole and part: all that a share needs, however often it is drawn."""
    sums: dict[str, tuple[float, float]] = {}
    for item, name, before, after in tried:
        if name in classes:
            (whole, part), (more, much) = sums.get(item, (0.0, 0.0)), counted(before, after)
            sums[item] = whole + more, part + much
    return list(sums.values())


def _share(sums: Sequence[tuple[float, float]]) -> float | None:
    whole = sum(each for each, _ in sums)
    return sum(part for _, part in sums) / whole if whole else None


def _share_interval(sums: Sequence[tuple[float, float]]) -> list[float] | None:
    return _interval(resampled([[each] for each in sums], _share))


def _of_item(
    item: FreeText,
    rows: Sequence[_Row],
    answers: Sequence[CalibrationAnswer],
    tried: Sequence[tuple[str, str, float, float]],
) -> dict[str, Any]:
    strikes = [row for row in tried if row[1] in ATTACKS]
    return {
        "id": item.id,
        "areas": list(item.areas),
        "answers": len(answers),
        "held_out": len(rows),
        "exact": _rounded(mean([float(row.right) for row in rows])),
        "mae": _rounded(mean([abs(row.error) for row in rows])),
        "criterion_f1": _rounded(f1(_decisions(rows))),
        "attacks_below_half": _rounded(mean([resisted for *_, resisted in strikes])),
        "missed": _sums(rows, lambda row: row.due_met - row.given_met),
        "given_wrongly": _sums(rows, lambda row: row.given_met - row.due_met),
    }


def _sums(rows: Sequence[_Row], of: Callable[[_Row], frozenset[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        for name in sorted(of(row)):
            counts[name] = counts.get(name, 0) + 1
    return counts


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _interval(value: Interval) -> list[float] | None:
    return None if value is None else [round(value[0], 4), round(value[1], 4)]
