"""Ids made of texts: words that say what is meant, each id once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["Ids", "slug"]

_MOST_WORDS = 7
_LONGEST = 60
_LONGEST_NAMED = 200
_LETTERS = str.maketrans({"đ": "d", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i"})
_COMMAND = re.compile(r"\\[A-Za-z]+")
_APOSTROPHE = re.compile("['\u2019]")
_WORD = re.compile("[a-z0-9]+")
_ITEM_ID = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")


def slug(text: str, words: int = _MOST_WORDS) -> str:
    """The first words of a text in small ASCII letters and digits, joined by ``-``.

    Empty where the text holds none (another script, signs alone).

    >>> slug("Which loss fits the price of a *house* in Đà Nẵng?")
    'which-loss-fits-the-price-of-a'
    """
    plain = _COMMAND.sub(" ", _CAMEL.sub(" ", text[:2000]))
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", plain).lower().translate(_LETTERS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    found: list[str] = []
    length = 0
    for word in _WORD.findall(plain):
        if len(found) == words or (found and length + len(word) + 1 > _LONGEST):
            break
        found.append(word[:_LONGEST])
        length += len(word) + 1
    return "-".join(found)


class Ids:
    """Gives ids that were not given before.

    >>> ids = Ids(["bias"])
    >>> ids.item("Bias"), ids.item("2 trees"), ids.part("Bias", "option"), ids.part("∅", "option")
    ('bias-2', 'question-2-trees', 'bias-3', 'option')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def named(self, identity: str) -> str:
        """An item's id that the file itself gives; as it stands where it is one of ours."""
        if _ITEM_ID.fullmatch(identity) and len(identity) <= _LONGEST_NAMED:
            return self._free(identity)
        return self.item(identity)

    def item(self, text: str) -> str:
        """An item's id: a letter first."""
        base = text if _ITEM_ID.fullmatch(text) else slug(text)
        return self._free(base if base[:1].isalpha() else f"question-{base}".rstrip("-"))

    def part(self, text: str, otherwise: str) -> str:
        """The id of an option, row, step or blank; ``otherwise`` where the text gives none."""
        made = slug(text, words=5)
        if len(made) == 1:  # letters are printed before options, and win over ids
            made = f"{otherwise.rpartition('-')[0] or otherwise}-{made}"
        return self._free(made or otherwise)

    def _free(self, base: str) -> str:
        number, found = self._next.get(base, 2), base
        while found in self._taken:
            found = f"{base}-{number}"
            number += 1
        self._next[base] = number
        self._taken.add(found)
        return found
