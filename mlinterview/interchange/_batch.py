"""What a target writes: drawn items with points and order, and the scheme that marks them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mlinterview.bank.bank import Bank
from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import ExpressionError, FormError, UnknownNameError
from mlinterview.interchange._exported import Aspect, ExportItem, Loss, Outcome
from mlinterview.model.form import Form, FormEntry
from mlinterview.model.item import Item
from mlinterview.model.scheme import Scheme

__all__ = ["Batch", "LossList", "bank_batch", "form_batch"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Items to export together.

    Attributes:
        items: in the order in which they are to stand.
        title: of the exam or the bank.
        form: the exam, where one was asked for.
        undrawn: items that have no variant for their seed, with the reason.
    """

    items: tuple[ExportItem, ...]
    bank: Bank
    scheme: Scheme
    title: str
    form: Form | None = None
    undrawn: tuple[tuple[str, str], ...] = ()


class LossList:
    """The losses of one export, as they are found."""

    def __init__(self, target: str, batch: Batch) -> None:
        self.target = target
        self._found = [self._loss(name, "item", "dropped", why) for name, why in batch.undrawn]

    def add(self, item: Item, aspect: Aspect, outcome: Outcome, detail: str | None = None) -> None:
        """What became of one aspect of an item."""
        self._found.append(self._loss(item.id, aspect, outcome, detail))

    def parameters(self, entry: ExportItem) -> None:
        """Targets hold one variant of a parametrised item."""
        if entry.parametrised:
            detail = f"the variant of seed {entry.seed or 0}; numbers are not drawn anew there"
            self.add(entry.item, "parameters", "approximated", detail)

    def _loss(self, item: str, aspect: Aspect, outcome: Outcome, detail: str | None) -> Loss:
        return Loss(item=item, target=self.target, aspect=aspect, outcome=outcome, detail=detail)

    @property
    def found(self) -> tuple[Loss, ...]:
        """All of them, in the order in which they were added."""
        return tuple(self._found)


def bank_batch(
    bank: Bank,
    *,
    scheme: str | Scheme | None,
    seed: int,
    title: str | None,
    drafts: bool = False,
) -> Batch:
    """Reviewed items of a bank, maybe drafts; options stand as written, ``seed`` draws the rest."""
    titles = bank.taxonomy.ids("category")
    items, undrawn = [], []
    for item in bank.values():
        if item.status == "retired" or (item.status == "draft" and not drafts):
            continue
        try:
            drawn = item.variant(seed)
        except ExpressionError as error:
            undrawn.append((item.id, str(error)))
            continue
        category = item.category or ""
        items.append(
            ExportItem(
                item=drawn,
                points=float(item.points),
                order=drawn.order(None, drawn.id),
                seed=seed if item.parametrised else None,
                parametrised=item.parametrised,
                shuffle=_may_shuffle(drawn),
                section=titles.get(category, category) or None,
            )
        )
    return Batch(
        items=tuple(items),
        bank=bank,
        scheme=_scheme(scheme or bank.scheme, bank),
        title=title or bank.title or "Questions",
        undrawn=tuple(undrawn),
    )


def form_batch(
    form: Form, bank: Bank, *, scheme: str | Scheme | None, seed: int | None, title: str | None
) -> Batch:
    """The items of a form, with its points, seeds and orders.

    Raises:
        UnknownNameError: the form names an item that the bank does not have.
        FormError: the form's printed options are not those of the item.
    """
    items, undrawn = [], []
    for section in form.sections:
        for entry in section.items:
            try:
                items.append(_entry(form, entry, section.title, bank, seed))
            except ExpressionError as error:
                undrawn.append((entry.id, str(error)))
    return Batch(
        items=tuple(items),
        bank=bank,
        scheme=_scheme(scheme or form.scheme or bank.scheme, bank),
        title=title or form.title or form.id,
        form=form,
        undrawn=tuple(undrawn),
    )


def _entry(
    form: Form, entry: FormEntry, section: str | None, bank: Bank, seed: int | None
) -> ExportItem:
    if entry.id not in bank:
        raise UnknownNameError("item", entry.id, list(bank))
    item = bank[entry.id]
    own = entry.seed if entry.seed is not None else seed
    drawn = item.variant(own)
    order = drawn.order(own, drawn.id)
    if entry.options:
        if sorted(entry.options) != sorted(order):
            raise FormError(
                f"form {form.id!r}: item {item.id!r}: the options {', '.join(sorted(order))}"
                f" expected, found {', '.join(entry.options)}"
            )
        order = entry.options
    settled = own is not None or bool(entry.options)
    return ExportItem(
        item=drawn,
        points=float(entry.points if entry.points is not None else item.points),
        order=order,
        seed=own if item.parametrised else None,
        parametrised=item.parametrised,
        shuffle=not settled and _may_shuffle(drawn),
        section=section,
    )


def _may_shuffle(item: Item) -> bool:
    """Targets shuffle all options or none."""
    options: Iterable[object] = getattr(item, "options", ())
    fixed = any(getattr(option, "fixed", False) for option in options)
    return bool(getattr(item, "shuffle", False)) and not fixed


def _scheme(scheme: str | Scheme, bank: Bank) -> Scheme:
    return scheme if isinstance(scheme, Scheme) else load_scheme(scheme, bank)
