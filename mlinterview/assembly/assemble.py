"""Forms from a blueprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from mlinterview.assembly._results import Assembly
from mlinterview.bank.bank import Bank
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.item import Item

__all__ = ["assemble"]


def assemble(
    bank: Bank,
    blueprint: Blueprint | str | Path | Mapping[str, object],
    *,
    seed: int | None = None,
    forms: int | None = None,
    parameters: Mapping[str, tuple[float, float]] | str | Path | None = None,
) -> Assembly:
    """The forms that a blueprint asks for, each counted again before it is given out.

    The forms depend on the bank's items, the blueprint and the seed alone: not on the order of
    files, the machine or, where ``stable`` is true, the version of the solver.

    Args:
        bank: where the items come from.
        blueprint: a blueprint, its fields as a mapping, the id of one of the bank's, or a file.
        seed: decides which of the forms that meet the blueprint is taken; else the blueprint's.
        forms: how many; else the blueprint's.
        parameters: slope and difficulty of items, or a file of them; else the blueprint's.

    Returns:
        Forms, their keys, and what each holds against every demand.

    Raises:
        InfeasibleError: no form meets the blueprint; ``conflict`` says which demands clash.
        BlueprintError: the blueprint has faults, or names what is not in the bank.
        AssemblyError: the solver reached its limit.
        MissingExtraError: the solver is not installed (``pip install 'mlinterview[exam]'``).

    >>> import mlinterview as mli
    >>> asked = {"id": "quiz", "items": 5, "minutes": {"max": 15}}
    >>> made = mli.assemble(mli.load_bank(), asked, seed=1)
    >>> len(list(made.forms[0].entries())), all(check.met for check in made.checks)
    (5, True)
    """
    from mlinterview.assembly._explain import explain
    from mlinterview.assembly._forms import form_of_items, key_of, time_allowed
    from mlinterview.assembly._given import given
    from mlinterview.assembly._highs import require_highs
    from mlinterview.assembly._index import Index
    from mlinterview.assembly._parallel import find_forms
    from mlinterview.assembly._program import Program
    from mlinterview.assembly._supply import supply_of
    from mlinterview.assembly._verify import verify

    require_highs()
    ready = given(bank, blueprint, seed, forms, parameters)
    asked = ready.blueprint
    supply = supply_of(bank, asked, ready.earlier, ready.parameters)
    program = Program(bank, asked, supply, Index(supply.items))
    found = find_forms(program, asked.forms, asked.seed)
    if not found.forms:
        explain(program, found.impossible)
    chosen = [_by_section(program.columns, columns, supply.items, asked) for columns in found.forms]
    checks = verify(asked, chosen, ready.earlier, ready.parameters)
    minutes = time_allowed(asked, chosen)
    made = tuple(
        form_of_items(
            asked,
            each,
            number=number,
            several=len(chosen) > 1,
            seed=asked.seed,
            minutes=minutes,
        )
        for number, each in enumerate(chosen, 1)
    )
    overlap = tuple(
        (one + 1, other + 1, len(_ids(chosen[one]) & _ids(chosen[other])))
        for one, other in combinations(range(len(chosen)), 2)
    )
    return Assembly(
        forms=made,
        keys=tuple(key_of(form, bank) for form in made),
        checks=checks,
        overlap=overlap,
        notes=tuple(ready.notes(chosen, supply, stable=found.stable)),
        seed=asked.seed,
        stable=found.stable,
    )


def _by_section(
    columns: Sequence[tuple[int, int]],
    used: Sequence[int],
    items: Sequence[Item],
    blueprint: Blueprint,
) -> list[list[Item]]:
    parts: list[list[Item]] = [[] for _ in blueprint.parts()]
    for column in used:
        item, section = columns[column]
        parts[section].append(items[item])
    return parts


def _ids(form: Sequence[Sequence[Item]]) -> set[str]:
    return {item.id for part in form for item in part}
