"""Reading on after a syntax error: one entry that cannot be parsed takes no other with it."""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

import yaml

from mlinterview.bank._yaml_composer import Composer, UnreadableError, too_deep
from mlinterview.bank._yaml_nodes import FaultList

__all__ = ["MAX_FAILURES", "compose"]

#: after this many unreadable entries the rest of a file is left alone, which bounds the time
MAX_FAILURES = 1000

#: libyaml where PyYAML was built with it
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: the parser ends lines here, YAML 1.2 and editors do not: they are hidden behind what is no
#: character and stands in no text
_ODD_BREAKS = "\x85\u2028\u2029"
_NO_CHARACTERS = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"

_TAB = "a tab indents this line; use spaces"
_ESCAPE = "unknown escape in double quotes: write \\\\ for a backslash, or use single quotes"
_ALIAS = "text that begins with * or & is read as an alias or anchor; quote it"
_QUOTE = "the quotation mark that opens here is not closed"
_BRACKETS = "the bracket that opens here is not closed: expected ',' or '{}', or quote the text"
#: here the fault stands where something begins, not where its end is missed
_BEGUN = (
    "while scanning a quoted scalar",
    "while parsing a flow sequence",
    "while parsing a flow mapping",
    "while scanning a simple key",
)
_WORDING = {
    # newer versions of libyaml have a limit of their own
    "exceeded maximum nesting depth": too_deep("found"),
    "mapping values are not allowed in this context": "a colon and a space in unquoted text, or a"
    " wrong indentation: quote the text, or line the key up with the others",
    "block sequence entries are not allowed in this context": "'- ' where no list entry can stand:"
    " begin it on a line of its own, or quote the text",
    "could not find expected ':'": "text where a key is expected: write 'key: value', or indent the"
    " further lines of a text more than its key",
    "did not find expected key": "expected a key here, in line with the others; look for text"
    " behind a closing quotation mark",
    "did not find expected '-' indicator": "expected the '- ' of the next entry here, in line with"
    " the others; look for text behind a closing quotation mark",
    "did not find expected ',' or ']'": _BRACKETS.format("]"),
    "did not find expected ',' or '}'": _BRACKETS.format("}"),
    "did not find expected <document start>": "text after the end of the document",
    "did not find expected node content": "expected a value here; quote text that begins with a"
    " bracket, a comma or a percent sign",
    "found undefined tag handle": "text that begins with ! is read as a tag; quote it",
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
}


class _Failure(NamedTuple):
    """Why a run ended early, and at what index of the text."""

    message: str
    at: int


def compose(text: str, faults: FaultList) -> Composer:
    """All that can be read of `text`, which has no control characters and ``\\n`` for line ends."""
    stand_ins = {}
    if any(char in text for char in _ODD_BREAKS):
        free = [char for char in _NO_CHARACTERS if char not in text]
        stand_ins = {ord(free_char): odd for free_char, odd in zip(free, _ODD_BREAKS, strict=False)}
        text = text.translate({ord(odd): chr(free_char) for free_char, odd in stand_ins.items()})
    composer = Composer(text, faults, stand_ins)
    failure = _run(composer, text)
    if failure is not None:
        # a stream is read bit by bit: no further run costs more than what it reads
        stream = io.StringIO(text)
        failures = 0
        while failure is not None and (start := _pass_over(composer, failure)) is not None:
            failures += 1
            if failures == MAX_FAILURES:
                message = f"{failures:,} entries cannot be read; the file is not read on from here"
                faults.add(_line(text, start), message)
                break
            composer.begin(start)
            stream.seek(start)
            failure = _run(composer, stream)
    composer.finish()
    return composer


def _run(composer: Composer, source: str | io.StringIO) -> _Failure | None:
    loader = _Loader(source)
    take, next_event = composer.take, loader.get_event
    try:
        while (event := next_event()) is not None:
            take(event)
    except UnreadableError as error:
        return _Failure(error.message, error.index)
    except yaml.MarkedYAMLError as error:
        return _explain(error, composer.text, composer.start)
    except (yaml.YAMLError, ValueError, ArithmeticError) as error:
        # PyYAML's own parser, of absurd numbers in directives and escapes
        return _Failure("not YAML: " + " ".join(str(error).split()), composer.start)
    return None


def _pass_over(composer: Composer, failure: _Failure) -> int | None:
    """Tell of the failure; where to read on, None if there is nowhere."""
    text, faults, column = composer.text, composer.faults, composer.column
    resume: int | None
    entry = None
    if column is None:
        # a list may follow what cannot be read; a mapping that has begun has no parts to go on with
        resume = _first_dash(composer, composer.start + 1) if composer.root is None else None
        composer.give_up()
        composer.abandon()
    else:
        ended = composer.ended
        begin = text.rfind("\n", 0, ended) + 1
        own_line = not text[begin:ended].strip()
        dash = _first_dash(composer, begin if own_line else ended)
        between = text[begin if own_line else ended : dash].split("\n")
        lost = [line for line in between if _has_text(line)]
        if dash is not None and (composer.in_entry or not lost):
            resume = _first_dash(composer, dash + 1)
            failure = _look_closer(composer, failure, dash, resume or len(text))
        else:
            # text that no entry can take up; it was meant for the last one if it stands on its
            # last line or further in than the dashes (where a dash is one out of line)
            resume = dash
            composer.abandon()
            same_line = not own_line and _has_text(between[0])
            if composer.count and lost and (same_line or _is_inside(lost[0], column)):
                entry = composer.count - 1
    at = failure.at if failure.at < len(text) else len(text.rstrip())
    faults.add(_line(text, at), failure.message, entry=entry)
    return resume


def _look_closer(composer: Composer, failure: _Failure, dash: int, end: int) -> _Failure:
    """What is wrong with the entry that stands from `dash` to `end`.

    The parser may have stumbled only behind it: over something that the entry leaves open, or over
    text at the left edge that belongs to no entry. Then the entry is read by itself; in the second
    case it is good.
    """
    text = composer.text
    edge = re.compile(rf"^ {{0,{composer.column}}}(?=[^ \t\n#])", re.MULTILINE)
    stray = edge.search(text, dash + 1, end)
    cut = stray.start() if stray else end
    if failure.at < cut:
        composer.abandon()
        return failure
    composer.abandon(forget=True)
    composer.begin(dash)
    entry = text[dash:cut]
    verdict = _run(composer, entry)
    if verdict is None:
        return failure
    composer.abandon()
    return verdict._replace(at=min(verdict.at, dash + len(entry.rstrip())))


def _first_dash(composer: Composer, start: int) -> int | None:
    match = composer.dashes.search(composer.text, start)
    return match.start() if match else None


def _has_text(line: str) -> bool:
    line = line.strip()
    return bool(line) and not line.startswith("#")


def _is_inside(line: str, column: int) -> bool:
    text = line.lstrip(" ")
    return len(line) - len(text) > column and not text.startswith("-")


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _explain(error: yaml.MarkedYAMLError, text: str, start: int) -> _Failure:
    """A syntax error in the words of those who write items."""
    problem, context = str(error.problem), str(error.context or "")
    mark = error.problem_mark
    message = _WORDING.get(problem)
    if context == "while scanning a quoted scalar":
        message = _QUOTE
    if context in _BEGUN:
        mark = error.context_mark or mark
    index = start + mark.index if mark else start
    if "cannot start any token" in problem:
        char = text[index : index + 1]
        message = _TAB if char == "\t" else f"unquoted text cannot begin with {char!r}; quote it"
    elif problem.startswith("found unknown escape character"):
        message = _ESCAPE
    elif context.startswith("while scanning an a"):
        message = _ALIAS
    return _Failure(message or " ".join(f"{context}: {problem}".lstrip(": ").split()), index)
