"""What a stem asks: a question, a task, a gap to fill."""

from __future__ import annotations

import re
from functools import lru_cache

from mlinterview.lint._markup import sentences

__all__ = ["asks_something", "leading_verbs"]

_TASKS = """
add adjust advise analyse analyze answer apply argue arrange assign assess bring build calculate
categorise categorize check choose cite classify clean combine comment compare complete compute
consider continue contrast convert correct count create criticise criticize critique debug
decide decode define defend derive describe design determine develop diagnose differentiate
discuss distinguish divide draft draw enter enumerate estimate evaluate examine expand explain
express fill find finish fix formulate give group guess identify illustrate implement improve
indicate infer integrate interpret invent judge justify label lay list locate make map mark
match mention model modify name note optimise optimize order organise organize outline pair pick
place plan plot point position predict prepare present prioritise prioritize propose prove
provide put quantify quote rank rate read rearrange recall recite recommend reconstruct refactor
relate replace report rewrite round say select sequence set show simplify sketch solve sort
specify spot state subtract suggest suppose summarise summarize supply take tell test tick trace
train translate turn type uncover update use verify walk weigh work write
"""
#: verbs with which a task begins
_VERBS = frozenset(_TASKS.split())
_LEAD = re.compile(
    r"^(?:(?:then|now|next|finally|first|second|please|briefly|also|in (?:your own words|\w+ "
    r"(?:to \w+ )?(?:sentences|words|lines|steps))|for each(?: [\w-]+){1,6}|without [^,]{1,60}"
    r"|using [^,]{1,60}|given [^,]{1,60}|assuming [^,]{1,60}|if [^,]{1,80}|from [^,]{1,60}"
    r"|with [^,]{1,60}|to [^,]{1,60}|as [^,]{1,60}|by [^,]{1,60}|under [^,]{1,60}"
    r"|on [^,]{1,60}|in [^,]{1,60}|of [^,]{1,60}|at [^,]{1,60}|after [^,]{1,60}"
    r"|before [^,]{1,60}|when [^,]{1,60}|where [^,]{1,60})[,:]? )*"
    r"(?P<verb>[A-Za-z]+)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:[,;:] |\band |\bthen )(?P<verb>[a-z]+)\b")
_NUMBERING = re.compile(r"^\s*(?:\(?[a-z0-9]{1,2}[.)]|[-*])\s+", re.IGNORECASE)
_WH = re.compile(r"(?:which|what|why|how|when|where|who|whose|whom)\b", re.IGNORECASE)
#: a task may stand behind a phrase that says what it is about: "For run A explain ..."
_TASK = re.compile(
    r"\b(?:explain|describe|compute|calculate|derive|say|name|give|choose|select|state|propose|design"
    r"|write|judge|decide|find|determine|estimate|compare|sketch|outline|identify|complete)\b"
)
#: an open end is completed by the options
_OPEN = re.compile(r"(?:[:\u2026]|\.\.\.|_{2,}|[\w\u25a1])\s*$")


@lru_cache(maxsize=16_384)
def leading_verbs(stem: str) -> tuple[str, ...]:
    """The verbs, in small letters, with which the tasks of a stem begin."""
    found = []
    for sentence in sentences(stem):
        bare = _NUMBERING.sub("", sentence)
        match = _LEAD.match(bare)
        verb = match["verb"].casefold() if match else ""
        if verb in _VERBS:
            found.append(verb)
            rest = bare[match.end("verb") :] if match else ""
            found += [each["verb"] for each in _LATER.finditer(rest) if each["verb"] in _VERBS]
    return tuple(found)


def asks_something(stem: str) -> bool:
    """Whether a stem holds a question, a task, a gap, or an end that the options complete."""
    if "?" in stem or "\uff1f" in stem or "{{" in stem or "__" in stem:
        return True
    if _OPEN.search(stem.rstrip("*_ \n")):
        return True
    if leading_verbs(stem) or any(_WH.match(sentence) for sentence in sentences(stem)):
        return True
    return any(_TASK.search(sentence) for sentence in sentences(stem))
