"""Words by what they do in an option: those that say little, exclude, hedge or deny."""

from __future__ import annotations

from functools import lru_cache

from mlinterview.graders._prose.stems import stem
from mlinterview.lint._markup import words

__all__ = ["ABSOLUTE", "NEGATIONS", "VAGUE", "content", "is_content"]

#: words that leave no exception
ABSOLUTE = frozenset(
    {"always", "never", "all", "none", "only", "must", "every", "impossible", "guaranteed"}
)
#: words for "not quite always"
VAGUE = frozenset({"usually", "often", "may", "can", "generally"})
NEGATIONS = frozenset({"not", "no", "never", "none", "neither", "nor", "cannot", "without"})

_LITTLE = """
a about above across after again against all almost along also although always am among an and
another any anything are aren't around as at be because been before being below beside besides
between beyond both but by can cannot can't could did didn't do does doesn't doing don't done down
during each either else enough even ever every everything few fewer for from further get gets had
has hasn't have having he hence her here hers him his how however i if in inside instead into is
isn't it its itself just kind least less let lets like likely made main mainly make makes many may
me might mine more moreover most mostly much must my near nearly need needs neither never
nevertheless next no non none nor not nothing now of off often on once one ones only onto or other
others otherwise our out outside over own part per perhaps place put quite rather really same say
says several shall she should similar simply since so some something sort still such than that
that's the their them themselves then there therefore these they thing things this those though
three through thus to together too towards two under until unless up upon use used uses using
usually very via was way we well were what when where whereas whether which while who whole whom
whose why will with within without would yes yet you your first second third last new old true
false correct right wrong answer option following statement question select choose best case cases
means mean
"""
_FUNCTION = frozenset(_LITTLE.split())


def is_content(word: str) -> bool:
    """Whether a word in small letters says what a text is about."""
    return len(word) > 2 and word not in _FUNCTION and not word[0].isdecimal()


@lru_cache(maxsize=65_536)
def content(text: str) -> frozenset[str]:
    """The stems of the words of a text that say what it is about."""
    lowered = (word.casefold() for word in words(text))
    return frozenset(stem(word) for word in lowered if is_content(word))
