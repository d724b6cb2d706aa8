"""Rows and options as Moodle's matching question holds them: options are plain text in a menu."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._scoring import Gap, Ours, gap, responses
from mlinterview.interchange._to_html import plain, shown
from mlinterview.model.matching import Matching

__all__ = ["Matched", "matching"]

_INVISIBLE = re.compile(r"[\s\u200b\u2060\ufeff\u00ad]")
_LONGEST = 255  # characters that Moodle's table holds
_FEWEST = 3  # pairs that Moodle asks for


@dataclass(frozen=True, slots=True)
class Matched:
    """A matching question of Moodle's.

    Attributes:
        pairs: the row as HTML, empty for an option that no row takes, and the option as text.
        shortened: whether an option's text had to be cut or told apart by a number.
        marked_up: whether an option lost its markup.
        gap: how far the share of right rows is from our policy.
    """

    pairs: tuple[tuple[str, str], ...]
    shortened: bool
    marked_up: bool
    gap: Gap


def matching(entry: ExportItem, ours: Ours) -> Matched:
    """The pairs, then the options that no row takes; Moodle gives the share of right rows."""
    item = entry.item
    assert isinstance(item, Matching)
    key = item.key_response()
    given = {option.id: option.text for option in item.options}
    menu = {identity: plain(text) for identity, text in given.items()}
    distinct = _distinct(menu)
    pairs = [(shown(row.text, row.id), distinct[row.match]) for row in item.rows]
    pairs += [("", distinct[identity]) for identity in entry.order if identity not in key.values()]
    while len(pairs) < _FEWEST:  # the same option once more changes nothing
        pairs.append(("", pairs[-1][1]))

    def theirs(response: dict[str, str] | None) -> float:
        taken = response or {}
        return sum(taken.get(row.id) == row.match for row in item.rows) / len(item.rows)

    return Matched(
        pairs=tuple(pairs),
        shortened=distinct != menu,
        marked_up=any(menu[identity] != text.strip() for identity, text in given.items()),
        gap=gap(lambda response: ours.share(item, response), theirs, responses(item)),
    )


def _distinct(texts: dict[str, str]) -> dict[str, str]:
    """Texts of at most 255 characters, none of them twice: Moodle makes one option of those."""
    found: dict[str, str] = {}
    for identity, text in texts.items():
        text = text if _INVISIBLE.sub("", text) else identity
        short, count = _cut(text, ""), 2
        while short in found.values():
            short = _cut(text, f" ({count})")
            count += 1
        found[identity] = short
    return found


def _cut(text: str, ending: str) -> str:
    room = _LONGEST - len(ending)
    return (text if len(text) <= room else text[: room - 1] + "…") + ending
