"""What an examinee may see of an item, as data and as text; typed answers back into responses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mlinterview.errors import FormError, InvalidResponseError, abbreviate
from mlinterview.model.cloze import MARKER
from mlinterview.model.item import Item

__all__ = ["parse", "present", "prompt"]


def present(
    item: Item, *, seed: int | None = None, order: Sequence[str] | None = None
) -> dict[str, Any]:
    """What an examinee may see: the filled stem, options as printed, no key. JSON-ready.

    Args:
        item: an item of a bank.
        seed: draws the parameters and shuffles the options; None is seed 0 and the bank's order
            (steps to be ordered are shuffled by the item's id even then).
        order: the ids of the options as printed, where a form gives them.

    Raises:
        FormError: ``order`` does not hold the ids of the item's options.
        ExpressionError: the item has no variant for the seed.

    >>> import mlinterview as mli
    >>> shown = mli.present(mli.load_bank()["loss-for-task"], seed=7)
    >>> [option["letter"] for option in shown["options"]]
    ['a', 'b', 'c', 'd', 'e']
    """
    drawn = item.variant(seed)
    stimulus = item.placement.stimulus
    shown: dict[str, Any] = {
        "item_id": item.id,
        "item_version": item.version,
        "format": item.format,
        "seed": seed,
        "title": drawn.title,
        "points": drawn.points,
        "minutes": drawn.minutes,
        "stimulus": None
        if stimulus is None
        else stimulus.model_dump(mode="json", include={"id", "title", "text", "figures"}),
        "stem": drawn.stem,
        "figures": [figure.model_dump(mode="json") for figure in drawn.figures],
        **drawn.parts(_order(drawn, seed, order)),
        "answer_form": drawn.answer_form(),
    }
    return shown


def _order(drawn: Item, seed: int | None, order: Sequence[str] | None) -> tuple[str, ...]:
    usual = drawn.order(seed, drawn.id)
    if not order:
        return usual
    if sorted(order) != sorted(usual):
        # another order in its place would make every letter mean something else
        found, expected = abbreviate(", ".join(order)), abbreviate(", ".join(usual))
        raise FormError(f"item {drawn.id!r}: the options {expected} expected, printed are {found}")
    return tuple(order)


def prompt(item: Item, *, seed: int | None = None, order: Sequence[str] | None = None) -> str:
    """The same, in the same order, as text for a language model, with the form of the answer.

    >>> import mlinterview as mli
    >>> print(mli.prompt(mli.load_bank()["loss-for-task"], seed=7).splitlines()[-1])
    Answer with row=option pairs, such as 1=b, 2=a; rows by number, options by letter.
    """
    shown = present(item, seed=seed, order=order)
    lines: list[str] = []
    stimulus = shown["stimulus"]
    if stimulus is not None:
        lines += [text for text in (stimulus["title"], stimulus["text"]) if text]
        lines += _figure_lines(stimulus["figures"])
        lines.append("")
    lines.append(MARKER.sub(r"[\1]", shown["stem"]) if "blanks" in shown else shown["stem"])
    lines += _figure_lines(shown["figures"])
    if "rows" in shown:
        lines += ["", "Rows:"]
        lines += [f"{index}. {row['text']}" for index, row in enumerate(shown["rows"], 1)]
        lines += ["", "Options:"]
    for kind in ("options", "steps"):
        if shown.get(kind):
            lines += [""] if "rows" not in shown else []
            lines += [f"{entry['letter']}) {entry['text']}" for entry in shown[kind]]
    for blank in shown.get("blanks", ()):
        lines += ["", f"[{blank['id']}]" + (f" in {blank['unit']}" if blank.get("unit") else "")]
        lines += [f"{entry['letter']}) {entry['text']}" for entry in blank.get("options", ())]
    lines += ["", shown["answer_form"]]
    return "\n".join(lines)


def _figure_lines(figures: Sequence[dict[str, Any]]) -> list[str]:
    return [f"[Figure: {figure['alt'] or figure['file']}]" for figure in figures]


def parse(
    item: Item, text: str, *, seed: int | None = None, order: Sequence[str] | None = None
) -> Any:
    """A typed answer as the response that a record holds; None where nothing was typed.

    Options are named by the letter that ``present`` shows with the same seed (which wins), by id or
    by their text; several are separated by commas or semicolons; ``-`` is "none of them".

    Raises:
        InvalidResponseError: it cannot be read; the message says what was expected.
        FormError: ``order`` does not hold the ids of the item's options.

    >>> import mlinterview as mli
    >>> item = mli.load_bank()["single-batch-loss-oscillates"]
    >>> mli.parse(item, "a, c")
    ['shuffled-labels', 'learning-rate-too-high']
    """
    drawn = item.variant(seed)
    try:
        return drawn.parse_text(str(text), _order(drawn, seed, order))
    except InvalidResponseError as error:
        raise error.for_item(item.id) from None
