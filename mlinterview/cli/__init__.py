"""The command line. Commands are modules beside this file, imported when they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from mlinterview import __version__
from mlinterview.cli._run import run

__all__ = ["cli", "main"]

_COMMANDS = {
    "demo": "demo",
    "list": "list_",
    "show": "show",
    "practice": "practice",
    "grade": "grade",
    "report": "report",
    "analyze": "analyze",
    "regrade": "regrade",
    "review": "review",
    "mark": "mark",
    "exam": "exam",
    "export": "export",
    "import": "import_",
    "rubric": "rubric",
    "lint": "lint",
    "coverage": "coverage",
    "init": "init",
    "new": "new",
    "schema": "schema",
}


class _LazyGroup(click.Group):
    """A group that imports a command's module only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"mlinterview.cli.{module}").command
        return command


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
