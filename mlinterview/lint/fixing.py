"""Mending what needs no judgement: the order of numbers, end punctuation, space at line ends."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlinterview._text import is_blank
from mlinterview.bank._yaml import parse_yaml
from mlinterview.bank.bank import Bank
from mlinterview.bank.loader import load_bank
from mlinterview.lint import _choices, _spaces
from mlinterview.lint._choices import OptionList, lists_of
from mlinterview.lint._edits import Edit, applied, compose, end_mark_edit, node_at, reordered
from mlinterview.lint._grammar import end_marks
from mlinterview.lint._numeric_options import in_order, numbers_of
from mlinterview.lint._rule import Loc
from mlinterview.store import replacing

__all__ = ["Fix", "fix"]


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing that was mended, or that was left with the reason why.

    Attributes:
        file: as shown to people.
        item: the item's id; ``""`` where it is the file.
        where: the place in the item.
        message: what was done, or why not.
        done: whether the file was changed.
    """

    file: str
    item: str
    where: str
    message: str
    done: bool

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.file, self.item, self.where) if part)
        return f"{'fixed' if self.done else 'left'}: {place}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """A change of one list of options: of the text, and of what it then holds."""

    item: str
    loc: Loc
    message: str
    edits: Callable[[str, Any], list[Edit] | None]
    change: Callable[[list[Any]], list[Any]]


def fix(path: str | Path) -> list[Fix]:
    """Mend what needs no judgement in the files of a bank, by place: nothing else moves.

    Options of numbers that are not shuffled are sorted (W09), options that end unlike the others
    end alike (W08), and space at line ends goes. Options are known by their ids, so no key changes.
    Waived findings stay. Every change is checked: the file must then hold what was meant and
    nothing else, or it is left with the reason.

    Raises:
        BankError: the directory is no bank.
        RecordsError: a file cannot be written.
    """
    bank = load_bank(path, strict=False)
    assert bank.root is not None
    plans: defaultdict[str, list[_Plan]] = defaultdict(list)
    for item in bank.values():
        source = bank.sources.get(item.id)
        if source is not None:
            for options in lists_of(item):
                plans[source.file].extend(_plans(options))
    _choices.forget()
    found: list[Fix] = []
    for file in sorted(_files(bank)):
        found.extend(_mend(bank.root / file, file, plans[file]))
    return found


def _files(bank: Bank) -> set[str]:
    return {source.file for source in bank.sources.values()}


# what is to be done -----------------------------------------------------------------------------


def _plans(options: OptionList) -> Iterator[_Plan]:
    waived = {rule for rule, reason in options.item.waive.items() if not is_blank(reason)}
    if options.item.parametrised:
        return  # the texts are those of one draw
    if "W08" not in waived:
        yield from _same_ends(options)
    still = not options.shuffled
    numbers = numbers_of(options) if still and "W09" not in waived else None
    if numbers is not None and not in_order(numbers):
        order = sorted(range(len(numbers)), key=lambda index: numbers[index].value)
        yield _Plan(
            options.item.id,
            options.loc,
            "sorted the options by their numbers",
            lambda text, node: _only(reordered(text, node, order)),
            lambda entries: [entries[index] for index in order],
        )


def _only(edit: Edit | None) -> list[Edit] | None:
    return None if edit is None else [edit]


def _same_ends(options: OptionList) -> Iterator[_Plan]:
    texts = [option.text for option in options.options]
    marks = end_marks(texts)
    known = [mark for mark in marks if mark is not None]
    if not set(known) <= {"", "."} or len(set(known)) < 2:
        return
    several = any(". " in text.strip() for text in texts)
    stops = known.count(".")
    wanted = "." if several or stops > len(known) - stops else ""
    odd = [index for index, mark in enumerate(marks) if mark is not None and mark != wanted]

    def edits(text: str, node: Any) -> list[Edit] | None:
        found = []
        for index in odd:
            child = node_at_text(node, index)
            edit = end_mark_edit(text, child, wanted, str(marks[index]))
            if edit is None:
                return None
            found.append(edit)
        return found

    def change(entries: list[Any]) -> list[Any]:
        for index in odd:
            bare = str(entries[index]["text"])
            kept = bare.rstrip()
            kept = kept + "." if wanted else kept.removesuffix(".")
            entries[index] = {**entries[index], "text": kept + bare[len(bare.rstrip()) :]}
        return entries

    done = "added the full stop that the other options end with"
    if not wanted:
        done = "took away the full stop that the other options do not end with"
    yield _Plan(options.item.id, options.loc, done, edits, change)


def node_at_text(options: Any, index: int) -> Any:
    """The node of the text of one option."""
    for key, value in options.value[index].value:
        if key.value == "text":
            return value
    return None


# doing it ---------------------------------------------------------------------------------------


def _mend(path: Path, file: str, plans: Sequence[_Plan]) -> Iterator[Fix]:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        if plans:
            yield Fix(file, "", "", f"cannot be edited: {error}", False)
        return
    before = text
    for plan in plans:
        changed = _carried_out(text, plan)
        reason = "" if changed else "its layout leaves no safe way; mend it by hand"
        text = changed or text
        yield Fix(file, plan.item, _shown(plan.loc), reason or plan.message, not reason)
    bare, count = _spaces.stripped(text)
    if count:
        text = bare
        lines = "one line" if count == 1 else f"{count} lines"
        yield Fix(file, "", "", f"took away space at the end of {lines}", True)
    if text != before:
        with replacing(path) as out:
            out.write(text)


def _shown(loc: Loc) -> str:
    return ".".join(str(step) for step in loc)


def _carried_out(text: str, plan: _Plan) -> str | None:
    """The text after the change; None where it would hold anything else than what was meant."""
    root = compose(text)
    node = node_at(root, plan.item, plan.loc) if root is not None else None
    edits = plan.edits(text, node) if node is not None else None
    if edits is None:
        return None
    after = applied(text, edits)
    old, new = parse_yaml(text), parse_yaml(after)
    expected = copy.deepcopy(old.value)
    if not isinstance(expected, list):
        return None
    for entry in expected:
        if isinstance(entry, dict) and entry.get("id") == plan.item:
            part: Any = entry
            for step in plan.loc[:-1]:
                part = part[step]
            part[plan.loc[-1]] = plan.change(part[plan.loc[-1]])
            break
    same = expected == new.value and len(old.faults) == len(new.faults)
    return after if same else None
