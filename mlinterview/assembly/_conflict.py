"""Why no form meets a blueprint: few demands that exclude each other, and what each of them lacks.

A conflict is minimal where every demand of it is needed: QuickXplain (Junker, U. (2004), AAAI)
finds one. One that is smallest in number is then looked for by hitting sets: whatever can be met
together leaves out at least one demand of every conflict (Ignatiev et al. (2015), CP).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mlinterview.assembly._joint import Joint

__all__ = ["Conflict", "find_conflict"]

#: sets tried on the way to a smallest conflict, and the clauses that it is looked for among
_MOST_TRIALS = 60
_MOST_CLAUSES = 60
#: after so long the clauses that are left are told as they are
_MOST_SECONDS = 30.0
#: so long a smaller conflict is looked for
_MOST_EXTRA = 5.0

Fails = Callable[[Sequence[int]], bool]


@dataclass(frozen=True)
class Conflict:
    """Numbers of clauses that cannot be met together.

    Attributes:
        smallest: no conflict has fewer.
        minimal: each of them is needed for the conflict.
    """

    clauses: tuple[int, ...]
    smallest: bool
    minimal: bool = True


def find_conflict(joint: Joint) -> Conflict | None:
    """A conflict of few clauses; None where all can be met, or the solver cannot tell."""
    every = list(range(len(joint.clauses)))
    ask = _Asking(joint, _MOST_SECONDS)
    among = every
    if not joint.conceivable(every):  # far quicker to ask, and few clauses are left for the rest
        among = _minimal([], every, False, lambda active: not joint.conceivable(active))
    elif not ask.fails(every):
        return None
    minimal = sorted(_minimal([], among, False, ask.fails))
    if not ask.sure:
        return Conflict(tuple(minimal), False, False)
    # enemies and families by the hundred are seldom what is at fault
    stated = [tag for tag in every if joint.clauses[tag].place or tag in minimal]
    pool = every if len(every) <= _MOST_CLAUSES else stated
    if len(pool) > _MOST_CLAUSES:
        return Conflict(tuple(minimal), len(minimal) == 1)
    quick = _Asking(joint, _MOST_EXTRA)
    found = _smallest(pool, minimal, quick.fails)
    if not quick.sure:
        return Conflict(tuple(minimal), len(minimal) == 1)
    return found if pool is every else Conflict(found.clauses, len(found.clauses) == 1)


class _Asking:
    """Asks the solver, once for each set of clauses and for so long at most.

    ``sure`` is false when something could not be told, and was taken to be possible.
    """

    def __init__(self, joint: Joint, seconds: float) -> None:
        self.sure = True
        self._joint = joint
        self._until = time.monotonic() + seconds
        self._known: dict[frozenset[int], bool] = {}

    def fails(self, active: Sequence[int]) -> bool:
        """Whether it is shown that the clauses cannot be met; if not, more of them stay."""
        key = frozenset(active)
        if key not in self._known:
            left = self._until - time.monotonic()
            possible = self._joint.possible(key, left) if left > 0 else None
            self.sure = self.sure and possible is not None
            self._known[key] = possible is False
        return self._known[key]


def _minimal(given: list[int], parts: list[int], added: bool, fails: Fails) -> list[int]:
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


def _smallest(every: list[int], minimal: list[int], fails: Fails) -> Conflict:
    """A smallest conflict, where it is found in few trials; else the minimal one."""
    if len(minimal) == 1:
        return Conflict(tuple(minimal), True)
    left_out: list[frozenset[int]] = []
    for _ in range(_MOST_TRIALS):
        hitting = _hitting(left_out, len(minimal) - 1)
        if hitting is None:  # whatever hits them all is as large
            return Conflict(tuple(minimal), True)
        if fails(hitting):
            return Conflict(tuple(_minimal([], hitting, False, fails)), True)
        kept = _grown(hitting, [c for c in every if c not in set(hitting)], fails)
        left_out.append(frozenset(every) - set(kept))
    return Conflict(tuple(minimal), False)


def _grown(kept: list[int], rest: list[int], fails: Fails) -> list[int]:
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
    for member in sorted(min(missed, key=lambda each: sum(1 for _ in each))):
        found = _hit(sets, size - 1, chosen | {member})
        if found is not None:
            return found
    return None
