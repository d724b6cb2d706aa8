"""Sentences of an answer: taken apart and put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mlinterview.graders._prose.prose import ABBREVIATIONS

__all__ = ["joined", "sentences", "units"]

#: where the engine ends a sentence, also before a small letter or a name in backticks; "i.i.d."
#: ends none
_END = re.compile(
    "".join(rf"(?<!\b{re.escape(word)})" for word in ABBREVIATIONS)
    + r"(?<=[.!?])(?<![-+*/,=<>]\s\.\.\.)(?<!\.[^\W\d_]\.)\s+(?=\S)",
    re.IGNORECASE,
)
#: a sentence that begins so leans on the one before
_LEANING = re.compile(
    r"(?:this|these|those|that|it|its|they|them|their|he|she|so|therefore|thus|hence|then|but|and|or|"
    r"however|also|yet|still|instead|otherwise|moreover|furthermore|consequently|as a result|because of|"
    r"for (?:example|instance|this|that)|e\.g|i\.e|in (?:contrast|other|this|that|both|such)|which|such|"
    r"the (?:first|second|third|latter|former|other|same|opposite|rest|result)|first(?:ly)?|second(?:ly)?|"
    r"third(?:ly)?|next|finally|after|afterwards|before|last(?:ly)?|here|there|here's|that's|it's|both|"
    r"neither|one|another|no|not|none|similarly|likewise|conversely|again|only|even|with (?:it|this|that)|"
    r"without|everything|all|nothing|actually|scratch|correction|wait|now|once|step|\d"
    r"|what remains|i (?:do|would|did|could|am|have) not|i (?:don't|wouldn't|didn't|couldn't|disagree|object|doubt)"
    r"|i (?:find|think|consider|call|hold) (?:it|this|that|them))\b",
    re.IGNORECASE,
)
#: so does one that points back in its first words ("using samples is the same as this")
_POINTING = re.compile(
    r"(?:\S+\s+){1,12}?(?:this|that|these|those|them|it)(?=[.,;:!?])", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its stop."""
    return [part.strip() for part in _END.split(text.strip()) if part.strip()]


def joined(parts: Iterable[str]) -> str:
    """Sentences as a text."""
    return " ".join(parts)


def units(text: str) -> list[str]:
    """Stretches that keep their meaning wherever they stand: a sentence and those leaning on it."""
    found: list[list[str]] = []
    for sentence in sentences(text):
        if found and (_LEANING.match(sentence) or _POINTING.match(sentence)):
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return [joined(group) for group in found]
