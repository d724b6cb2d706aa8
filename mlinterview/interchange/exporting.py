"""Questions for other systems: a bank or a form as a file that they import, with what is lost."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from mlinterview.bank.bank import Bank
from mlinterview.errors import UnknownNameError
from mlinterview.interchange._batch import Batch, bank_batch, form_batch
from mlinterview.interchange._exported import Exported
from mlinterview.interchange.kinds import TARGETS
from mlinterview.model.form import Form
from mlinterview.model.scheme import Scheme

__all__ = ["export"]


def export(
    bank: Bank,
    *,
    to: str,
    form: Form | str | None = None,
    scheme: str | Path | Scheme | None = None,
    seed: int | None = None,
    title: str | None = None,
    drafts: bool = False,
) -> Exported:
    """A bank, or one form of it, as a file for another system, with a loss report.

    Args:
        bank: all its reviewed items are written, in its order; ``bank.select`` chooses.
        to: the target, one of ``TARGETS``.
        form: write the items of this form instead, with its points, seeds and orders; an id is
            looked for among the bank's forms.
        scheme: the marking scheme that scoring in the target is to come close to; the form's, else
            the bank's, where none is given.
        seed: draws the parameters of parametrised items (0 where none is given), and for a form
            the order of options where its entries have no seed.
        title: of the set of questions; the form's or the bank's where none is given.
        drafts: write drafts of the bank too; a form's items are written whatever their status.

    Returns:
        The file's bytes, the usual ending of its name, and for every item what was kept,
        approximated or dropped. The same input gives the same bytes.

    Raises:
        UnknownNameError: there is no such target, form, item or scheme.
        SchemeError: the scheme's file has faults.
        FormError: the form prints options that the item does not have.
        MissingExtraError: the target needs an optional dependency.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> made = mli.export(bank, to="json", form="seed")
    >>> made.suffix, made.scoring_lost
    ('.json', ())
    """
    module = TARGETS.get(to)
    if module is None:
        raise UnknownNameError("target", to, list(TARGETS))
    named = str(scheme) if isinstance(scheme, Path) else scheme
    if form is None:
        batch = bank_batch(bank, scheme=named, seed=seed or 0, title=title, drafts=drafts)
    else:
        exam = bank.form(form) if isinstance(form, str) else form
        batch = form_batch(exam, bank, scheme=named, seed=seed, title=title)
    write: Callable[[Batch], Exported] = import_module(f"mlinterview.interchange.{module}").write
    return write(batch)
