"""Habits of authors that show over the items of a topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from mlinterview._text import is_blank
from mlinterview.lint._rule import Context, Finding

__all__ = ["by_topic"]

_Value = TypeVar("_Value")


def by_topic(
    context: Context,
    rule: str,
    values: Mapping[str, _Value],
    judge: Callable[[str, Sequence[_Value]], str | None],
) -> Iterator[Finding]:
    """What ``judge`` says of each topic, given the values of its items.

    Items that waive the rule are judged with the others once, so that their waivers are listed;
    what is left without them is told at one place, the item whose id comes first.
    """
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for identity in sorted(values):
        for topic in context.bank[identity].topics:
            topics[topic].append(identity)
    for topic, ids in sorted(topics.items()):
        said = judge(topic, [values[identity] for identity in ids])
        waived = [
            identity for identity in ids if not is_blank(context.bank[identity].waive.get(rule, ""))
        ]
        if said is not None:
            for identity in waived:
                yield Finding(said, ("topics",), identity)
        left = [identity for identity in ids if identity not in waived]
        said = judge(topic, [values[identity] for identity in left]) if left else None
        if said is not None:
            yield Finding(f"{said} ({', '.join(left[:5])}{' ...' if len(left) > 5 else ''})",
                          ("topics",), left[0])  # fmt: skip
