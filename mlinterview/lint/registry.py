"""The rules by id: a new rule is a `Rule` in the list of its file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mlinterview.lint import (
    _composites,
    _dated,
    _duplicates,
    _figures,
    _keys,
    _options,
    _structure,
)
from mlinterview.lint._rule import Rule

__all__ = ["RULES", "RULES_OF_PUBLISHED"]

_GROUPS = (_structure, _options, _composites, _keys, _duplicates, _dated, _figures)

#: every rule that `lint` looks at
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in sorted((r for g in _GROUPS for r in g.RULES), key=lambda r: r.id)}
)

#: what a published bank must have and a teacher's own exam can do without: hints there
RULES_OF_PUBLISHED = frozenset({"E08", "E09", "E13", "W15"})
