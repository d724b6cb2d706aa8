"""What a blueprint names beside the items: read and checked before anything is solved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mlinterview.assembly._information import Parameters, read_parameters
from mlinterview.assembly._supply import Earlier, Supply
from mlinterview.bank._blueprint_faults import blueprint_faults
from mlinterview.bank._faults import fault, from_validation, place
from mlinterview.bank.bank import Bank
from mlinterview.bank.blueprints import earlier_form, load_blueprint
from mlinterview.errors import BlueprintError
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.item import Item

__all__ = ["Given", "given"]


@dataclass(frozen=True)
class Given:
    """A blueprint with all that it names."""

    blueprint: Blueprint
    earlier: Sequence[Earlier]
    parameters: Parameters

    def notes(
        self, forms: Sequence[Sequence[Sequence[Item]]], supply: Supply, *, stable: bool
    ) -> Iterator[str]:
        """What a careful examiner would want to know."""
        blueprint = self.blueprint
        used = {item.id: item for form in forms for part in form for item in part}
        for item in used.values():
            if item.status != "reviewed":
                yield f"{item.id} is {item.status}"
        for lacking in ("minutes", "difficulty"):
            count = sum(reason == f"no {lacking}" for reason in supply.left_out.values())
            if count:
                yield f"{count} items without {lacking} are left out, since it is counted"
        if blueprint.information:
            labelled = sum(name not in self.parameters for name in used)
            if labelled:
                yield (
                    f"information of {labelled} of {len(used)} items is worked out from their"
                    " difficulty labels, since they have no parameters"
                )
        if not stable:
            yield (
                "another version of the solver may give other forms: these were found by a search"
                " that stops at the first answer"
            )


def given(
    bank: Bank,
    blueprint: Blueprint | str | Path | Mapping[str, object],
    seed: int | None,
    forms: int | None,
    parameters: Mapping[str, tuple[float, float]] | str | Path | None,
) -> Given:
    """Read what is named.

    Raises:
        BlueprintError: something in it is wrong, or is not there; every fault is listed.
        RecordsError: the parameters cannot be read.
    """
    asked = _read(blueprint, bank)
    changes: dict[str, Any] = {}
    if seed is not None:
        changes["seed"] = seed
    if forms is not None:
        changes["forms"] = forms
    if changes:
        folder = asked.folder
        fields = asked.model_dump(by_alias=True, exclude_unset=True)
        asked = _validated({**fields, **changes}, asked.id).in_folder(folder)
    problems = [
        fault(message, file=asked.id, where=place(loc))
        for loc, message in blueprint_faults(
            asked, bank, bank, bank.taxonomy, bank.schemes, bank.forms
        )
    ]
    if problems:
        raise BlueprintError(problems)
    earlier = []
    for number, name in enumerate(asked.not_in):
        form = earlier_form(name, bank.forms, asked.folder)
        earlier.append(Earlier(name, number, frozenset(entry.id for entry in form.entries())))
    if parameters is None and asked.parameters is not None:
        parameters = (asked.folder or Path()) / asked.parameters
    if isinstance(parameters, (str, Path)):
        parameters = read_parameters(parameters)
    return Given(asked, earlier, dict(parameters or {}))


def _read(blueprint: Blueprint | str | Path | Mapping[str, object], bank: Bank) -> Blueprint:
    if isinstance(blueprint, Blueprint):
        return blueprint
    if isinstance(blueprint, Mapping):
        return _validated(dict(blueprint), str(blueprint.get("id", "blueprint")))
    if isinstance(blueprint, str) and blueprint in bank.blueprints:
        return bank.blueprints[blueprint]
    return load_blueprint(blueprint, bank)


def _validated(fields: dict[str, Any], name: str) -> Blueprint:
    try:
        return Blueprint.model_validate({"id": "blueprint", **fields})
    except ValidationError as error:
        raise BlueprintError(
            from_validation(error, fields, None, file=name, item="", model=Blueprint)
        ) from None
