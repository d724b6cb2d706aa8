"""B04: what a bank's own taxonomy declares and its items do not cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from mlinterview.lint._rule import Context, Finding, Rule

__all__ = ["FEWEST_BY_PRIORITY", "FEWEST_OF_SUBTASK", "RULES"]

#: items that a topic of a priority needs; a topic without one needs a single item
FEWEST_BY_PRIORITY = {"A": 3, "B": 2, "C": 1}
FEWEST_OF_SUBTASK = 5
_FILE = "questions/taxonomy.yaml"


def _minima(context: Context) -> Iterator[Finding]:
    own = context.bank.own_taxonomy
    if own is None:
        return
    items = [item for item in context.bank.values() if item.status != "retired"]
    topics = Counter(topic for item in items for topic in item.topics)
    by_priority: dict[str, dict[str, int]] = {}
    for topic in own.topics:
        by_priority.setdefault(topic.priority or "", {})[topic.id] = topics[topic.id]
    for priority, counts in sorted(by_priority.items()):
        least = FEWEST_BY_PRIORITY.get(priority, 1)
        of = f" of priority {priority}" if priority in FEWEST_BY_PRIORITY else ""
        yield from _short("topic", of, counts, least)
    subtasks = Counter(subtask for item in items for subtask in item.subtasks)
    declared = {each.id: subtasks[each.id] for task in own.tasks for each in task.subtasks}
    yield from _short("subtask", "", declared, FEWEST_OF_SUBTASK)


def _short(kind: str, of: str, counts: Mapping[str, int], least: int) -> Iterator[Finding]:
    short = {identity: count for identity, count in sorted(counts.items()) if count < least}
    if short:
        named = ", ".join(f"{identity} {count}" for identity, count in short.items())
        yield Finding(
            f"{len(short)} {kind}{'s' * (len(short) > 1)}{of} with fewer than {least}"
            f" item{'s' * (least > 1)}: {named}",
            file=_FILE,
        )


RULES = (
    Rule(
        "B04",
        "warning",
        "A topic that the bank declares and does not ask about is missing from every exam.",
        "Write items for what the message names, or take it out of the bank's taxonomy.",
        _minima,
    ),
)
