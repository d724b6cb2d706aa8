"""Which option a cell names: by its text, by the letter printed before it, or by its id.

A letter wins over an id of one character. Where the text of one option is the letter or id of
another, the column as a whole tells which is meant (`Style`), or nobody can and the cell is not
placed: a guess would be a wrong answer that nobody gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from mlinterview._text import fold
from mlinterview.model.content import Order, letter

__all__ = ["AmbiguousCellError", "ChoiceReader", "Style", "style_of"]

Style = Literal["text", "code"]
_MARKUP = re.compile(r"[*`$\\]|~~|(?<!\w)_+|_+(?!\w)|!?\[(?=[^\[\]]*\]\()|\]\([^()]*\)")
_LABEL = re.compile(r"\(?([a-z]{1,2})[.)]\s+(?=\S)", re.IGNORECASE)
_LIST = re.compile(r"[;,\n]")
_MAX_PARTS = 200
_MAX_MEMORY = 1000


class AmbiguousCellError(ValueError):
    """A cell can be read in two ways."""


class ChoiceReader:
    """The options of one item in one printed order.

    Args:
        choices: id and text of each option.
        order: ids as printed; empty where the order is not known, then letters are refused.
        style: what the cells of the column are, where that is known.
        values: ids by texts that a map file translates.
    """

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        order: Order,
        style: Style | None = None,
        values: Mapping[str, str] | None = None,
    ) -> None:
        self.style: Style | None = style
        self._values = {fold(text): identity for text, identity in (values or {}).items()}
        self._ids = {identity for identity, _ in choices}
        self._letters = {letter(index): identity for index, identity in enumerate(order)}
        self._unknown = set() if order else {letter(index) for index in range(len(choices))}
        self._texts = _unique((fold(text), identity) for identity, text in choices)
        self._bare = _unique((_bare(text), identity) for identity, text in choices)
        longest = max((len(text) for _, text in choices), default=0)
        self._longest = 2 * longest + 100
        self._memory: dict[str, str | None] = {}  # folding takes longer than all the rest

    @property
    def conflicting(self) -> bool:
        """Whether an option's text is the letter or id of another one."""
        return any(
            self._code(text) not in (None, identity) for text, identity in self._texts.items()
        )

    def styles(self, cell: str) -> set[Style]:
        """How the parts of a cell can be read, for `style_of`."""
        found: set[Style] = set()
        for part in {cell, *_LIST.split(cell)}:
            text, code = self._text(part), self._code(part)
            if text is not None and code is None:
                found.add("text")
            elif code is not None and text is None:
                found.add("code")
        return found

    def one(self, cell: str) -> str | None:
        """The option that a cell names; None if it names none.

        Raises:
            AmbiguousCellError: it is the text of one and the letter or id of another, or a letter
                while the printed order is not known.
        """
        if self._values:
            cell = self._values.get(fold(cell), cell)
            if cell in self._values.values() and cell in self._ids:
                return cell
        text, code = self._text(cell), self._code(cell)
        if text is None and _sign(cell) in self._unknown:
            raise AmbiguousCellError("a letter, but the printed order is not known: give the form")
        if text is None or code is None or text == code:
            return text or code or self._labelled(cell)
        if self.style is None:
            raise AmbiguousCellError(
                f"the text of the option {text!r} and the letter or id of {code!r};"
                " a map with 'values' can tell which"
            )
        return text if self.style == "text" else code

    def several(self, cell: str) -> list[str] | None:
        """The options that a list names, parted by ``;``, ``,`` or line ends; None if not all are.

        Raises:
            AmbiguousCellError: the list can be parted in several ways, or as `one`.
        """
        if ";" in cell or "\n" in cell:
            parts = [part for part in re.split(r"[;\n]", cell) if part.strip()]
            found = [self.one(part) for part in parts]
            if found and None not in found:
                return _once(found)
        return self._parted(cell)

    def _parted(self, cell: str) -> list[str] | None:
        """Every way to part the cell at some of its separators such that each part is an option.

        The texts of options may hold separators themselves.
        """
        cuts = [match.start() for match in _LIST.finditer(cell)]
        if len(cuts) > _MAX_PARTS:
            return None
        starts = [0, *(cut + 1 for cut in cuts)]
        ends = [*cuts, len(cell)]
        doubt: AmbiguousCellError | None = None
        # ways[i]: the lists of options that the text before starts[i] can be, two at most
        ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in ends)]
        for last, end in enumerate(ends):
            for first in range(last, -1, -1):
                part = cell[starts[first] : end]
                if not ways[first] or len(part) > self._longest:
                    continue
                try:
                    identity = self.one(part) if part.strip() else ""
                except AmbiguousCellError as error:
                    doubt, identity = error, None
                if identity is None:
                    continue
                for way in ways[first]:
                    longer = (*way, identity) if identity else way
                    if set(longer) not in map(set, ways[last + 1]) and len(ways[last + 1]) < 2:
                        ways[last + 1].append(longer)
        complete = ways[-1]
        if len(complete) > 1:
            raise AmbiguousCellError("the list can be parted in two ways; separate with ';'")
        if not complete and doubt is not None:
            raise doubt
        return _once(complete[0]) if complete else None

    def _text(self, cell: str) -> str | None:
        if cell not in self._memory:
            if len(self._memory) >= _MAX_MEMORY or len(cell) > self._longest:
                return self._look_up(cell)
            self._memory[cell] = self._look_up(cell)
        return self._memory[cell]

    def _look_up(self, cell: str) -> str | None:
        folded = fold(cell)
        return (self._texts.get(folded) or self._bare.get(_bare(cell))) if folded else None

    def _code(self, cell: str) -> str | None:
        typed = cell.strip()
        sign = _sign(typed)
        if sign in self._letters:
            return self._letters[sign]
        if typed in self._ids:
            return typed
        return typed.lower() if typed.lower() in self._ids else None

    def _labelled(self, cell: str) -> str | None:
        """``b) mean squared error``, as some tools write it."""
        label = _LABEL.match(cell.strip())
        return self._text(cell.strip()[label.end() :]) if label else None


def style_of(reader: ChoiceReader, cells: Iterable[str]) -> Style | None:
    """What a column holds: texts of options, or their letters and ids; None if both or neither."""
    found: set[Style] = set()
    for cell in cells:
        found |= reader.styles(cell)
    return found.pop() if len(found) == 1 else None


def _sign(cell: str) -> str:
    return cell.strip().lower().rstrip(".)").lstrip("(").strip()


def _bare(text: str) -> str:
    """Folded, without the Markdown that a form tool does not show."""
    return fold(_MARKUP.sub("", text))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    twice = set()
    for text, identity in pairs:
        if text in found:
            twice.add(text)
        found[text] = identity
    return {text: identity for text, identity in found.items() if text not in twice}


def _once(found: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(identity for identity in found if identity is not None))
