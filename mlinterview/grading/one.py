"""Grading one response."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlinterview.errors import abbreviate
from mlinterview.model.item import Item
from mlinterview.model.score import ItemScore, Presented

if TYPE_CHECKING:
    from mlinterview.bank.bank import Bank
    from mlinterview.grading._engine import Graders
    from mlinterview.model.scheme import Scheme

__all__ = ["grade"]


def grade(
    item: Item,
    response: Any,
    *,
    scheme: str | Path | Scheme = "standard",
    seed: int | None = None,
    examinee: str | None = None,
    bank: Bank | None = None,
    graders: Graders | None = None,
) -> ItemScore:
    """The score of one response to one item.

    Args:
        item: an item of a bank, or one made by ``make_item``.
        response: in the format's shape: an option id, a list of ids, a mapping, a number, text.
        scheme: a name (the bank's schemes, then the bundled ones), a path, or a ``Scheme``.
        seed: the seed the item was shown with; None is the item as the bank has it.
        examinee: who answered, for the record.
        bank: where names of schemes and the lexicon come from.
        graders: graders by format that win over the built-in ones.

    Returns:
        A score with ``points`` up to ``item.points``; ``status`` ``failed`` if the grader crashed.

    Raises:
        InvalidResponseError: the response is not of the item's shape.
        UnknownNameError: there is no such scheme.
        SchemeError: the scheme's file has faults.
        ExpressionError: a parametrised item has no variant for the seed.

    >>> import mlinterview as mli
    >>> item = mli.load_bank()["loss-for-task"]
    >>> mli.grade(item, {"house-price": "mse", "explicit-image": "mse"}).points
    0.25
    """
    from mlinterview.grading._engine import Engine, printed_order

    if not isinstance(item, Item):
        raise TypeError(f"an item such as bank['loss-for-task'] expected, found {abbreviate(item)}")
    engine = Engine(scheme, bank, graders)
    drawn = item.variant(seed)
    presented = Presented(seed=seed, order=printed_order(drawn, seed))
    return engine.score(drawn, response, {"examinee_id": examinee, "presented": presented})
