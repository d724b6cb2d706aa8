"""Role profiles: ``graders/roles/`` of a bank, laid over those that come with the library."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from mlinterview._resources import bundled_root
from mlinterview.bank._faults import fault, place
from mlinterview.bank._files import read_model, shown_path
from mlinterview.bank._yaml import line_of, read_yaml
from mlinterview.bank.overlays import bundled_taxonomy, yaml_files
from mlinterview.errors import ResourceError
from mlinterview.model.problem import Problem
from mlinterview.model.role import RoleProfile
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["FOLDER", "bundled_roles", "read_roles"]

#: below ``graders/``
FOLDER = "roles"


@cache
def bundled_roles() -> Mapping[str, RoleProfile]:
    """The profiles that come with the library, by role, in the order of the taxonomy."""
    problems: list[Problem] = []
    taxonomy = bundled_taxonomy()
    found = read_roles(bundled_root(), taxonomy, problems)
    if problems:
        raise ResourceError("\n".join(map(str, problems)))
    return {role: found[role] for role in taxonomy.ids("role") if role in found}


def read_roles(
    root: Path,
    taxonomy: Taxonomy,
    problems: list[Problem],
    known: Mapping[str, RoleProfile] | None = None,
) -> dict[str, RoleProfile]:
    """The profiles of a bank laid over those already known; one with a fault does not count."""
    roles = dict(known or {})
    places: dict[str, str] = {}
    for path in yaml_files(root / "graders" / FOLDER):
        shown = shown_path(path, root)
        document = read_yaml(path, root=root)
        name = path.name.split(".")[0]
        role = read_model(
            RoleProfile,
            document,
            shown,
            problems,
            complete=partial(_named, name),
        )
        if role is None:
            continue
        faults = role.faults(taxonomy)
        if role.id in places:
            message = f"the role {role.id!r} stands already in {places[role.id]}; that one stays"
            faults.append((("id",), message))
        for loc, message in faults:
            line = line_of(document.node, loc)
            problems.append(fault(message, file=shown, line=line, where=place(loc)))
        if not faults:
            places[role.id] = shown
            roles[role.id] = role
    return roles


def _named(name: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """A profile that bears the name of its file, if none is written."""
    return {"id": name, **raw}
