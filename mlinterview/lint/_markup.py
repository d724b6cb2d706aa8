"""What a text is made of: prose, code and math; and the words of its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from mlinterview._text import fold

__all__ = [
    "Kind",
    "forget",
    "literal_fold",
    "prose",
    "segments",
    "sentences",
    "shown",
    "tokens",
    "words",
]

Kind = Literal["prose", "code", "math"]

# one left-to-right pass: whichever begins first wins, as in Markdown. Math by Pandoc's rule: no
# space inside the dollars, no digit after the closing one
_SPECIAL = re.compile(
    r"""
      (?P<escape>\\[\\$`*_])
    | ^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*(?:\n|\Z)
      (?P<block>.*?)(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)
    | (?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \$\$(?P<display>.+?)\$\$
    | \$(?=[^\s$])(?P<math>(?:\\.|[^\\$])*?)(?<!\s)\$(?!\d)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SPECIAL_SIGN = re.compile(r"[$`\\]|~~~")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*[^()]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"\bhttps?://\S+")
_BLANK = re.compile(r"\{\{[^{}]*\}\}")
_BLOCK_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+)", re.MULTILINE)
_MARKS = frozenset("#>-+* \t")  # what a block mark begins with
_EMPHASIS = re.compile(r"(?<!\w)[*_]+(?=\S)|(?<=\S)[*_]+(?!\w)|~~")
# scripts that write no spaces between words count by character
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_])+"
    r"(?:[-'.,\u2019](?=\w)[^\W_]+)*"
)
#: the same where the text is plain ASCII, in a third of the time
_ASCII_WORD = re.compile(r"[^\W_]+(?:[-'.,](?=\w)[^\W_]+)*", re.ASCII)
_LITERAL_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\s\"')\]]+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_FINAL = " .,;"
_SPELT = re.compile(r"\\(?:text|mathrm|mathbf|mathit|mathcal|operatorname)\s*(?=\{)")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
_GLUE = re.compile(r"[{}^_\s]+")
#: texts of a bank that are cut once for all rules
_KEPT = 65_536


@lru_cache(maxsize=_KEPT)
def segments(text: str) -> tuple[tuple[Kind, str], ...]:
    """``text`` cut into prose, code and math, in order, without fences, ticks and dollars."""
    if not _SPECIAL_SIGN.search(text):
        return (("prose", text),) if text else ()
    found: list[tuple[Kind, str]] = []
    plain: list[str] = []
    at = 0

    def end_prose() -> None:
        if plain:
            found.append(("prose", "".join(plain)))
            plain.clear()

    for match in _SPECIAL.finditer(text):
        plain.append(text[at : match.start()])
        at = match.end()
        if match["escape"]:
            plain.append(match["escape"][1])
            continue
        end_prose()
        code = match["block"] if match["fence"] else match["code"]
        if code is not None:
            found.append(("code", code))
        else:
            found.append(("math", match["display"] or match["math"]))
    plain.append(text[at:])
    end_prose()
    return tuple((kind, part) for kind, part in found if part)


@lru_cache(maxsize=_KEPT)
def prose(text: str) -> str:
    """The prose of a text on one line: no code, math, Markdown markers, addresses or blanks."""
    return _clean(_plain(text))


@lru_cache(maxsize=_KEPT)
def words(text: str) -> tuple[str, ...]:
    """The words of the prose, as written; a number or ``k-means`` is one word."""
    return tuple(_words_of(prose(text)))


def _words_of(plain: str) -> list[str]:
    return (_ASCII_WORD if plain.isascii() else _WORD).findall(plain)


@lru_cache(maxsize=_KEPT)
def shown(text: str) -> str:
    """About what an examinee sees: prose without markers, code as it is, a sign per command."""
    parts = []
    for kind, part in segments(text):
        if kind == "prose":
            part = _clean(part)
        elif kind == "math":
            part = _GLUE.sub("", _COMMAND.sub("x", _SPELT.sub("", part)))
        parts.append(part)
    return " ".join(" ".join(parts).split())


def forget() -> None:
    """Let go of the texts that were cut."""
    for cached in (segments, prose, words, shown):
        cached.cache_clear()


def sentences(text: str) -> Iterator[str]:
    """The sentences of the prose; none goes on over an empty line."""
    for paragraph in _PARAGRAPH.split(_plain(text)):
        yield from (part for part in _SENTENCE_END.split(_clean(paragraph)) if part)


def _plain(text: str) -> str:
    return " ".join(part for kind, part in segments(text) if kind == "prose")


def _clean(plain: str) -> str:
    # a glance for a character is cheaper than a search
    if "](" in plain:
        plain = _LINK.sub(r"\1", _IMAGE.sub(" ", plain))
    if "://" in plain:
        plain = _ADDRESS.sub(" ", plain)
    if "{{" in plain:
        plain = _BLANK.sub(" ", plain)
    if "\n" in plain or plain[:1] in _MARKS:
        plain = _BLOCK_MARK.sub("", plain)
    if "*" in plain or "_" in plain or "~" in plain:
        plain = _EMPHASIS.sub("", plain)
    return " ".join(plain.split())


def literal_fold(text: str) -> str:
    """The form in which options and stems are compared: prose folded, code and math literally."""
    parts: list[str] = []
    for kind, part in segments(text):
        if kind == "prose":
            folded = fold(part)
            if folded.strip(_FINAL) or not parts:  # no full stop after a formula
                parts.append(folded)
        else:
            body = "\n".join(line.rstrip() for line in part.splitlines())
            parts.append(f"{kind[0]}\0{body.strip()}")
    return "\0".join(parts)


def tokens(text: str) -> list[str]:
    """What near copies share: the folded words of prose, the names and marks of code and math."""
    found: list[str] = []
    for kind, part in segments(text):
        if kind == "prose":
            plain = _clean(part)
            plain = plain.casefold().replace("-", " ") if plain.isascii() else fold(plain)
            found.extend(_words_of(plain))
        else:
            found.extend(_LITERAL_TOKEN.findall(part))
    return found
