"""From a form to the paper that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.errors import ExpressionError, FormError, UnknownNameError
from mlinterview.model.content import letter
from mlinterview.model.form import Form, FormEntry
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Figure, Item
from mlinterview.model.roster import RosterEntry
from mlinterview.rendering.paper._keys import answered, key_of
from mlinterview.rendering.paper._room import room_for
from mlinterview.rendering.paper.model import (
    BlankSpace,
    Choice,
    Paper,
    Passage,
    Picture,
    Question,
    Row,
    Section,
    minutes_for,
)
from mlinterview.rendering.paper.words import LANGUAGES, words_in
from mlinterview.rendering.present import present

__all__ = ["check_variants", "paper", "variant_codes"]

_FEW = 26


def variant_codes(count: int) -> tuple[str, ...]:
    """The codes of so many variants: A, B, ... Z, or 001, 002, ... where there are more.

    >>> variant_codes(3)
    ('A', 'B', 'C')
    >>> variant_codes(200)[-1]
    '200'
    """
    if count <= _FEW:
        return tuple(letter(index).upper() for index in range(count))
    width = max(3, len(str(count)))
    return tuple(f"{number:0{width}}" for number in range(1, count + 1))


def paper(
    form: Form,
    bank: Bank,
    *,
    variant: str | None = None,
    person: RosterEntry | None = None,
    key: bool = False,
    language: str | None = None,
    answer_sheet: bool = True,
) -> Paper:
    """What is printed of a form.

    Letters are those by which ``grade --form`` reads answers back: a variant draws and shuffles
    every item by its code, else the form's own seeds and orders hold.

    Args:
        form: its items are looked up in ``bank``.
        variant: a code such as ``B``; without it the person's, else the form's own order.
        person: whose paper it is.
        key: with right answers, explanations, feedback and rubrics.
        language: of the fixed words, ``en`` or ``vi``; without it the form's, else the bank's, else
            English.
        answer_sheet: with a sheet to mark answers on.

    Raises:
        FormError: the bank lacks an item of the form, or a printed order is not of its options.
        ExpressionError: an item has no value for this variant.

    >>> import mlinterview as mli
    >>> bank = mli.load_bank()
    >>> found = paper(bank.form("seed"), bank, variant="B")
    >>> found.variant, found.questions[0].number
    ('B', 1)
    """
    code = variant or (person.variant if person is not None else None) or None
    _all_there(form, bank)
    own = form.language or bank.language or "en"
    words = language or own.lower().replace("_", "-").partition("-")[0]
    if words not in LANGUAGES:
        if language is not None:
            known = ", ".join(LANGUAGES)
            raise FormError(f"fixed words in one of {known} expected, found {language!r}")
        words = "en"
    passages = _passages(form, bank)
    number = 0
    sections: list[Section] = []
    for place, section in enumerate(form.sections):
        questions: list[Question] = []
        for entry in section.items:
            number += 1
            item = bank[entry.id]
            questions.append(
                _question(form, item, entry, number, code, passages, key=key, words=words)
            )
        sections.append(
            Section(letter(place).upper(), section.title, section.instructions, tuple(questions))
        )
    return Paper(
        form=form.id,
        title=form.title or form.id,
        sections=tuple(sections),
        variant=code,
        person=person,
        minutes=minutes_for(person, form.minutes),
        instructions=form.instructions,
        language=own,
        words=words,
        with_key=key,
        answer_sheet=answer_sheet and not key,
    )


def check_variants(form: Form, bank: Bank, codes: Iterable[str | None]) -> None:
    """Draw every parametrised item of a form for every code, before anything is written.

    Raises:
        FormError: the bank lacks an item of the form.
        ExpressionError: an item has no value for one of the variants.
    """
    _all_there(form, bank)
    drawn = [entry.id for entry in form.entries() if bank[entry.id].parametrised]
    for code in codes:
        for identity in drawn:
            _drawn(form, bank[identity], code)


def _drawn(form: Form, item: Item, variant: str | None) -> Item:
    try:
        return item.variant(form.seed_for(item.id, variant))
    except ExpressionError as error:
        place = f"form {form.id!r}" + (f", variant {variant!r}" if variant else "")
        raise ExpressionError(f"{place}: item {item.id!r}: {error}") from None


def _all_there(form: Form, bank: Bank) -> None:
    missing = [entry.id for entry in form.entries() if entry.id not in bank]
    if missing:
        # numbers would shift, and answers be read as those to other questions
        first = UnknownNameError("item", missing[0], list(bank)).message
        more = f" (and {len(missing) - 1} more: {', '.join(missing[1:6])})" if missing[1:] else ""
        raise FormError(f"form {form.id!r}: {first}{more}")


def _passages(form: Form, bank: Bank) -> Mapping[str, Passage]:
    """Stimuli by id, with the numbers of the questions that share them."""
    found: dict[str, tuple[Item, list[int]]] = {}
    for number, entry in enumerate(form.entries(), 1):
        item = bank[entry.id]
        stimulus = item.placement.stimulus
        if stimulus is not None:
            found.setdefault(stimulus.id, (item, []))[1].append(number)
    passages = {}
    for identity, (item, numbers) in found.items():
        stimulus = item.placement.stimulus
        assert stimulus is not None
        passages[identity] = Passage(
            id=identity,
            title=stimulus.title,
            text=stimulus.text,
            pictures=_pictures(stimulus.figures, item.placement.root),
            questions=tuple(numbers),
        )
    return passages


def _pictures(figures: Iterable[Figure], root: Path | None) -> tuple[Picture, ...]:
    return tuple(
        Picture(figure.file, figure.alt or figure.file, _inside(root, figure.file))
        for figure in figures
    )


def _inside(root: Path | None, name: str) -> Path | None:
    """A file below ``root``; None where it leads out of it, or is not there."""
    if root is None:
        return None
    try:
        path = (root / name).resolve()
        return path if path.is_relative_to(root.resolve()) and path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def _question(
    form: Form,
    item: Item,
    entry: FormEntry,
    number: int,
    variant: str | None,
    passages: Mapping[str, Passage],
    *,
    key: bool,
    words: str,
) -> Question:
    seed = form.seed_for(item.id, variant)
    order = entry.options if not variant else None
    drawn = _drawn(form, item, variant)
    shown = present(item, seed=seed, order=order)
    stimulus = item.placement.stimulus
    passage = passages[stimulus.id] if stimulus is not None else None
    at = passage.questions[0] if passage is not None else None
    choices = _choices(drawn, shown, key=key, words=words)
    rows = _rows(drawn, shown, choices, key=key)
    blanks = _blanks(drawn, shown, key=key)
    return Question(
        number=number,
        item_id=item.id,
        version=item.version,
        format=item.format,
        points=float(drawn.points if entry.points is None else entry.points),
        title=drawn.title,
        minutes=drawn.minutes,
        passage=passage if at == number else None,
        passage_at=at,
        stem=drawn.stem,
        pictures=_pictures(drawn.figures, item.placement.root),
        choices=choices,
        rows=rows,
        blanks=blanks,
        unit=shown.get("unit"),
        style=drawn.rubric.answer_style if isinstance(drawn, FreeText) else "prose",
        room=room_for(drawn, len(choices)),
        key=key_of(drawn, choices, rows, blanks, words) if key else None,
    )


def _choices(drawn: Any, shown: Mapping[str, Any], *, key: bool, words: str) -> tuple[Choice, ...]:
    if drawn.format == "true_false":
        said = words_in(words)
        return tuple(
            Choice(
                identity,
                identity[0],
                said.true if identity == "true" else said.false,
                right=drawn.answer == (identity == "true") if key else None,
                feedback=drawn.feedback.get(identity) if key else None,
            )
            for identity in ("true", "false")
        )
    entries = shown.get("options") or shown.get("steps") or ()
    return _lettered(drawn, entries, key=key)


def _lettered(
    content: Any, entries: Sequence[Mapping[str, str]], *, key: bool
) -> tuple[Choice, ...]:
    """Options with what is right and said about them, where the content knows it."""
    options = {option.id: option for option in getattr(content, "options", ())} if key else {}
    return tuple(
        Choice(
            entry["id"],
            entry["letter"],
            entry["text"],
            right=getattr(options.get(entry["id"]), "correct", None),
            feedback=getattr(options.get(entry["id"]), "feedback", None),
        )
        for entry in entries
    )


def _rows(
    drawn: Any, shown: Mapping[str, Any], choices: Sequence[Choice], *, key: bool
) -> tuple[Row, ...]:
    letters = {choice.id: choice.letter for choice in choices}
    return tuple(
        Row(
            row.id,
            number,
            row.text,
            letter=letters[row.match] if key else None,
            feedback=row.feedback if key else None,
        )
        for number, row in enumerate(getattr(drawn, "rows", ()) if shown.get("rows") else (), 1)
    )


def _blanks(drawn: Any, shown: Mapping[str, Any], *, key: bool) -> tuple[BlankSpace, ...]:
    found = []
    for number, blank in enumerate(shown.get("blanks") or (), 1):
        content = drawn.blanks[blank["id"]]
        choices = _lettered(content, blank.get("options") or (), key=key)
        found.append(
            BlankSpace(
                id=blank["id"],
                number=number,
                format=blank["format"],
                unit=blank.get("unit"),
                choices=choices,
                answer=answered(content, choices) if key else None,
            )
        )
    return tuple(found)
