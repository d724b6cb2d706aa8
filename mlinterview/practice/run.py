"""Practice from end to end: terminal, answers kept, report. What the command line calls."""

from __future__ import annotations

import secrets
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

from mlinterview.bank.bank import Bank
from mlinterview.console.screen import Terminal, open_terminal
from mlinterview.errors import RecordsError
from mlinterview.model.form import Form
from mlinterview.model.item import Item
from mlinterview.model.records import Mark
from mlinterview.model.scheme import Scheme
from mlinterview.practice.keeper import AnswerFile, default_file, marks_file
from mlinterview.practice.loop import run_sitting
from mlinterview.practice.sitting import Answer, Sitting
from mlinterview.store import MarkLog

__all__ = ["PracticeResult", "new_seed", "run_practice"]

_SEEDS = 2**31


@dataclass(frozen=True)
class PracticeResult:
    """What came of a sitting.

    Attributes:
        sitting: as it ended, with answers and scores.
        ended: ``all`` questions were asked, ``time`` was up, or it was ``stopped``.
        seed: the seed of items and options; None on a form with seeds of its own.
        out: the file that the answers are in; None where none could be written.
        marks: the file that the examinee's own marks are in; None where there are none.
    """

    sitting: Sitting
    ended: Literal["all", "time", "stopped"]
    seed: int | None
    out: Path | None
    marks: Path | None = None


def new_seed() -> int:
    """A seed that nobody has chosen, short enough to be typed again."""
    return secrets.randbelow(_SEEDS)


def run_practice(
    bank: Bank,
    items: Sequence[Item],
    *,
    out: Path | None = None,
    seed: int | None = None,
    minutes: float | None = None,
    form: Form | None = None,
    plain: bool = False,
    scheme: str | Scheme = "standard",
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    width: int | None = None,
    color: bool = False,
) -> PracticeResult:
    """Ask items in a terminal, grade each answer at once, and end with the report.

    Single keys are used where both streams are a terminal, else answers are typed on lines. Ctrl-C
    and the end of input end the sitting with the report so far.

    Args:
        bank: where the items come from.
        items: in the order in which to ask them, as ``pick_items`` gives them; empty on a form
            means the form's items in printed order.
        out: the file that answers are added to; by default ``answers.jsonl`` in the user's data
            directory.
        seed: draws parameters and the order of options; drawn itself where None. On a form the
            form's own seeds and orders hold.
        minutes: the limit; the form's where None.
        form: sit this exam: feedback comes at the end.
        plain: type answers on lines even in a terminal.
        scheme: how answers are marked.
        width: columns to use; the terminal's (at most 100) where None, 80 in pipes.
        color: styles and colours; without them there are no colour codes.

    Raises:
        OSError: ``out`` cannot be written.
        RecordsError: ``out`` is there and holds something else than JSON Lines.
        UnknownNameError: there is no such scheme, or the form names an item that is not there.
        FormError: the form prints other options than an item has.
        ValueError: there is nothing to ask.
    """
    if form is not None and not items:
        items = [bank[entry.id] for entry in form.entries()]
    if not items:
        raise ValueError("no items to practise")
    if seed is None and form is None:
        seed = new_seed()
    file, trouble = _open_file(out)
    try:
        sitting = Sitting.of(
            items,
            bank,
            seed=seed,
            scheme=scheme,
            form=form,
            minutes=minutes,
            attempts=file.attempts if file is not None else None,
        )
        with open_terminal(
            stdin or sys.stdin, stdout or sys.stdout, plain=plain, width=width, color=color
        ) as terminal:
            keeper = _Keeper(file, terminal, trouble)
            sitting = run_sitting(sitting, terminal, keep=keeper.keep, keep_mark=keeper.keep_mark)
            marks = keeper.marks_place
            result = PracticeResult(sitting, _ended(sitting), seed, keeper.place, marks)
            _show_end(terminal, result, keeper.trouble)
    finally:
        if file is not None:
            file.close()
    return result


def _open_file(out: Path | None) -> tuple[AnswerFile | None, str]:
    """The file of answers; none, and why, where the usual one cannot be written."""
    if out is not None:
        return AnswerFile(out), ""
    try:
        return AnswerFile(default_file()), ""
    except (OSError, RecordsError) as error:
        return None, f"Answers are not kept: {error}"


@dataclass
class _Keeper:
    """Keeps answers, and goes on without when the disk does not take them."""

    file: AnswerFile | None
    terminal: Terminal
    trouble: str
    marks: int = 0

    @property
    def place(self) -> Path | None:
        return self.file.path if self.file is not None and self.file.kept else None

    def keep(self, answer: Answer) -> None:
        if self.file is None or self.trouble:
            return
        try:
            self.file.keep(answer.record)
        except OSError as error:
            self.trouble = f"Answers from number {self.file.kept + 1} on are not kept: {error}"

    @property
    def marks_place(self) -> Path | None:
        return marks_file(self.file.path) if self.file is not None and self.marks else None

    def keep_mark(self, mark: Mark) -> None:
        if self.file is None or self.trouble:
            return
        try:
            MarkLog(marks_file(self.file.path)).add([mark])
            self.marks += 1
        except (OSError, RecordsError) as error:
            self.trouble = f"Your marks are not kept from {mark.item} on: {error}"


def _ended(sitting: Sitting) -> Literal["all", "time", "stopped"]:
    if len(sitting.answers) == len(sitting.questions):
        return "all"
    return "stopped" if sitting.stopped else "time"


def _show_end(terminal: Terminal, result: PracticeResult, trouble: str) -> None:
    """The report, where the answers are, and how to practise what was missed."""
    from rich.console import Group
    from rich.text import Text

    sitting, look = result.sitting, terminal.look
    lines: list[str] = []
    if result.ended == "time":
        lines.append(f"Time is up: {sitting.minutes:g} minutes.")
    if not sitting.answers:
        lines.append("No question was answered.")
    terminal.page(lambda look: [*map(Text, lines)])
    if sitting.answers:
        from mlinterview.reports import report

        found = report(sitting.scores, bank=sitting.bank, scheme=sitting.scheme, form=sitting.form)
        # the items were looked at one by one already
        text = found.to_text(width=look.width, color=look.color, items=False)
        with suppress(KeyboardInterrupt, EOFError):  # of its pages; where answers are is said yet
            terminal.show([Text.from_ansi(text.rstrip())], paged=True)
    end = [trouble] if trouble else []
    if result.out is not None:
        place = _quoted(result.out)
        count = len(sitting.answers)
        end.append(f"{count} answer{'s are' if count != 1 else ' is'} kept in {result.out}")
        if result.marks is not None:
            end.append(f"Your own marks are in {result.marks}")
            marks = _quoted(result.marks)
            end.append(f"Grade with them: mlinterview grade {place} --marks {marks}")
        if sitting.missed:
            end.append(f"Practise what was missed: mlinterview practice --missed {place}")
    if end:
        # lines to be copied are broken by nobody but the terminal
        whole = [Group(Text(line, no_wrap=True, overflow="ignore")) for line in end]
        terminal.show(["", *whole])


def _quoted(path: Path) -> str:
    """A path as a shell takes it."""
    text = str(path)
    if sys.platform == "win32":
        return f'"{text}"' if " " in text else text
    return shlex.quote(text)
