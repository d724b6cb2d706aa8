"""What a format must bring: how its content is shown, and how a response to it is read.

Items and the blanks of a cloze share this, so that a blank is graded by its format's own grader.
"""

import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from typing import Any

from mlinterview._text import fold, is_blank
from mlinterview.errors import InvalidResponseError, abbreviate
from mlinterview.model import _random
from mlinterview.model._base import Flag, Model, Name, Number, Text

__all__ = ["ChoiceOption", "Choices", "Content"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: options, rows, steps or criteria of one item; what compares them takes the square of the time
MOST_ENTRIES = 1_000
#: Python refuses to write out whole numbers that are much longer
_LARGEST = 10**400
#: the ids of options or steps in the order in which they are printed
Order = tuple[str, ...]


def letter(index: int) -> str:
    """The letter printed before the option at ``index``: a, b, ... z, aa, ab, ..."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = LETTERS[rest] + text
    return text


class Content(Model):
    """The part of a format that can be shown and answered."""

    def __hash__(self) -> int:
        return hash((type(self), self.choices))  # not all fields can be hashed

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be picked or ordered: (id, text) pairs in the bank's order; else empty."""
        return ()

    def order(self, seed: int | None, key: str) -> Order:
        """The ids of ``choices`` as ``seed`` prints them; the bank's order without one."""
        return tuple(identity for identity, _ in self.choices)

    def parts(self, order: Order) -> dict[str, Any]:
        """What an examinee sees besides the stem: JSON-ready, without the key."""
        return {"options": lettered(self.choices, order)} if order else {}

    @abstractmethod
    def read_response(self, value: Any) -> Any:
        """``value`` in the format's canonical type; None if it is unanswered.

        Raises:
            InvalidResponseError: it is of another shape, or names what is not there.
        """

    @abstractmethod
    def parse_text(self, text: str, order: Order) -> Any:
        """A typed answer as the response that a record holds; None for an empty line.

        Letters are those printed by ``order``.

        Raises:
            InvalidResponseError: it cannot be read.
        """

    @abstractmethod
    def answer_form(self) -> str:
        """How an answer is typed, in one sentence: the end of a prompt."""


def lettered(choices: Sequence[tuple[str, str]], order: Order) -> list[dict[str, str]]:
    """Choices in their printed order, with their letters."""
    texts = dict(choices)
    return [
        {"id": identity, "letter": letter(index), "text": texts[identity]}
        for index, identity in enumerate(order)
    ]


class ChoiceOption(Model):
    """One option of a choice item.

    ``weight`` is a share of the points for the policy ``weighted``; ``fixed`` keeps the option in
    its place when the others are shuffled.
    """

    id: Name
    text: Text
    correct: Flag = False
    feedback: Text | None = None
    misconception: Name | None = None
    weight: Number | None = None
    fixed: Flag = False


class Choices(Content):
    """Content with a list of options, some of them correct."""

    options: tuple[ChoiceOption, ...]
    shuffle: Flag = True

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return tuple((option.id, option.text) for option in self.options)

    @property
    def correct_ids(self) -> tuple[str, ...]:
        """The ids of the right options, in the bank's order."""
        return tuple(option.id for option in self.options if option.correct)

    def order(self, seed: int | None, key: str) -> Order:
        ids = [option.id for option in self.options]
        if seed is None or not self.shuffle:
            return tuple(ids)
        free = [index for index, option in enumerate(self.options) if not option.fixed]
        drawn = _random.permutation(len(free), key, seed, "options")
        for place, source in zip(free, drawn, strict=True):
            ids[place] = self.options[free[source]].id
        return tuple(ids)


def unique_ids(
    entries: Sequence[Any], what: str, least: int, most: int | None = MOST_ENTRIES
) -> None:
    """Refuse a list with too few or too many entries, or with an id that stands twice.

    Raises:
        ValueError: with one line that names the id or the count.
    """
    if len(entries) < least:
        raise ValueError(f"at least {least} {what} expected, found {len(entries)}")
    if most is not None and len(entries) > most:
        raise ValueError(f"at most {most:,} {what} expected, found {len(entries):,}")
    for identity, count in Counter(entry.id for entry in entries).items():
        if count > 1:
            raise ValueError(f"the id {identity!r} stands twice among the {what}")


class ChoiceReader:
    """Reads which of the choices a typed answer names: by letter (which wins), id or text."""

    def __init__(self, choices: Sequence[tuple[str, str]], order: Order) -> None:
        self._letters = {letter(index): identity for index, identity in enumerate(order)}
        self._ids = {identity for identity, _ in choices}
        folded = [(fold(shown), identity) for identity, shown in choices]
        counts = Counter(text for text, _ in folded)
        self._texts = {text: identity for text, identity in folded if counts[text] == 1}
        #: commas in the text of a choice: no more parts of a list than this may belong together
        self.commas = max((shown.count(",") for _, shown in choices), default=0)

    def read(self, text: str) -> str | None:
        """The id that the text names; None if it names none, or several."""
        name = self.name(text)
        if name is not None:
            return name
        folded = fold(text.strip())
        return self._texts.get(folded) if folded else None

    def name(self, text: str) -> str | None:
        """The same without the texts of choices: a letter or an id."""
        typed = text.strip()
        lowered = typed.lower().rstrip(".)").lstrip("(").strip()
        if lowered in self._letters:
            return self._letters[lowered]
        if typed in self._ids:
            return typed
        return lowered if lowered in self._ids else None


def split_list(
    text: str, choices: Sequence[tuple[str, str]], order: Order, expected: str
) -> list[str]:
    """The ids that a typed list names: split on ``;``, or on ``,`` where every part is an option.

    Letters and ids win over an option whose own text looks like a list of them.

    Raises:
        InvalidResponseError: a part names no option, or there is no part.
    """
    reader = ChoiceReader(choices, order)
    separators = ";\n" if ";" in text or "\n" in text else ","
    parts = [part for part in re.split(f"[{separators}]", text) if part.strip()]
    if not parts:
        raise InvalidResponseError(text.strip(), expected)
    found = [reader.name(part) for part in parts]
    if None in found:
        whole = reader.read(text)
        if whole is not None:
            return [whole]
        found = [reader.read(part) for part in parts]
    if separators == "," and reader.commas and None in found:
        joined = _comma_parts(parts, reader)
        if joined is not None:
            return joined
    for part, identity in zip(parts, found, strict=True):
        if identity is None:
            raise InvalidResponseError(part.strip(), expected)
    return [identity for identity in found if identity is not None]


def _comma_parts(parts: list[str], reader: ChoiceReader) -> list[str] | None:
    """Parts joined again where an option's own text holds commas (form tools join with ``, ``)."""
    found: list[str] = []
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + 1 + reader.commas), start, -1):
            identity = reader.read(",".join(parts[start:end]))
            if identity is not None:
                found.append(identity)
                start = end
                break
        else:
            return None
    return found


def one_id(value: Any, choices: Sequence[tuple[str, str]]) -> str | None:
    """The id that a response names; None for an empty text or null.

    Raises:
        InvalidResponseError: it is no text, or no such id is there.
    """
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        value = str(value)  # an unquoted id of digits
    if isinstance(value, str):
        identity = value.strip()
        if not identity:
            return None
        if any(identity == known for known, _ in choices):
            return identity
    raise InvalidResponseError(value, shown_ids(choices))


def part_id(key: Any) -> str:
    """The id of a row or blank that a key of a response names, digits without quotes included."""
    if isinstance(key, str):
        return key.strip()
    if isinstance(key, int) and not isinstance(key, bool) and abs(key) < _LARGEST:
        return str(key)
    return ""


def one_text(value: Any, expected: str) -> str | None:
    """A text response: text, or a number or boolean as written; None where nothing was written.

    Raises:
        InvalidResponseError: a list, a mapping or another object.
    """
    if value is None:
        return None
    if isinstance(value, str):
        text = str(value)
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) < _LARGEST):
        text = str(value)
    else:
        raise InvalidResponseError(value, expected)
    return None if is_blank(text) else text


def shown_ids(choices: Sequence[tuple[str, str]]) -> str:
    """``one of a, b, c`` for an error message."""
    return "one of " + abbreviate(", ".join(identity for identity, _ in choices), 200).strip("'\"")
