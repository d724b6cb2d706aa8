"""Assembling by trying everything: written from a blueprint's fields, without the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from mlinterview.model.item import Item

#: section of each item that is used, by id
Form = Mapping[str, int]
Key = tuple[str, str]


@dataclass(frozen=True)
class Atom:
    """One demand: its key (place, and text where it has no place), and what it says."""

    key: Key
    on_form: Callable[[Form], bool] | None = None
    on_pair: Callable[[Form, Form], bool] | None = None


class Brute:
    """All forms of a tiny bank, and whether some of them meet any set of demands."""

    def __init__(self, items: Sequence[Item], raw: Mapping[str, Any]) -> None:
        self.items = {item.id: item for item in items}
        self.raw = raw
        self.sections = list(raw.get("sections") or [{}])
        self.atoms = list(self._atoms())
        self.all_forms = [form for form in self._forms() if form]

    def possible(self, keys: frozenset[Key] | None = None) -> bool:
        """Whether there are forms that meet the demands with these keys; None is all of them."""
        atoms = [atom for atom in self.atoms if keys is None or atom.key in keys]
        single = [atom.on_form for atom in atoms if atom.on_form is not None]
        pairs = [atom.on_pair for atom in atoms if atom.on_pair is not None]
        good = [form for form in self.all_forms if all(meets(form) for meets in single)]
        wanted = self.raw.get("forms", 1)
        if wanted == 1 or not pairs:
            return bool(good)
        return self._clique(good, pairs, wanted, [])

    def _clique(
        self,
        good: list[Form],
        pairs: list[Callable[[Form, Form], bool]],
        wanted: int,
        chosen: list[Form],
    ) -> bool:
        if len(chosen) == wanted:
            return True
        for at, form in enumerate(good):
            fits = all(
                len(other) == len(form) and all(meets(other, form) for meets in pairs)
                for other in chosen
            )
            # a form may stand twice where everything may be shared
            if fits and self._clique(good[at:], pairs, wanted, [*chosen, form]):
                return True
        return False

    def _forms(self) -> Iterator[Form]:
        names = list(self.items)
        for places in product(range(-1, len(self.sections)), repeat=len(names)):
            form = {name: at for name, at in zip(names, places, strict=True) if at >= 0}
            if all(self._may(name, at) for name, at in form.items()) and self._together(form):
                yield form

    def _may(self, name: str, at: int) -> bool:
        item, raw = self.items[name], self.raw
        included = name in raw.get("include", ())
        if not included and (item.status != "reviewed" or item.pool == "practice"):
            return False
        where = self.sections[at].get("where")
        return where is None or self._takes(where, item)

    def _together(self, form: Form) -> bool:
        homes: dict[str, set[int]] = {}
        for name, at in form.items():
            stimulus = self.items[name].stimulus
            if stimulus is not None:
                homes.setdefault(stimulus, set()).add(at)
        return all(len(home) == 1 for home in homes.values())

    @staticmethod
    def _takes(where: Mapping[str, Any], item: Item) -> bool:
        category, difficulty = where.get("category"), where.get("difficulty")
        return category in (None, item.category) and difficulty in (None, item.difficulty)

    def _sum(self, form: Form, measure: str) -> Fraction:
        return sum((self._one(self.items[name], measure) for name in form), Fraction(0))

    @staticmethod
    def _one(item: Item, measure: str) -> Fraction:
        if measure == "items":
            return Fraction(1)
        return Fraction(str(getattr(item, measure)))

    def _atoms(self) -> Iterator[Atom]:
        yield from self._totals(self.raw, "", None)
        if "difficulty" in self.raw:
            yield from self._sides(self.raw["difficulty"], "difficulty", self._mean)
        for at, cell in enumerate(self.raw.get("cells", ())):
            yield from self._cell(cell, f"cells[{at}]", None)
        for number, section in enumerate(self.raw.get("sections") or ()):
            yield from self._totals(section, f"sections[{number}].", number)
            for at, cell in enumerate(section.get("cells", ())):
                yield from self._cell(cell, f"sections[{number}].cells[{at}]", number)
        for at, name in enumerate(self.raw.get("include", ())):
            yield Atom((f"include[{at}]", ""), lambda form, name=name: name in form)
        if self.raw.get("exclude"):
            barred = set(self.raw["exclude"])
            yield Atom(("exclude", ""), lambda form: not barred & set(form))
        for at, group in enumerate(self.raw.get("enemies", ())):
            yield Atom(
                (f"enemies[{at}]", ""), lambda form, group=set(group): len(group & set(form)) <= 1
            )
        yield from self._rivals()
        yield from self._between()

    def _totals(self, raw: Mapping[str, Any], head: str, section: int | None) -> Iterator[Atom]:
        for measure in ("items", "points", "minutes"):
            if measure in raw:

                def count(form: Form, measure: str = measure) -> Fraction:
                    return self._sum(self._part(form, section), measure)

                yield from self._sides(raw[measure], head + measure, count)

    def _cell(self, cell: Mapping[str, Any], head: str, section: int | None) -> Iterator[Atom]:
        def counted(form: Form, measure: str) -> Fraction:
            part = self._part(form, section)
            met = {name: at for name, at in part.items() if self._takes(cell, self.items[name])}
            return self._sum(met, measure)

        bounds = {side: cell[side] for side in ("min", "max") if side in cell}
        if bounds:
            yield from self._sides(bounds, head, lambda form: counted(form, "items"))
        if "points" in cell:
            yield from self._sides(
                cell["points"], f"{head}.points", lambda form: counted(form, "points")
            )

    @staticmethod
    def _part(form: Form, section: int | None) -> Form:
        return {name: at for name, at in form.items() if section in (None, at)}

    def _mean(self, form: Form) -> Fraction:
        return self._sum(form, "difficulty") / len(form)

    @staticmethod
    def _sides(bounds: Any, place: str, count: Callable[[Form], Fraction]) -> Iterator[Atom]:
        ends = bounds if isinstance(bounds, dict) else {"min": bounds, "max": bounds}
        if "min" in ends:
            low = Fraction(str(ends["min"]))
            yield Atom((f"{place}.min", ""), lambda form: count(form) >= low)
        if "max" in ends:
            high = Fraction(str(ends["max"]))
            yield Atom((f"{place}.max", ""), lambda form: count(form) <= high)

    def _rivals(self) -> Iterator[Atom]:
        families: dict[str, set[str]] = {}
        for item in self.items.values():
            if item.family is not None:
                families.setdefault(item.family, set()).add(item.id)
        for family, members in families.items():
            if len(members) > 1:
                key = ("", f"at most one item of the family {family}")
                yield Atom(key, lambda form, members=members: len(members & set(form)) <= 1)
        for one, other in combinations(sorted(self.items), 2):
            if other in self.items[one].enemies or one in self.items[other].enemies:
                key = ("", f"not both {one} and {other}, which are enemies")
                yield Atom(key, lambda form, pair={one, other}: not pair <= set(form))

    def _between(self) -> Iterator[Atom]:
        if self.raw.get("forms", 1) < 2:
            return
        if "overlap" in self.raw:
            most = self.raw["overlap"]
            yield Atom(("overlap", ""), None, lambda a, b: len(set(a) & set(b)) <= most)
        for measure, apart in self.raw.get("tolerance", {}).items():
            count = self._mean if measure == "difficulty" else None
            bound = Fraction(str(apart))

            def near(
                a: Form,
                b: Form,
                measure: str = measure,
                bound: Fraction = bound,
                count: Callable[[Form], Fraction] | None = count,
            ) -> bool:
                left = count(a) if count else self._sum(a, measure)
                right = count(b) if count else self._sum(b, measure)
                return abs(left - right) <= bound

            yield Atom((f"tolerance.{measure}", ""), None, near)
