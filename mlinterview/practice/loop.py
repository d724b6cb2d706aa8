"""The sitting in a terminal: asks, grades, tells, until it is over or somebody ends it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mlinterview.console.clock import clock_face
from mlinterview.console.screen import Terminal
from mlinterview.errors import InvalidResponseError
from mlinterview.model.form import Form
from mlinterview.model.records import Mark
from mlinterview.practice.asking import Asker, HalfGiven, Stop
from mlinterview.practice.self_marking import mark_blocks, mark_oneself
from mlinterview.practice.sitting import Answer, Question, Sitting, unread
from mlinterview.rendering.present import present
from mlinterview.rendering.review import review_blocks
from mlinterview.rendering.terminal import Look, body_blocks, head_blocks, prose, render

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["run_sitting"]

Clock = Callable[[], float]

#: least, usual and most rows of a plot
_PLOT_ROWS = (8, 10, 16)
#: rows below the options: an empty one, a message, the keys (maybe two lines)
_BELOW = 4


def run_sitting(
    sitting: Sitting,
    terminal: Terminal,
    *,
    keep: Callable[[Answer], None] = lambda answer: None,
    keep_mark: Callable[[Mark], None] = lambda mark: None,
    clock: Clock = time.monotonic,
) -> Sitting:
    """Ask question by question; the sitting as it is at the end.

    Without a form each answer is looked at at once; with one, all of them at the end. Ctrl-C, ``q``
    and the end of input stop the sitting, never with an error.

    Args:
        sitting: one that has not begun, or one to go on with.
        terminal: where it is shown.
        keep: called with each answer as it is given.
        keep_mark: called with each mark that the examinee gives an answer of theirs.
        clock: seconds from some fixed point.
    """
    loop = _Loop(sitting, terminal, keep, keep_mark, clock)
    try:
        sitting = loop.ask_all()
    except (KeyboardInterrupt, EOFError):
        sitting = loop.sitting.stop()
    if sitting.form is not None and sitting.answers:
        try:
            loop.sitting = sitting
            loop.review_all()
        except (KeyboardInterrupt, EOFError):
            pass  # what was marked so far counts
        sitting = loop.sitting
    return sitting


@dataclass
class _Loop:
    sitting: Sitting
    terminal: Terminal
    keep: Callable[[Answer], None]
    keep_mark: Callable[[Mark], None]
    clock: Clock

    def ask_all(self) -> Sitting:
        if self.sitting.form is not None:
            self._introduce(self.sitting, self.sitting.form)
        mark = self.clock()
        while True:
            started = self.clock()
            self.sitting = self.sitting.waited(started - mark)
            question = self.sitting.current
            if question is None:
                return self.sitting
            answer = self._ask(question, started)
            mark = self.clock()
            if answer is None:
                return self.sitting if self.sitting.over else self.sitting.stop()
            self.keep(answer)
            if self.sitting.form is None and not self._tell(answer):
                return self.sitting.waited(self.clock() - mark).stop()

    def _introduce(self, sitting: Sitting, form: Form) -> None:
        from rich.text import Text

        count = len(sitting.questions)
        limit = f", {sitting.minutes:g} minutes" if sitting.minutes else ""

        def drawing(look: Look) -> list[RenderableType]:
            blocks: list[RenderableType] = [Text(form.title or form.id, style="bold")]
            blocks.append(f"{count} question{'s' if count != 1 else ''}{limit}.")
            if form.instructions:
                blocks += ["", prose(form.instructions, look)]
            if self.terminal.keys:
                blocks += ["", Text("any key: begin · q: leave", style="dim")]
            return blocks

        self.terminal.page(drawing)
        if self.terminal.keys and self.terminal.ask_key() in ("q", "eof"):
            raise EOFError

    def _ask(self, question: Question, started: float) -> Answer | None:
        """The answer to the question; None when the sitting is to end."""
        shown = present(question.item, seed=question.seed, order=question.order)
        options = render(body_blocks(shown, self.terminal.look), self.terminal.look)
        self.terminal.page(
            lambda look: self._head(question, shown, look), below=options.count("\n") + _BELOW
        )
        face = None
        if self.terminal.keys and self.sitting.seconds_left is not None:
            face = self._face(self.sitting.seconds_left, started)
        asker = Asker(self.terminal, question, shown, face, confirm=self.sitting.form is not None)
        reason = ""
        while True:
            try:
                response = asker.ask(reason)
                seconds = self.clock() - started
                self.sitting, answer = self.sitting.respond(response, seconds=seconds)
            except Stop:
                return None
            except HalfGiven as half:
                return self._time_over(half.response, self.clock() - started)
            except InvalidResponseError as error:
                if face is not None and face() is None:
                    return self._time_over(None, self.clock() - started)
                reason = unread(error)
            else:
                return answer

    def _face(self, left: float, started: float) -> Callable[[], str | None]:
        """The time left since then, as it is shown; None when it is over."""

        def face() -> str | None:
            now = left - (self.clock() - started)
            return clock_face(now) if now > 0 else None

        return face

    def _time_over(self, response: Any, seconds: float) -> Answer | None:
        """The answer as it stands, if it can be read; says that the time is over."""
        from rich.text import Text

        answer = None
        if response is not None:
            with suppress(InvalidResponseError):
                self.sitting, answer = self.sitting.respond(response, seconds=seconds)
        if answer is None:
            self.sitting = self.sitting.waited(seconds)
        kept = "the answer as it stands is kept" if answer else "this question is left unanswered"
        self.terminal.show(["", Text(f"Time is over: {kept}.", style="yellow")])
        if self.sitting.form is not None:
            self._pause(last=True, does="go on")
        return answer

    def _head(self, question: Question, shown: dict[str, Any], look: Look) -> list[RenderableType]:
        from rich.rule import Rule
        from rich.table import Table
        from rich.text import Text

        number, total = len(self.sitting.answers) + 1, len(self.sitting.questions)
        left = self.sitting.seconds_left
        head = Table.grid(expand=True, padding=(0, 1, 0, 0))
        head.add_column(no_wrap=True)
        head.add_column(ratio=1)
        head.add_column(no_wrap=True, justify="right")
        title = shown["title"] or ""
        section = question.section if self._begins_section() else None
        head.add_row(
            Text(f"{number}/{total}", style="bold"),
            Text(f"{section}: {title}" if section else title, style="bold"),
            # with keys the time is shown where it can run
            Text("" if left is None or self.terminal.keys else f"{clock_face(left)} left", "dim"),
        )
        stimulus = self.terminal.keys or not self._same_stimulus(question)
        root = question.item.placement.root

        def blocks(rows: int, alt: bool) -> list[RenderableType]:
            seen = replace(look, alt=alt)
            text = head_blocks(shown, seen, root=root, stimulus=stimulus, plot_rows=rows)
            return [head, Rule(style="dim", characters="─"), *text, ""]

        return blocks(*self._plot_size(blocks, shown, look))

    def _plot_size(
        self, blocks: Callable[[int, bool], Any], shown: Any, look: Look
    ) -> tuple[int, bool]:
        """Rows for a plot, so that question and options fit the window, and whether words do."""
        figures = [*shown["figures"], *(shown["stimulus"] or {}).get("figures", ())]
        fewest, usual, most = _PLOT_ROWS
        if not self.terminal.keys or not figures:
            return usual, look.alt
        options = render(body_blocks(shown, look), look).count("\n") + _BELOW
        for alt in (True, False):
            needed = render(blocks(fewest, alt), look).count("\n") + options
            if needed <= look.height:
                return min(most, fewest + (look.height - needed) // len(figures)), alt
        return fewest, False

    def _before(self) -> Question | None:
        answers = self.sitting.answers
        return answers[-1].question if answers else None

    def _begins_section(self) -> bool:
        before, current = self._before(), self.sitting.current
        return before is None or current is None or before.section != current.section

    def _same_stimulus(self, question: Question) -> bool:
        before = self._before()
        return before is not None and before.item.stimulus == question.item.stimulus

    def _tell(self, answer: Answer) -> bool:
        """Show what was right; whether to go on."""
        answer = self._self_marked(answer)
        self.terminal.show(["", *self._reviewed(answer, self.terminal.look)], paged=True)
        return self._pause(last=self.sitting.over)

    def _self_marked(self, answer: Answer) -> Answer:
        """The answer with the examinee's own mark, where a person is to mark it."""
        if not answer.to_mark:
            return answer
        values = mark_oneself(self.terminal, answer)
        if values is None:
            return answer
        self.sitting, answer = self.sitting.mark(answer, values)
        if answer.mark is not None:
            self.keep_mark(answer.mark)
        return answer

    def _reviewed(self, answer: Answer, look: Look) -> list[RenderableType]:
        question = answer.question
        if answer.mark is not None:  # criteria and sample answer stand above already
            return mark_blocks(question.item.variant(question.seed), answer.score, look)
        review = review_blocks(
            question.item, answer.score, look, seed=question.seed, order=question.order
        )
        return [*(() if self.terminal.keys else _left_empty(answer)), *review]

    def _pause(self, *, last: bool, leave: str = "end", does: str = "report") -> bool:
        from rich.text import Text

        if not self.terminal.keys:
            return True
        keys = f"any key: {does}" if last else f"any key: next · q: {leave}"
        self.terminal.live(lambda look: ["", Text(keys, style="dim")])
        key = self.terminal.ask_key()
        self.terminal.show([])
        return last or key not in ("q", "eof")

    def review_all(self) -> None:
        """The answers one by one, at the end of an exam."""
        from rich.rule import Rule
        from rich.text import Text

        total = len(self.sitting.answers)
        for number, answer in enumerate(self.sitting.answers, 1):
            shown = present(
                answer.question.item, seed=answer.question.seed, order=answer.question.order
            )
            title = Text(f"Answer {number}/{total}  {shown['title'] or ''}", style="bold")
            root = answer.question.item.placement.root

            def drawing(
                look: Look, title: Text = title, shown: Any = shown, root: Any = root
            ) -> list[RenderableType]:
                rule = Rule(style="dim", characters="─")
                return [title, rule, *head_blocks(shown, look, root=root), ""]

            self.terminal.page(drawing)
            answer = self._self_marked(answer)
            self.terminal.show(self._reviewed(answer, self.terminal.look), paged=True)
            if not self._pause(last=number == total, leave="report"):
                return


def _left_empty(answer: Answer) -> list[RenderableType]:
    """The rows of a matching that got no option, named once: a typed line does not show them."""
    question, given = answer.question, answer.record.response
    shown = present(question.item, seed=question.seed, order=question.order)
    if shown["format"] != "matching" or not isinstance(given, dict):
        return []
    empty = [str(n) for n, row in enumerate(shown["rows"], 1) if row["id"] not in given]
    if not empty:
        return []
    rows = "Row {} is" if len(empty) == 1 else "Rows {} are"
    return [f"{rows.format(', '.join(empty))} left unanswered."]
