"""E06: items that ask for a combination of statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview.lint._markup import prose
from mlinterview.lint._parts import choice_lists
from mlinterview.lint._rule import Context, Finding, Rule, each_item
from mlinterview.model.item import Item

__all__ = ["RULES"]

_NOUNS = ("statement", "claim", "assertion", "proposition", "sentence")
_NOUN = f"(?:{'|'.join(_NOUNS)})"
_STATEMENT = re.compile(
    rf"(?<!sql )(?<!print )(?<!return )(?<!import )(?<!select )(?<!update )\b{_NOUN}s?"
    r" ?(?:no\. ?|number |#)?\(?(1|2|i{1,2}|a|b)\)?(?![\w'-])",
    re.IGNORECASE,
)
_SECOND = {"1": "2", "i": "ii", "a": "b"}
_R = r"\(?(?:i{1,3}|iv|vi?)\)?"
_D = r"\(?[1-6]\)?"
_JOIN = r"(?:, ?(?:and |or )?| and | ?& ?| or | nor )"
_ONLY = r"(?: (?:only|alone|both|(?:is|are)\b.*|hold|holds))?"
_ROMAN = re.compile(
    rf"(?:only |just |both |neither |statements? |claims? )*{_R}(?:{_JOIN}{_R})+{_ONLY}"
    rf"|(?:only|just) (?:statement )?{_R}|(?:statement )?{_R} (?:only|alone)",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    rf"(?:only|just) (?:statements? )?{_D}(?:{_JOIN}{_D})*|(?:statements? )?{_D}(?:{_JOIN}{_D})*"
    rf" (?:only|alone)|(?:both |neither )?statements? {_D}(?:{_JOIN}{_D})*{_ONLY}",
    re.IGNORECASE,
)
_PLAIN_DIGITS = re.compile(rf"{_D}(?:{_JOIN}{_D})+")
_LISTED = tuple(re.compile(rf"(?:^|\s)\(?{number}[.):] ?\S") for number in (1, 2))
_JUDGEMENTS = re.compile(
    rf"(?:{_NOUN} (?:1|i|a) )?(?:is )?(?:true|false|correct|incorrect)(?:,|;|/| and| but) ?"
    rf"(?:{_NOUN} (?:2|ii|b) )?(?:is )?(?:true|false|correct|incorrect)",
    re.IGNORECASE,
)


#: how every such option begins
_GLANCE = re.compile(
    rf"only|just|both|neither|statement|claim|{_NOUN}|is |true|false|correct|incorrect"
    r"|\(?(?:i{1,3}|iv|vi?)\b|\(?[1-6]",
    re.IGNORECASE,
)


def _composite(item: Item, context: Context) -> Iterator[Finding]:
    lists = list(choice_lists(item))
    if not lists and item.format != "true_false":
        return
    stem = prose(item.stem)
    lowered = stem.casefold()
    named: dict[str, re.Match[str]] = {}
    if any(noun in lowered for noun in _NOUNS):
        named = {match[1].casefold(): match for match in _STATEMENT.finditer(stem)}
    for first, second in _SECOND.items():
        if first in named and second in named:
            yield Finding(
                f"{named[first][0]!r} and {named[second][0]!r} in one item;"
                " one question about one claim expected",
                ("stem",),
            )
            return
    patterns = [_ROMAN, _DIGITS, _JUDGEMENTS]
    if all(pattern.search(item.stem) for pattern in _LISTED):
        patterns.append(_PLAIN_DIGITS)
    for loc, options in lists:
        for index, option in enumerate(options):
            text = prose(option.text).strip(" .,:;!")
            if _GLANCE.match(text) and any(pattern.fullmatch(text) for pattern in patterns):
                yield Finding(
                    f"{text!r} is a combination of statements;"
                    " options that can be judged one by one expected",
                    (*loc, index, "text"),
                )


RULES = (
    Rule(
        "E06",
        "error",
        "Combinations of statements test reading and elimination, and hide which part was known.",
        "Ask about one statement, or list the statements as options of a multi_select item.",
        each_item(_composite),
    ),
)
