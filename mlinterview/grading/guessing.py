"""What can be earned without knowing anything, under every policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.graders._guess import Guess
from mlinterview.grading._engine import Engine
from mlinterview.model import scheme as schemes
from mlinterview.model.item import Item
from mlinterview.model.scheme import Scheme

__all__ = ["guess", "guesses"]

_POLICIES = {
    "multi_select": get_args(schemes.MultiSelectPolicy),
    "matching": get_args(schemes.MatchingPolicy),
    "ordering": get_args(schemes.OrderingPolicy),
}
_PENALTIES: dict[str, Any] = {"no_penalty": 0, "penalty_chance": "chance"}


def guess(
    item: Item, *, scheme: str | Path | Scheme = "standard", bank: Bank | None = None
) -> Guess:
    """What a blank answer, everything ticked and random guessing earn under a scheme.

    Shares of the item's points, exact; None where undefined. A guess is uniform over all
    well-formed responses.

    >>> import mlinterview as mli
    >>> mli.guess(mli.load_bank()["single-batch-loss-oscillates"]).mean
    0.1875
    """
    return Engine(scheme, bank, None).guess(item)


def guesses(item: Item, *, bank: Bank | None = None) -> dict[str, Guess]:
    """``guess`` under every policy that the item's format knows, by the policy's name.

    >>> import mlinterview as mli
    >>> mli.guesses(mli.load_bank()["loss-for-task"])["per_row"].mean
    0.2
    """
    standard = load_scheme("standard", bank)
    name = item.format
    if name in _POLICIES:
        variations = {policy: {"policy": policy} for policy in _POLICIES[name]}
    elif name in ("single_choice", "true_false"):
        variations = {title: {"penalty": penalty} for title, penalty in _PENALTIES.items()}
    else:
        return {standard.name: guess(item, scheme=standard, bank=bank)}
    return {
        title: guess(item, scheme=_with(standard, name, changes), bank=bank)
        for title, changes in variations.items()
    }


def _with(scheme: Scheme, format_name: str, changes: dict[str, Any]) -> Scheme:
    changed = scheme.settings(format_name).model_copy(update=changes)
    formats = scheme.formats.model_copy(update={format_name: changed})
    return scheme.model_copy(update={"formats": formats})
