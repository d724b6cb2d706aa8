"""A rubric with phrases added and dropped, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import Evidence

__all__ = ["Change", "alternatives", "revised"]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of the evidence of one criterion."""

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.forbidden)


def alternatives(tree: Evidence) -> tuple[Evidence, ...]:
    """The entries of a list; a tree of another kind is its own only entry."""
    if tree.empty:
        return ()
    return tree.any if tree == Evidence(any=tree.any) else (tree,)


def is_phrase(tree: Evidence) -> bool:
    """Whether it is a phrase and nothing else."""
    return tree.phrase is not None and tree == Evidence(phrase=tree.phrase)


def revised(item: FreeText, changes: Mapping[str, Change]) -> FreeText:
    """The item with the changes by criterion; its version stays."""
    criteria = []
    for criterion in item.rubric.criteria:
        change = changes.get(criterion.id)
        if change:
            criterion = criterion.model_copy(
                update={
                    "evidence": _tree(criterion.evidence, change.added, change.dropped),
                    "forbidden": _tree(criterion.forbidden, change.forbidden, ()),
                }
            )
        criteria.append(criterion)
    rubric = item.rubric.model_copy(update={"criteria": tuple(criteria)})
    return item.model_copy(update={"rubric": rubric})


def _tree(tree: Evidence, added: Sequence[str], dropped: Sequence[str]) -> Evidence:
    if not added and not dropped:
        return tree
    kept = [
        entry for entry in alternatives(tree) if not (is_phrase(entry) and entry.phrase in dropped)
    ]
    return Evidence(any=(*kept, *(Evidence(phrase=phrase) for phrase in added)))
