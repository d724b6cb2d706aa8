"""The command line. Commands are modules beside this file, imported when they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from mlinterview import __version__
from mlinterview.cli._run import run

__all__ = ["cli", "main"]

#: each command's module, and its line in the list, which must not cost the import of all of them
_COMMANDS = {
    "demo": ("demo", "The three-minute tour: answers graded and reported."),
    "list": ("list_", "List the items of the bank."),
    "show": ("show", "Show one item; its key only with --key."),
    "practice": ("practice", "Answer questions one by one, graded at once."),
    "grade": ("grade", "Grade responses; print a summary and the report."),
    "report": ("report", "Report on scores: by topic and role, with intervals."),
    "analyze": ("analyze", "Analyse the items and the reliability of an exam."),
    "regrade": ("regrade", "Grade again after decisions; show who gains or loses."),
    "review": ("review", "Decide what the grader was not sure of."),
    "mark": ("mark", "Mark an interview while it takes place."),
    "exam": ("exam", "Put exams together, print them, prepare sheets."),
    "export": ("export", "Write questions for another system; say what is lost."),
    "import": ("import_", "Read questions of another system into a bank."),
    "rubric": ("rubric", "Try, check and measure rubrics; let marks teach them."),
    "lint": ("lint", "List faults and warnings of a bank, a line each."),
    "coverage": ("coverage", "Count items by category, task, area, role; name gaps."),
    "init": ("init", "Start a bank of your own in DIR."),
    "new": ("new", "Print a commented item of FORMAT to fill in."),
    "schema": ("schema", "Print the JSON Schema for editors (always JSON)."),
}


class _LazyGroup(click.Group):
    """A group that imports a command's module only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = _COMMANDS[cmd_name][0]
        command: click.Command = import_module(f"mlinterview.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: mlinterview demo",
)
@click.version_option(__version__, prog_name="mlinterview")
def cli() -> None:
    """Machine-learning interview questions, graded with reasons and reported by topic."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit with its code (see the command reference)."""
    run(cli, arguments)
