"""What a foreign item asks and how it scores, found by asking it what responses earn.

The readers of all versions give a function from a response to its score; the format, the key and
the policy are inferred from it here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlinterview._text import fold
from mlinterview.graders import _multi_select_policies as many
from mlinterview.graders._ordering_policies import POLICIES as ORDERING_POLICIES
from mlinterview.graders._ordering_policies import order_share
from mlinterview.interchange._scored import (
    Choice,
    Unsuited,
    many_of,
    matching_of,
    one_of,
    ordering_of,
    person_marked,
)
from mlinterview.interchange._scoring import orders
from mlinterview.model.scheme import MultiSelectPolicy

__all__ = ["Option", "matching", "multi_select", "ordering", "person_marked", "single_choice"]

_NEAR = 2e-3  # 33.33 stands for a third
_FEW = 8
_MOST_ORDERS = 130
#: of so many steps every order is tried
_FEW_STEPS = 6

Notes = list[str]
#: a score; None where the rules cannot be computed
Score = float | None


@dataclass(frozen=True, slots=True)
class Option:
    """An option, row or step: its identifier there, its text as Markdown, feedback on it."""

    name: str
    text: str
    feedback: str = ""
    fixed: bool = False


def single_choice(
    options: Sequence[Option],
    score: Callable[[str], Score],
    correct: Iterable[str],
    best: float | None,
    notes: Notes,
) -> dict[str, Any]:
    """``single_choice``, or ``true_false`` where the two options say so.

    Raises:
        Unsuited: not exactly one option earns the most.
    """
    shares = _shares([option.name for option in options], score, correct, best, notes)
    words = [fold(option.text) for option in options]
    if sorted(words) == ["false", "true"] and min(shares) <= 0 < max(shares):
        if min(shares) < 0:
            notes.append("a wrong answer took points away; here it depends on the scheme")
        told = {
            word: option.feedback
            for word, option in zip(words, options, strict=True)
            if option.feedback
        }
        answer = words[shares.index(max(shares))] == "true"
        return {"format": "true_false", "answer": answer, **({"feedback": told} if told else {})}
    choices = [
        Choice(option.text, share, option.feedback)
        for option, share in zip(options, shares, strict=True)
    ]
    return _fixed(one_of(choices, notes), options)


def _fixed(content: dict[str, Any], options: Sequence[Option]) -> dict[str, Any]:
    """Options that keep their place keep it here."""
    if any(option.fixed for option in options) and not all(option.fixed for option in options):
        for made, option in zip(content["options"], options, strict=True):
            if option.fixed:
                made["fixed"] = True
    return content


def _shares(
    names: Sequence[str],
    score: Callable[[str], Score],
    correct: Iterable[str],
    best: float | None,
    notes: Notes,
) -> list[float]:
    right = set(correct)
    found = [score(name) for name in names]
    if any(one is None for one in found) or not any(one for one in found if one is not None):
        if not right & set(names):
            raise Unsuited("no option is marked as right")
        if None in found:
            notes.append("its scoring is not read: the right answer earns all points here")
        return [float(name in right) for name in names]
    scores = [one or 0.0 for one in found]
    full = best or max(scores)
    return [one / full for one in scores]


def multi_select(
    options: Sequence[Option],
    score: Callable[[Sequence[str]], Score],
    correct: Iterable[str] | None,
    weights: Mapping[str, float] | None,
    best: float | None,
    notes: Notes,
) -> dict[str, Any]:
    """``multi_select``; a note says which policy scores as there, unless it is ``balanced``.

    Args:
        options: in their order.
        score: of the options chosen.
        correct: the right ones, where the file names them.
        weights: points by option, where the score is their sum.
        best: the most points that there are.
        notes: what is said of it.

    Raises:
        Unsuited: nothing tells which options are right.
    """
    names = [option.name for option in options]
    subsets = _subsets(names)
    scores = {subset: score(subset) for subset in subsets}
    known = all(one is not None for one in scores.values())
    right = None if correct is None else {name for name in names if name in set(correct)}
    if right is None:
        if not known:
            raise Unsuited("nothing tells which options are right")
        top = max(one or 0.0 for one in scores.values())
        if top <= 0:
            raise Unsuited("no option earns points")
        right = set(next(subset for subset in subsets if (scores[subset] or 0.0) >= top - 1e-9))
    choices = [
        Choice(option.text, float(option.name in right), option.feedback) for option in options
    ]
    full = best or max((one or 0.0 for one in scores.values()), default=0.0)
    policies: list[MultiSelectPolicy] = []
    if known and full > 0:
        shares = {subset: (one or 0.0) / full for subset, one in scores.items()}
        policies = [policy for policy in many.POLICIES if _is_policy(policy, names, right, shares)]
    quiet: Notes = []
    content = many_of(choices, quiet)
    for made in content["options"]:
        made.pop("weight", None)
    if not right:
        notes.append("no option is right: only an empty choice earns the points here")
    elif "balanced" in policies:
        pass
    elif policies:
        notes.append(f"scored as there by a scheme with multi_select: {{policy: {policies[0]}}}")
        if weights is not None:  # for a scheme that goes by weights
            _weigh(content, options, right, weights, full)
    elif weights is not None and full > 0 and _weigh(content, options, right, weights, full):
        notes.append("scored as there by a scheme with multi_select: {policy: weighted}")
    elif known:
        notes.append("scored in a way there that no policy of multi_select has")
    else:
        notes.append("its scoring is not read; here it depends on the scheme")
    return _fixed(content, options)


def _weigh(
    content: dict[str, Any],
    options: Sequence[Option],
    right: set[str],
    weights: Mapping[str, float],
    full: float,
) -> bool:
    """Options with their shares as weights; whether they are weights as ours are."""
    shares = [weights[option.name] / full for option in options]
    of_right = [share for share, one in zip(shares, options, strict=True) if one.name in right]
    if min(of_right) < 0 or abs(sum(of_right) - 1) > _NEAR:
        return False
    if any(s > 0 for s, one in zip(shares, options, strict=True) if one.name not in right):
        return False
    for made, share, option in zip(content["options"], shares, options, strict=True):
        if share:
            made["weight"] = share / sum(of_right) if option.name in right else share
    return True


def _subsets(names: Sequence[str]) -> list[tuple[str, ...]]:
    if len(names) <= _FEW:
        return [
            subset
            for size in range(len(names) + 1)
            for subset in itertools.combinations(names, size)
        ]
    starts = [tuple(names[:size]) for size in range(len(names) + 1)]
    ends = [tuple(names[size:]) for size in range(1, len(names))]
    pairs = itertools.islice(itertools.combinations(names, 2), 200)
    return list(dict.fromkeys([*starts, *((name,) for name in names), *ends, *pairs]))


def _is_policy(
    policy: MultiSelectPolicy,
    names: Sequence[str],
    right: set[str],
    shares: Mapping[tuple[str, ...], float],
) -> bool:
    for subset, share in shares.items():
        hits = len(right.intersection(subset))
        ours = many.share(policy, n=len(names), correct=len(right), t=hits, f=len(subset) - hits)
        if abs(ours - share) > _NEAR:
            return False
    return True


def ordering(
    steps: Sequence[Option],
    score: Callable[[Sequence[str]], Score],
    correct: Sequence[str],
    best: float | None,
    notes: Notes,
) -> dict[str, Any]:
    """``ordering``, with a note on the policy unless it is ``kendall_net``.

    Raises:
        Unsuited: the right order does not name every step once.
    """
    texts = {step.name: step.text for step in steps}
    if sorted(texts) != sorted(correct) or len(steps) < 2:
        raise Unsuited("a right order of all steps expected")
    key = tuple(correct)
    every = len(key) <= _FEW_STEPS
    tried = itertools.permutations(key) if every else itertools.islice(orders(key), _MOST_ORDERS)
    scores = {tuple(order): score(tuple(order)) for order in tried}
    full = best or score(key) or 0.0
    content = ordering_of([texts[name] for name in key])
    if None in scores.values() or full <= 0:
        notes.append("its scoring is not read; here it depends on the scheme")
        return content
    shares = {order: (one or 0.0) / full for order, one in scores.items()}
    before = _before(key, shares) if every else None
    found = [
        policy
        for policy in ORDERING_POLICIES
        if all(
            abs(order_share(policy, key, order, before) - s) <= _NEAR for order, s in shares.items()
        )
    ]
    if not found:
        notes.append("scored in a way there that no policy of ordering has")
    elif "kendall_net" not in found:
        notes.append(f"scored as there by a scheme with ordering: {{policy: {found[0]}}}")
    if found and before is not None:
        ids = {name: made["id"] for name, made in zip(key, content["steps"], strict=True)}
        content["before"] = [[ids[one], ids[after]] for one, after in before]
    return content


def _before(
    key: tuple[str, ...], shares: Mapping[tuple[str, ...], float]
) -> tuple[tuple[str, str], ...] | None:
    """Which steps come before which in every order that earns all points; None for one such order.

    Pairs that others imply are left out.
    """
    full = [order for order, share in shares.items() if share >= 1 - 1e-9]
    if len(full) < 2:
        return None
    ahead = {
        (one, after)
        for one, after in itertools.combinations(key, 2)
        if all(order.index(one) < order.index(after) for order in full)
    }
    needed = {
        (one, after)
        for one, after in ahead
        if not any((one, mid) in ahead and (mid, after) in ahead for mid in key)
    }
    return tuple(sorted(needed)) or None


def matching(
    rows: Sequence[Option],
    options: Sequence[Option],
    right: Mapping[str, str],
    score: Callable[[Mapping[str, str]], Score],
    best: float | None,
    notes: Notes,
) -> dict[str, Any]:
    """``matching``, with a note where rows are not scored one by one, each alike.

    Args:
        rows: those that take an option.
        options: all of them.
        right: the option of each row.
        score: of a mapping of rows to options.
        best: the most points that there are.
        notes: what is said of it.

    Raises:
        Unsuited: a row has no right option, or a text is missing.
    """
    texts = {option.name: option.text for option in options}
    for row in rows:
        if right.get(row.name) not in texts:
            raise Unsuited(f"the row {row.text[:40]!r} has no right option")
    content = matching_of(
        [(row.text, texts[right[row.name]]) for row in rows], list(texts.values()), notes
    )
    for made, row in zip(content["rows"], rows, strict=True):
        if row.feedback:
            made["feedback"] = row.feedback
    full = best or score(right) or 0.0
    scores = [score({row.name: right[row.name]}) for row in rows]
    if None in scores or full <= 0:
        notes.append("its scoring is not read; here it depends on the scheme")
    elif all(abs((one or 0.0) / full - 1 / len(rows)) <= _NEAR for one in scores):
        pass
    elif all(not one for one in scores):
        notes.append("scored as there by a scheme with matching: {policy: all_or_nothing}")
    else:
        notes.append("rows count differently there; here each alike")
    return content
