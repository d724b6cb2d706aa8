"""W15 and W19: what is earned without knowing, where several things are to be ticked or ordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mlinterview.bank.overlays import load_scheme
from mlinterview.errors import MLInterviewError
from mlinterview.grading.guessing import guess
from mlinterview.lint._rule import Context, Finding, Rule
from mlinterview.lint._topics import by_topic
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.ordering import Ordering

__all__ = ["RULES"]

# W15 -------------------------------------------------------------------------------------------

#: two items agree by chance
_FEWEST_ITEMS = 3


def _constant(context: Context) -> Iterator[Finding]:
    counts = {
        item.id: len(item.correct_ids)
        for item in context.bank.values()
        if isinstance(item, MultiSelect) and item.status != "retired"
    }
    return by_topic(context, "W15", counts, _same_count)


def _same_count(topic: str, counts: Sequence[int]) -> str | None:
    if len(counts) < _FEWEST_ITEMS or len(set(counts)) > 1:
        return None
    return (
        f"each of the {len(counts)} multi_select items of the topic {topic!r} has {counts[0]} right"
        " options; numbers that vary expected"
    )


# W19 -------------------------------------------------------------------------------------------

_MOST_FOR_NOTHING = 0.25
_MOST_FOR_ROWS = 1 / 3
_FEWEST_STEPS = 4
_ROUNDING = 1e-9
_PLACE = {"matching": "rows", "multi_select": "options", "ordering": "steps"}


def _for_nothing(context: Context) -> Iterator[Finding]:
    try:
        scheme = load_scheme(context.bank.scheme, context.bank)
    except (MLInterviewError, OSError):
        return  # a fault of bank.yaml, which is listed as such
    for item in context.bank.values():
        most = _most(item)
        if most is None:
            continue
        found = guess(item, scheme=scheme, bank=context.bank)
        shares = {"random guessing": found.mean}
        if not isinstance(item, Matching):
            shares |= {"ticking everything": found.all, "a blank answer": found.blank}
        for name, share in shares.items():
            if share is not None and share > most + _ROUNDING:
                yield Finding(
                    f"{name} earns {share:.3g} of the points under the scheme {scheme.name!r};"
                    f" {most:.3g} at most expected",
                    (_PLACE[item.format],),
                    item.id,
                )
                break


def _most(item: Item) -> float | None:
    """What may be earned without knowing anything; None where the rule does not look."""
    if isinstance(item, MultiSelect):
        mixed = 0 < len(item.correct_ids) < len(item.options)  # else W17 speaks
        return _MOST_FOR_NOTHING if mixed else None
    if isinstance(item, Ordering):
        return _MOST_FOR_NOTHING if len(item.steps) >= _FEWEST_STEPS else None
    return _MOST_FOR_ROWS if isinstance(item, Matching) else None


RULES = (
    Rule(
        "W15",
        "warning",
        "Where every item has as many right options, counting stands in for knowing.",
        "Vary how many options are right from item to item.",
        _constant,
    ),
    Rule(
        "W19",
        "warning",
        "Points for ticking everything, or nothing, or at random are no sign of knowledge.",
        "Balance right and wrong options, add options or steps, or choose another policy.",
        _for_nothing,
    ),
)
