"""E01, E02 and W17: the record itself, its waivers, the number of its options and of right ones."""

from __future__ import annotations

from collections.abc import Iterator

from mlinterview._text import is_blank
from mlinterview.lint._parts import choice_lists
from mlinterview.lint._rule import Context, Finding, Rule, each_item
from mlinterview.model.item import Item

__all__ = ["ITEM_RULES", "RULES"]

#: rules that an item can waive: all but E01; the rules about a bank are no item's to waive
ITEM_RULES = frozenset(
    [f"E{number:02}" for number in range(2, 16)] + [f"W{number:02}" for number in range(1, 20)]
)

_FEWEST, _MOST = 3, 6


def _waivers(item: Item, context: Context) -> Iterator[Finding]:
    for rule, reason in item.waive.items():
        loc = ("waive", rule)
        if rule not in ITEM_RULES:
            yield Finding(_not_waivable(rule), loc)
        elif is_blank(reason):
            yield Finding(f"a reason for waiving {rule} expected, found an empty text", loc)


def _not_waivable(rule: str) -> str:
    name = rule.strip().upper()
    if name == "E01":
        return "E01 cannot be waived: such an item cannot be read or graded"
    if name in ("B01", "B02", "B03", "B04"):
        return f"{name} is a rule about the bank as a whole, which an item cannot waive"
    expected = (
        f"did you mean {name!r}?" if name in ITEM_RULES else "E02 to E15 or W01 to W19 expected"
    )
    return f"no rule named {rule!r}; {expected}"


def _option_count(item: Item, context: Context) -> Iterator[Finding]:
    for loc, options in choice_lists(item):
        fewest = 2 if loc[0] == "blanks" else _FEWEST
        if not fewest <= len(options) <= _MOST:
            yield Finding(f"{fewest} to {_MOST} options expected, found {len(options)}", loc)
        right = sum(option.correct for option in options)
        if item.format != "multi_select" and right != 1:
            yield Finding(f"exactly one right option expected, found {right}", loc)


def _none_or_all(item: Item, context: Context) -> Iterator[Finding]:
    if item.format != "multi_select":
        return
    for loc, options in choice_lists(item):
        right = sum(option.correct for option in options)
        if right in (0, len(options)):
            found = "no option is" if right == 0 else f"all {len(options)} options are"
            yield Finding(f"some options right and some wrong expected; {found} right", loc)


RULES = (
    Rule(
        "E01",
        "error",
        "An item that does not hold together cannot be asked or graded.",
        "Mend what the message names; give each waiver a rule that exists and a reason.",
        each_item(_waivers),
    ),
    Rule(
        "E02",
        "error",
        "Two options are a coin toss, and plausible distractors beyond five are rarely found.",
        "Give three to six options; for a statement to be judged use the format true_false.",
        each_item(_option_count),
    ),
    Rule(
        "W17",
        "warning",
        "Where no option is right, or every one, ticking nothing or everything earns full marks.",
        "Add an option of the other kind, or waive the rule where that very answer is the lesson.",
        each_item(_none_or_all),
    ),
)
