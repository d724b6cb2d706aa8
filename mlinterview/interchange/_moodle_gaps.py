"""Moodle's answers within the text: ``{1:MC:=a~b}`` of cloze questions, ``[[1]]`` of word gaps.

Both give the text with a private sign in place of each gap, and the blanks in their order.
"""

from __future__ import annotations

import re
from typing import Any

from mlinterview.interchange._from_html import MAX_HTML, Texts, plain_text
from mlinterview.interchange._ids import Ids
from mlinterview.interchange._scored import (
    Choice,
    Number,
    Unsuited,
    Word,
    numeric_of,
    one_of,
    tidy,
    words_of,
)
from mlinterview.interchange._values import whole_number

__all__ = ["FIRST", "embedded_answers", "word_gaps"]

#: the private sign of the first gap
FIRST = 0xF000
_MOST = 500
_KINDS = {
    **dict.fromkeys(("NUMERICAL", "NM"), "numeric"),
    **dict.fromkeys(("SHORTANSWER", "SA", "MW"), "words"),
    **dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), "code"),
    **dict.fromkeys(("MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_H", "MULTICHOICE_S"), "choice"),
    **dict.fromkeys(("MULTICHOICE_VS", "MULTICHOICE_HS"), "choice"),
    **dict.fromkeys(("MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"), "choice"),
}
_SEVERAL = re.compile(r"(?:MULTIRESPONSE|MR)(?:_?H)?(?:_?S)?")
_GAP = re.compile(r"\{\s{0,9}(\d{0,4}(?:\.\d{1,4})?)\s{0,9}:\s{0,9}([A-Z]+(?:_[A-Z]+)?)\s{0,9}:")
_REST = re.compile(r"((?:\\.|[^\\}])*+)\}", re.DOTALL)
_ANSWER = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)
_SHARE = re.compile(r"\s*(?:(=)|%(-?\d{1,3}(?:\.\d*)?)%)")
_HASH = re.compile(r"(?<!\\)#")
_ENTITY_HASH = re.compile(r"&#(x?[0-9a-fA-F]{1,8});")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WORD_GAP = re.compile(r"\[\[(\d{1,3})\]\]")
_PRIVATE = re.compile("[\uf000-\uf1ff]")


def embedded_answers(raw: str, texts: Texts) -> tuple[str, dict[str, dict[str, Any]]]:
    """The gaps of a cloze question.

    Raises:
        Unsuited: there is none, or one of a kind that no blank holds.
    """
    ids = Ids()
    blanks: dict[str, dict[str, Any]] = {}

    if len(raw) > MAX_HTML:
        raise Unsuited(f"a text of over {MAX_HTML:,} characters")
    text = _PRIVATE.sub("", raw)
    parts: list[str] = []
    place = 0
    while head := _GAP.search(text, place):
        rest = _REST.match(text, head.end())
        if rest is None:  # nothing closes it, nor what follows
            break
        if len(blanks) == _MOST:
            raise Unsuited(f"over {_MOST} gaps")
        sign = chr(FIRST + len(blanks))
        name = ids.part("", f"blank-{len(blanks) + 1}")
        blanks[name] = _blank(head[1], head[2], rest[1], texts)
        parts += [text[place : head.start()], sign]
        place = rest.end()
    marked = "".join([*parts, text[place:]])
    if not blanks:
        raise Unsuited("a cloze question without a gap that is read")
    weights = {blank.get("weight") for blank in blanks.values()}
    if len(weights) == 1:
        for blank in blanks.values():
            blank.pop("weight", None)
    return marked, blanks


def _blank(weight_text: str, kind_name: str, answers: str, texts: Texts) -> dict[str, Any]:
    kind = _KINDS.get(kind_name)
    if kind is None:
        if _SEVERAL.fullmatch(kind_name):
            raise Unsuited("a gap where several options may be chosen")
        raise Unsuited(f"a gap of the kind {kind_name[:40]}, which is not read")
    weight = float(weight_text or 1)
    if not weight:
        raise Unsuited("a gap of weight 0")
    content = _content(kind, _answers(answers, texts), texts)
    return {**content, "weight": tidy(weight)}


def _answers(source: str, texts: Texts) -> list[tuple[float, str, str]]:
    """Share, text (HTML) and feedback (Markdown) of each answer in a gap."""
    given = []
    # a character written as a number has a hash that begins no feedback
    plain = _ENTITY_HASH.sub(_character, source)
    for part in _ANSWER.findall(plain):
        if not part.strip():
            continue
        share = 0.0
        if told := _SHARE.match(part):
            share = 1.0 if told[1] else float(told[2]) / 100
            part = part[told.end() :]
        text, *rest = _HASH.split(part, maxsplit=1)
        feedback = texts.html(_unescaped(rest[0]), named=True) if rest else ""
        given.append((share, text, feedback))
    return given


def _character(found: re.Match[str]) -> str:
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    if not 32 <= code <= 0x10FFFF or 0xD800 <= code < 0xE000:
        return " "
    sign = chr(code)
    return (
        f"&{ {'<': 'lt', '>': 'gt', '&': 'amp'}[sign] };"
        if sign in "<>&"
        else ("\\" + sign if sign in "#~}\\" else sign)
    )


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _content(kind: str, answers: list[tuple[float, str, str]], texts: Texts) -> dict[str, Any]:
    notes = texts.notes
    if kind == "choice":
        choices = [
            Choice(texts.html(_unescaped(text), named=True), share, feedback)
            for share, text, feedback in answers
        ]
        return one_of(choices, notes)
    if kind == "numeric":
        numbers = []
        for share, text, feedback in answers:
            value, _, tolerance = plain_text(_unescaped(text)).partition(":")
            if value.strip() != "*":
                width = abs(float(whole_number(tolerance or "0")))
                numbers.append(Number(whole_number(value), width, share, feedback))
        return numeric_of(numbers, notes)
    # \* stays: it is a star that is no wildcard
    words = [
        Word(plain_text(re.sub(r"\\([^*])", r"\1", text)), share, feedback)
        for share, text, feedback in answers
    ]
    return words_of(words, notes, code=kind == "code")


def word_gaps(raw: str, words: list[tuple[str, str]]) -> tuple[str, dict[str, dict[str, Any]]]:
    """The gaps ``[[n]]``, each filled rightly by the n-th word; its group are the options.

    Raises:
        Unsuited: there is no gap, or one that no word fills.
    """
    ids = Ids()
    blanks: dict[str, dict[str, Any]] = {}

    def replace(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= len(words):
            raise Unsuited(f"the gap {found[0]} has no word")
        if len(blanks) == _MOST:
            raise Unsuited(f"over {_MOST} gaps")
        right, group = words[number - 1]
        seen: dict[str, float] = {}
        for text, other in words:
            if other == group:
                seen.setdefault(text, 0.0)
        seen[right] = 1.0
        choices = [Choice(text, share) for text, share in seen.items()]
        blanks[ids.part("", f"blank-{len(blanks) + 1}")] = one_of(choices, [])
        return chr(FIRST + len(blanks) - 1)

    marked = _WORD_GAP.sub(replace, _PRIVATE.sub("", raw))
    if not blanks:
        raise Unsuited("a text without a gap")
    return marked, blanks
