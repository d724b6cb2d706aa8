"""From chosen items to forms and keys: their order, their seeds, their printed options."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from mlinterview.assembly._demands import exact
from mlinterview.assembly._results import FormKey, KeyEntry
from mlinterview.bank.bank import Bank
from mlinterview.errors import AssemblyError, ExpressionError
from mlinterview.model import _random
from mlinterview.model.blueprint import Blueprint
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import letter
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.ordering import Ordering

__all__ = ["form_of_items", "key_of", "time_allowed"]

#: seeds that people can read aloud
_SEEDS = 1_000_000
_MOST_DRAWS = 100
_MOST_EXPLANATION = 240


def time_allowed(blueprint: Blueprint, forms: Sequence[Sequence[Sequence[Item]]]) -> float | None:
    """Minutes printed on every form: the most that the blueprint allows, else what items take."""
    if blueprint.minutes is not None and blueprint.minutes.max is not None:
        return blueprint.minutes.max
    longest = Fraction(0)
    for form in forms:
        minutes = [item.minutes for part in form for item in part]
        known = [exact(each) for each in minutes if each is not None]
        if len(known) < len(minutes):
            return None
        longest = max(longest, sum(known, Fraction(0)))
    return math.ceil(longest)


def form_of_items(
    blueprint: Blueprint,
    chosen: Sequence[Sequence[Item]],
    *,
    number: int,
    several: bool,
    seed: int,
    minutes: float | None,
) -> Form:
    """The form of these items, by section of the blueprint, sealed with its checksum."""
    sections = [
        Section(
            title=part.title,
            instructions=part.instructions,
            items=tuple(
                _entry(item, blueprint, number, seed)
                for item in _ordered(items, blueprint, number, seed)
            ),
        )
        for part, items in zip(blueprint.parts(), chosen, strict=True)
        if items
    ]
    title = blueprint.title
    if title is not None and several:
        title = f"{title}, form {number}"
    return Form(
        id=f"{blueprint.id}-{number}",
        title=title,
        sections=tuple(sections),
        minutes=minutes,
        scheme=blueprint.scheme,
        instructions=blueprint.instructions,
        language=blueprint.language,
    ).sealed()


def _ordered(items: Sequence[Item], blueprint: Blueprint, number: int, seed: int) -> list[Item]:
    """In printed order; items that share a stimulus one after the other."""

    def rank(item: Item) -> tuple[int, int, str]:
        drawn = _random.pick(2**31, blueprint.id, seed, number, item.id, "order")
        level = 0 if blueprint.shuffle.items else item.difficulty or 0
        return level, drawn, item.id

    ordered = sorted(items, key=rank)
    first: dict[str, tuple[int, int, str]] = {}
    for item in ordered:
        if item.stimulus is not None:
            first.setdefault(item.stimulus, rank(item))
    return sorted(
        ordered, key=lambda item: (first.get(item.stimulus or "", rank(item)), rank(item))
    )


def _entry(item: Item, blueprint: Blueprint, number: int, seed: int) -> FormEntry:
    shuffled = blueprint.shuffle.options and item.order(1, item.id) != ()
    if not (item.parametrised or shuffled):
        return FormEntry(id=item.id, version=item.version)
    drawn, own = _drawn(item, blueprint.id, number, seed)
    order = drawn.order(own if blueprint.shuffle.options else None, drawn.id)
    # the blanks of a cloze have an order each, which the seed alone gives back
    printed = order if order and not isinstance(item, Cloze) else None
    return FormEntry(id=item.id, version=item.version, seed=own, options=printed)


def _drawn(item: Item, *key: object) -> tuple[Item, int]:
    """The first variant that has a value."""
    for attempt in range(_MOST_DRAWS):
        seed = 1 + _random.pick(_SEEDS, *key, item.id, attempt, "seed")
        try:
            return item.variant(seed), seed
        except ExpressionError:
            continue
    raise AssemblyError(f"the item {item.id!r} has no variant in {_MOST_DRAWS} draws")


def key_of(form: Form, bank: Bank) -> FormKey:
    """The key of a form, with the parameters and the order of options that it prints."""
    entries = {entry.id: _key(bank[entry.id], entry) for entry in form.entries()}
    return FormKey(form=form.id, checksum=form.checksum, key=entries)


def _key(item: Item, entry: FormEntry) -> KeyEntry:
    drawn = item.variant(entry.seed)
    response = drawn.key_response()
    order = entry.options or drawn.order(entry.seed, drawn.id)
    return KeyEntry(
        response=list(response) if isinstance(response, (tuple, set, frozenset)) else response,
        letters=_letters(response, order, ranked=isinstance(item, Ordering))
        if not isinstance(item, Cloze)
        else None,
        version=item.version,
        points=item.points if entry.points is None else entry.points,
        explanation=_short(drawn.explanation),
        sample_answer=drawn.sample_answer if isinstance(drawn, FreeText) else None,
    )


def _letters(response: object, order: Sequence[str], *, ranked: bool) -> str | None:
    """``b``, ``b, d`` or ``1=b, 2=a``: as it is typed on the paper; None without options."""
    at = {identity: letter(place) for place, identity in enumerate(order)}
    if isinstance(response, str):
        return at.get(response)
    if isinstance(response, Mapping):
        named = [at.get(str(option)) for option in response.values()]
        pairs = [f"{row}={sign}" for row, sign in enumerate(named, 1)]
        return ", ".join(pairs) if at and None not in named else None
    if isinstance(response, (list, tuple)) and at:
        places = [at[str(option)] for option in response if str(option) in at]
        printed = places if ranked else sorted(places, key=list(at.values()).index)
        return ", ".join(printed) if len(places) == len(response) else None
    return None


def _short(text: str | None) -> str | None:
    if text is None:
        return None
    line = " ".join(text.split())
    if len(line) <= _MOST_EXPLANATION:
        return line
    return line[:_MOST_EXPLANATION].rsplit(" ", 1)[0] + " …"
