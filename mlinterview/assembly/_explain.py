"""Saying in plain words why no form was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NoReturn

from mlinterview.assembly._conflict import find_conflict
from mlinterview.assembly._demands import Demand
from mlinterview.assembly._joint import Joint
from mlinterview.assembly._program import Clause, Program
from mlinterview.assembly._results import Clash
from mlinterview.assembly._supply import amount
from mlinterview.bank._faults import place
from mlinterview.errors import AssemblyError, InfeasibleError

__all__ = ["explain"]


def explain(program: Program, forms: int) -> NoReturn:
    """Raise what says why the blueprint cannot be met by so many forms; 0 is not known.

    Raises:
        InfeasibleError: with a smallest conflict, and what each of its demands lacks.
        AssemblyError: the solver could not decide.
    """
    if not program.columns:
        reasons = _reasons(program, None) or "the bank is empty"
        raise InfeasibleError(f"no item of the bank may be used: {reasons}")
    joint = Joint(program, forms)
    conflict = find_conflict(joint) if forms else None
    if conflict is None:
        raise AssemblyError(
            "the solver reached its limit before it found a form, or that there is none;"
            " loosen a demand, or ask for fewer forms"
        )
    clashes = [_clash(program, joint, forms, tag, conflict.clauses) for tag in conflict.clauses]
    clashes += _lacking(program, forms, {joint.clauses[tag] for tag in conflict.clauses})
    count = len(conflict.clauses)
    what = "form meets" if forms == 1 else f"{forms} forms meet"
    if count == 1:
        head = f"no {what} the blueprint, because of this demand:"
    else:
        head = f"no {what} the blueprint: these {count} demands cannot be met together"
        if not conflict.smallest:
            head += " (each is needed)" if conflict.minimal else " (maybe fewer of them)"
        head += ":"
    if len(clashes) > count:
        head = head.removesuffix(":") + f", and {len(clashes) - count} more cannot be met anyhow:"
    raise InfeasibleError(head, clashes)


def _clash(
    program: Program, joint: Joint, forms: int, tag: int, conflict: tuple[int, ...]
) -> Clash:
    clause = joint.clauses[tag]
    low = clause.demand.low if clause.demand is not None else None
    if clause.side != "low" or low is None or clause.demand is None:
        return Clash(place=_place(clause), demand=clause.text)
    text = clause.text if forms == 1 else f"{clause.text}, on each of {forms} forms"
    if clause.demand.measure == "difficulty":
        return Clash(place=_place(clause), demand=text)
    most = joint.most(conflict, tag)
    return Clash(
        place=_place(clause),
        demand=text,
        can_have=None if most is None else float(most),
        lacks=None if most is None else float(forms * low - most),
        note=_reasons(program, clause.demand),
    )


def _lacking(program: Program, forms: int, named: set[Clause]) -> Iterator[Clash]:
    """Other demands that the usable items cannot meet, whatever else is asked for."""
    clauses = Joint(program, forms).clauses
    apart = forms if program.blueprint.overlap == 0 else 1
    for clause in clauses:
        demand = clause.demand
        if clause.side != "low" or demand is None or demand.low is None or clause in named:
            continue
        if demand.measure == "difficulty":
            continue
        amounts = program.amounts(demand)
        items = {program.columns[column][0] for column in program.counted(demand)}
        usable = [at for at in items if program.supply.items[at].id not in program.supply.barred]
        most = sum((amounts[at] for at in usable), Fraction(0))
        if most < demand.low * apart:
            yield Clash(
                place=_place(clause),
                demand=clause.text if apart == 1 else f"{clause.text}, on each of {apart} forms",
                can_have=float(most),
                lacks=float(demand.low * apart - most),
                note=_reasons(program, demand),
                extra=True,
            )


def _place(clause: Clause) -> str:
    if clause.demand is None or not clause.side:
        return place(clause.place)
    return place((*clause.place, {"low": "min", "high": "max"}[clause.side]))


def _reasons(program: Program, demand: Demand | None) -> str:
    """How many items that would count may not be used, and why not."""
    supply, bank = program.supply, program.bank
    counts: Counter[str] = Counter()
    for name, reason in supply.left_out.items():
        item = bank[name]
        fits = demand is None or demand.which is None or demand.which.takes(item)
        if fits and (demand is None or amount(item, demand, supply.parameters)):
            counts[reason] += 1
    parts = [f"{count} ({reason})" for reason, count in sorted(counts.items())]
    return f"left out: {', '.join(parts)}" if parts else ""
