"""Tables of questions, CSV and XLSX: our own exports, and foreign ones by their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from mlinterview.errors import ExchangeError, RecordsError
from mlinterview.interchange import _markdown as md
from mlinterview.interchange import _own_table
from mlinterview.interchange._entry import Collected
from mlinterview.interchange._from_html import Texts
from mlinterview.interchange._imported import Imported, Reading
from mlinterview.interchange._packages import is_package
from mlinterview.interchange._pasted_items import item_of
from mlinterview.interchange._pasted_lines import Line, Paragraph
from mlinterview.interchange._pasted_questions import Draft, Option
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._scored import Unsuited

__all__ = ["HEADINGS", "collect_rows", "read"]

#: what a column may hold, and the headings (in small letters) that say so
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "question": ("question", "question text", "stem", "prompt", "question stem", "problem", "text"),
    "answer": (
        *("correct answer", "correct answers", "correct answer(s)", "correct option", "correct"),
        *("right answer", "answer key", "key", "answer", "answers", "solution"),
    ),
    "options": ("options", "choices", "answer options", "answer choices", "alternatives"),
    "type": ("type", "question type", "format", "kind"),
    "points": ("points", "marks", "score", "point", "mark", "weight", "max points"),
    "explanation": (
        *("explanation", "rationale", "feedback", "general feedback", "reason", "comment"),
        "answer explanation",
    ),
    "title": ("title", "name", "question title", "question name"),
    "id": ("id", "question id", "identifier", "code"),
    "difficulty": ("difficulty", "level"),
    "tolerance": ("tolerance",),
    "unit": ("unit", "units"),
    "topics": ("topics", "topic", "tags", "tag"),
    "category": ("category",),
    "reference": ("reference", "references"),
}
_OPTION = re.compile(
    r"(?P<kind>(?:answer\s+)?(?:option|choice|opt|alternative|response|answer)|distractor"
    r"|(?:wrong|incorrect)\s+(?:answer|option))?[\s_#.:-]*(?P<mark>[a-z]|\d{1,2})"
)
_FEEDBACK = re.compile(r"feedback[\s_#.:-]*(?:option\s*)?(?P<mark>[a-z]|\d{1,2})")
_HTML = re.compile(r"</?(?:p|b|i|br|em|strong|div|span|img|code|pre|ul|ol|li|sub|sup)\b", re.I)
_NUMBERS = re.compile(r"\d{1,2}(?:\s*[,;&]\s*\d{1,2})*")
_NAMED_LETTER = re.compile(
    r"\b(?:option|choice|answer)s?\s+(?=(?:[a-z]|\d{1,2})\b(?!['’]))", re.IGNORECASE
)
_LABEL = re.compile(r"\s*\(?[A-Za-z][.)]\s+")
_HEADING_ROWS = 15
_MOST_ROWS = 100_000


@dataclass(slots=True)
class _Columns:
    """Where each thing stands: places of columns, from 0."""

    row: int
    known: dict[str, int] = field(default_factory=dict)
    options: list[tuple[str, int]] = field(default_factory=list)
    feedback: dict[str, int] = field(default_factory=dict)
    wrong: bool = False
    left: dict[str, int] = field(default_factory=dict)


def read(content: bytes, name: str, *, columns: Mapping[str, str] | None = None) -> Reading:
    """The questions of a table, one a row.

    Args:
        content: a CSV or XLSX file.
        name: of the file, for messages.
        columns: headings by what they hold, such as ``{"question": "Prompt"}``; they win.

    Raises:
        ExchangeError: it cannot be read, or no column holds questions.
    """
    found = Collected()
    rows = _rows(content, name, found)
    head = next(((n, cells) for n, cells in rows[:_HEADING_ROWS] if _own_table.is_own(cells)), None)
    if head is not None and columns is None:
        heading = [cell.strip().lower() for cell in head[1]]
        for number, cells in rows:
            if number > head[0] and any(cells):
                place = f"row {number}"
                found.add(place, partial(_own_table.item, heading, cells, place))
        return Reading(items=tuple(found.items), skipped=tuple(found.skipped))
    places = _columns(rows, name, columns or {})
    pictures = Pictures()
    for number, cells in rows:
        if number <= places.row or not any(cell.strip() for cell in cells):
            continue
        place = f"row {number}"
        found.add(place, partial(_item, places, cells, place, pictures))
    return Reading(
        items=tuple(found.items), skipped=tuple(found.skipped), files=dict(pictures.files)
    )


def collect_rows(
    rows: Sequence[tuple[int, list[str]]], found: Collected, pictures: Pictures, where: str
) -> bool:
    """Put the questions of a table within a document into ``found``.

    Args:
        rows: cells with the number of their row; the headings come first.
        found: where questions and reasons go.
        pictures: keeps what the cells hold.
        where: names the table.

    Returns:
        Whether its headings say that it holds questions; nothing is done where they do not.
    """
    if len(rows) < 2:
        return False
    try:
        places = _columns(rows[:1], where, {})
    except ExchangeError:
        return False
    if "answer" not in places.known and len(places.options) < 2:
        return False
    for number, cells in rows[1:]:
        if any(cell.strip() for cell in cells):
            place = f"{where}, row {number}"
            found.add(place, partial(_item, places, cells, place, pictures))
    return True


def _rows(content: bytes, name: str, found: Collected) -> list[tuple[int, list[str]]]:
    from mlinterview.store._encoding import decode
    from mlinterview.store._problems import ProblemList
    from mlinterview.store._table import csv_rows
    from mlinterview.store._xlsx import xlsx_rows

    problems = ProblemList(name)
    rows: list[tuple[int, list[str]]] = []
    if is_package(content):
        given = xlsx_rows(content, name)
    else:
        given = csv_rows(md.clean(decode(content).text.lstrip("\ufeff")), problems)
    try:
        for row in given:
            if len(rows) == _MOST_ROWS:
                found.skip(f"row {row.number}", f"over {_MOST_ROWS:,} rows: the rest is left out")
                break
            rows.append((row.number, [md.clean(cell) for cell in row.cells]))
    except RecordsError as error:
        raise ExchangeError(str(error)) from None
    for problem in problems.all():
        found.skip(problem.where or f"line {problem.line}", problem.reason)
    return rows


def _columns(
    rows: Sequence[tuple[int, list[str]]], name: str, named: Mapping[str, str]
) -> _Columns:
    """The columns by the first row that names a question and something else.

    Raises:
        ExchangeError: there is no such row, or a heading that was named is not there.
    """
    for what in named:
        if what not in HEADINGS:
            raise ExchangeError(f"no column holds {what!r}; one of {', '.join(HEADINGS)} expected")
    for number, cells in rows[:_HEADING_ROWS]:
        places = _heading(number, cells, named)
        if "question" in places.known and (len(places.known) > 1 or places.options):
            return places
    shown = ", ".join(cell for cell in (rows[0][1] if rows else []) if cell.strip())[:200]
    wanted = ", ".join(f"{what}={heading}" for what, heading in named.items())
    raise ExchangeError(
        f"{name}: no row of headings with a question and an answer"
        f"{f' ({wanted})' if wanted else ''}; found {shown or 'nothing'};"
        " name the columns with --map question=HEADING --map answer=HEADING"
    )


def _heading(number: int, cells: Sequence[str], named: Mapping[str, str]) -> _Columns:
    places = _Columns(number)
    folded = [_folded(cell) for cell in cells]
    for what, heading in named.items():
        wanted = _folded(heading)
        if wanted in folded:
            places.known[what] = folded.index(wanted)
    taken = set(places.known.values())
    for what, headings in HEADINGS.items():
        for heading in headings:
            if what not in places.known and heading in folded:
                place = folded.index(heading)
                if place not in taken:
                    places.known[what] = place
                    taken.add(place)
    for place, heading in enumerate(folded):
        if place in taken or not heading:
            continue
        if found := _FEEDBACK.fullmatch(heading):
            places.feedback[_mark(found["mark"])] = place
        elif (found := _OPTION.fullmatch(heading)) and (found["kind"] or found["mark"].isalpha()):
            kind = found["kind"] or ""
            places.wrong = places.wrong or kind.startswith(("wrong", "incorrect", "distractor"))
            places.options.append((_mark(found["mark"]), place))
        else:
            places.left[cells[place].strip()] = place
    return places


def _folded(heading: str) -> str:
    """A heading in small letters, without a hint behind a dash (``Question - max 120 signs``)."""
    plain = " ".join(heading.replace("_", " ").lower().split())
    return re.split(r"\s[-–]\s", plain, maxsplit=1)[0].strip(" :*")


def _mark(mark: str) -> str:
    """The letter of an option; numbers count from 1."""
    return mark if mark.isalpha() else chr(ord("a") + max(0, int(mark) - 1) % 26)


def _item(places: _Columns, cells: Sequence[str], place: str, pictures: Pictures) -> Imported:
    texts = Texts(pictures)

    def cell(where: int | None) -> str:
        return cells[where].strip() if where is not None and where < len(cells) else ""

    def shown(raw: str, named: bool = True) -> str:
        return texts.html(raw, named=named) if _HTML.search(raw) else md.from_plain(raw)

    given = {what: cell(where) for what, where in places.known.items()}
    stem = given.get("question", "")
    if not stem:
        raise Unsuited("no question text")
    paragraph = Paragraph(0, stem, write=lambda start, end: shown(stem, named=False))
    draft = Draft("", 0, stem=[Line(paragraph, "other")])
    for mark, where in places.options:
        if cell(where):
            told = cell(places.feedback.get(mark))
            option = Option(mark, [shown(cell(where))], cell(where))
            option.feedback = [shown(told)] if told else []
            draft.options.append(option)
    if not draft.options and given.get("options"):
        for number, text in enumerate(_listed(given["options"])):
            draft.options.append(Option(chr(ord("a") + number % 26), [shown(text)], text))
    draft.answer = _answer(given.get("answer", ""), draft, places, shown)
    draft.answer_markdown = shown(draft.answer)
    if given.get("explanation"):
        draft.feedback.append(shown(given["explanation"]))
    renamed = {"explanation": "", "question": "", "answer": "", "options": ""}
    draft.fields = {what: text for what, text in given.items() if text and what not in renamed}
    notes = texts.notes
    for heading, where in places.left.items():
        if cell(where):
            notes.append(f"the column {heading[:60]!r} was left out")
    if not draft.answer and not draft.options and "answer" in places.known:
        notes.append("the answer is empty")
    draft.figures = texts.figures
    return item_of(draft, place, notes)


def _listed(text: str) -> Iterator[str]:
    sign = next((sign for sign in ("\n", "|", ";", ",") if sign in text), "\n")
    for part in text.split(sign):
        if part.strip():
            yield _LABEL.sub("", part, count=1).strip()


def _answer(answer: str, draft: Draft, places: _Columns, shown: Callable[[str], str]) -> str:
    """The answer by letters where it counts the options; the right option added where it is apart.

    Columns of wrong answers leave the right one to the answer's own column.
    """
    texts = {" ".join(option.plain.split()).lower() for option in draft.options}
    folded = " ".join(answer.split()).lower()
    if places.wrong and answer and folded not in texts:
        mark = chr(ord("a") + len(draft.options))
        labels = {option.label for option in draft.options}
        label = mark if mark not in labels else "z"
        draft.options.append(Option(label, [shown(answer)], answer, right=True))
        return ""
    if draft.options and folded not in texts:
        answer = _NAMED_LETTER.sub("", answer)
    if draft.options and folded not in texts and _NUMBERS.fullmatch(answer):
        numbers = [int(part) for part in re.findall(r"\d+", answer)]
        if all(1 <= number <= len(draft.options) for number in numbers):
            return ", ".join(draft.options[number - 1].label for number in numbers)
    return answer
