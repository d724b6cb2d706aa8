"""Why no form meets a blueprint: few demands that exclude each other, and what each of them lacks.

A conflict is minimal where every demand of it is needed: QuickXplain (Junker, U. (2004), AAAI) finds one.
One that is smallest in number is then looked for by hitting sets: whatever set of demands can be met
leaves out at least one demand of every conflict (Ignatiev et al. (2015), CP).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mlinterview.assembly._joint import Joint

__all__ = ["Conflict", "find_conflict"]

#: sets that are tried on the way to a smallest conflict, and the clauses that it is looked for among
_MOST_TRIALS = 40
_MOST_CLAUSES = 400


@dataclass(frozen=True)
class Conflict:
    """Numbers of clauses that cannot be met together.

    ``smallest``: no conflict has fewer; else it is minimal all the same.
    """

    clauses: tuple[int, ...]
    smallest: bool


def find_conflict(joint: Joint) -> Conflict | None:
    """A conflict of few clauses; None where all can be met, or the solver cannot tell."""
    known: dict[frozenset[int], bool] = {}

    def fails(active: Sequence[int]) -> bool:
        key = frozenset(active)
        if key not in known:
            known[key] = joint.possible(key) is False
        return known[key]

    every = list(range(len(joint.clauses)))
    if not fails(every):
        return None
    minimal = sorted(_minimal([], every, False, fails))
    return _smallest(every, minimal, fails)


def _minimal(
    given: list[int], parts: list[int], added: bool, fails: Callable[[Sequence[int]], bool]
) -> list[int]:
    """The clauses of ``parts`` that are needed beside ``given`` (QuickXplain)."""
    if added and fails(given):
        return []
    if len(parts) == 1:
        return parts
    half = len(parts) // 2
    left, right = parts[:half], parts[half:]
    later = _minimal([*given, *left], right, bool(left), fails)
    earlier = _minimal([*given, *later], left, bool(later), fails)
    return [*earlier, *later]


def _smallest(
    every: list[int], minimal: list[int], fails: Callable[[Sequence[int]], bool]
) -> Conflict:
    """A smallest conflict, where it is found in few trials; else the minimal one."""
    if len(minimal) == 1:
        return Conflict(tuple(minimal), True)
    left_out: list[frozenset[int]] = []
    for _ in range(_MOST_TRIALS if len(every) <= _MOST_CLAUSES else 0):
        hitting = _hitting(left_out, len(minimal) - 1)
        if hitting is None:  # whatever hits them all is as large
            return Conflict(tuple(minimal), True)
        if fails(hitting):
            return Conflict(tuple(_minimal([], hitting, False, fails)), True)
        kept = _grown(hitting, [c for c in every if c not in set(hitting)], fails)
        left_out.append(frozenset(every) - set(kept))
    return Conflict(tuple(minimal), False)


def _grown(
    kept: list[int], rest: list[int], fails: Callable[[Sequence[int]], bool]
) -> list[int]:
    """As many clauses of ``rest`` beside ``kept`` as can be met, taken by halves."""
    if not rest or not fails([*kept, *rest]):
        return [*kept, *rest]
    if len(rest) == 1:
        return kept
    half = len(rest) // 2
    return _grown(_grown(kept, rest[:half], fails), rest[half:], fails)


def _hitting(sets: Sequence[frozenset[int]], most: int) -> list[int] | None:
    """A smallest set with a member of each of the sets; None where it has more than ``most``."""
    for size in range(most + 1):
        found = _hit(sets, size, frozenset())
        if found is not None:
            return sorted(found)
    return None


def _hit(
    sets: Sequence[frozenset[int]], size: int, chosen: frozenset[int]
) -> frozenset[int] | None:
    missed = [each for each in sets if not each & chosen]
    if not missed:
        return chosen
    if size == 0:
        return None
    for member in sorted(min(missed, key=len)):
        found = _hit(sets, size - 1, chosen | {member})
        if found is not None:
            return found
    return None
