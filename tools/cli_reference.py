"""Write docs/reference/commands.md from the ``--help`` of every command.

``python tools/cli_reference.py`` writes the page; with ``--check`` it exits 1 if the page is out of
date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from mlinterview.cli import cli

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"
WIDTH = 88

HEAD = """\
# Commands

<!-- Written by tools/cli_reference.py from --help; do not edit. -->

What every command prints with `--help`. Files may be `-` for standard input or output, and
`--json` prints one JSON document on standard output and nothing else
([documents of every command](../guides/records.md#json-documents)).

| exit code | meaning |
|---|---|
| 0 | done; unanswered items, `needs_review` and warnings are outcomes, not failures |
| 1 | problems in the input, each on one line; no record that could be read |
| 2 | wrong usage; a file, item or scheme named on the line does not exist |
| 3 | some records could not be read or graded; the others were |
| 130 | Ctrl-C |

`MLINTERVIEW_BANK` names the bank where `--bank` does not; `MLINTERVIEW_CACHE` names a directory for
compiled banks in place of the user's cache directory, or says `off`; `NO_COLOR` switches colours
off. For completion add `eval "$(_MLINTERVIEW_COMPLETE=bash_source mlinterview)"` to `~/.bashrc`;
zsh and fish take `zsh_source` and `fish_source`.
"""


def commands(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of a command and of every command below it, in the order of its help."""
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=words[-1])
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from commands(below, (*words, name))


def help_text(words: tuple[str, ...]) -> str:
    """What ``--help`` prints, with as many columns on every machine."""
    result = CliRunner().invoke(
        cli,
        [*words[1:], "--help"],
        prog_name=words[0],
        terminal_width=WIDTH,
        catch_exceptions=False,
    )
    return "\n".join(line.rstrip() for line in result.output.rstrip().splitlines())


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for words in commands(cli, ("mlinterview",)):
        parts.append(f"## {' '.join(words)}\n\n```text\n{help_text(words)}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or with ``--check`` compare it."""
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print(f"{PAGE}: {'up to date' if current else 'out of date'}")
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
