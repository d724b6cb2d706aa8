"""Running the command line: exit codes, one error line, one JSON document, quiet pipes."""

from __future__ import annotations

import io
import json
import os
import sys
import warnings
from typing import Any, NoReturn

import click

from mlinterview.errors import BankError, MLInterviewError, UnknownNameError

__all__ = ["Stop", "print_json", "run", "say"]

DONE, PROBLEMS, USAGE, UNGRADED, INTERRUPTED = 0, 1, 2, 3, 130


class Stop(Exception):
    """End the command with this exit code; all output is written already."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


def say(message: str) -> None:
    """A line for people, on stderr."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """The one JSON document of ``--json``, on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def run(command: click.Command, arguments: list[str] | None = None) -> NoReturn:
    """Call ``command`` and exit: 0 done, 1 problems, 2 usage, 3 ungraded records, 130 Ctrl-C."""
    words = sys.argv[1:] if arguments is None else arguments
    _open_streams()
    _utf8()
    # a broken plug-in is told as all else, in one line, without a place in this library's source
    warnings.showwarning = lambda message, *rest, **more: say(f"Warning: {message}")
    try:
        result = command.main(args=words, prog_name="mlinterview", standalone_mode=False)
        code = result if isinstance(result, int) else DONE
        sys.stdout.flush()
    except Stop as stop:
        code = stop.code
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.UsageError as error:
        if type(error).__name__ != "NoArgsIsHelpError":  # a name that older clicks do not have
            code = _fail(words, "UsageError", error.format_message(), USAGE, context=error.ctx)
        else:
            say(error.format_message())  # the help itself
            code = USAGE
    except click.ClickException as error:
        code = _fail(words, type(error).__name__, error.format_message(), USAGE)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except UnknownNameError as error:
        code = _fail(words, type(error).__name__, str(error), USAGE)
    except BankError as error:
        code = _fail(words, type(error).__name__, str(error), PROBLEMS)
    except MLInterviewError as error:
        code = _fail(words, type(error).__name__, str(error), PROBLEMS)
    except BrokenPipeError:
        # the reader has gone (head, less): point stdout elsewhere so that exit stays quiet
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        code = _fail(words, type(error).__name__, f"{place}{error.strerror or error}", PROBLEMS)
    except Exception as error:
        if not _interrupted(error):
            raise
        code = INTERRUPTED
    sys.exit(code)


def _interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: in the midst of an import it comes wrapped in another."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _fail(
    words: list[str], kind: str, message: str, code: int, context: click.Context | None = None
) -> int:
    if "--json" in words:
        print_json({"error": {"kind": kind, "message": message}})
    else:
        say(f"Error: {message}")
        if context is not None and code == USAGE:
            say(f"Try '{context.command_path} --help'.")
    return code


def _open_streams() -> None:
    """Python has None for a stream that was closed before it began; an empty one is read alike."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8")
            setattr(sys, name, stream)


def _utf8() -> None:
    """Questions hold mathematical signs that a Windows code page cannot print."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
