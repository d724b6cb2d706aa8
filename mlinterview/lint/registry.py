"""The rules by id: a new rule is a `Rule` in the list of its file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mlinterview.lint import (
    _composites,
    _cues,
    _dated,
    _draws,
    _duplicates,
    _figures,
    _forms,
    _grammar,
    _guessers,
    _keys,
    _lengths,
    _minima,
    _multi,
    _negatives,
    _numeric_options,
    _options,
    _reading,
    _stems,
    _structure,
)
from mlinterview.lint._rule import Rule

__all__ = ["RULES", "RULES_OF_PUBLISHED"]

_GROUPS = (
    _structure,
    _options,
    _composites,
    _keys,
    _duplicates,
    _forms,
    _draws,
    _dated,
    _figures,
    _lengths,
    _negatives,
    _cues,
    _grammar,
    _numeric_options,
    _stems,
    _reading,
    _multi,
    _guessers,
    _minima,
)

#: every rule that `lint` looks at
RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in sorted((r for g in _GROUPS for r in g.RULES), key=lambda r: r.id)}
)

#: what a published bank must have and a teacher's own exam can do without: hints there
RULES_OF_PUBLISHED = frozenset({"E08", "E09", "E13", "W15"})
