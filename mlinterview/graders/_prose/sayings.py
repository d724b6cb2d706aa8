"""How people say that something is wrong, take it back, or speak to the grader: the patterns.

Each stands beside words of which one is in every match, so that most answers are past most
patterns at once. What follows from a match is told in ``retraction``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

__all__ = [
    "ADDRESSED",
    "ALL_AFTER",
    "ALL_BEFORE",
    "CORRECTED",
    "DETAIL",
    "LATER",
    "TAKEN_BACK",
    "THAT",
    "THE_CLAIM",
    "Saying",
]


@dataclass(frozen=True, slots=True)
class Saying:
    """A pattern, and words of which one stands in every match.

    Attributes:
        pattern: what is looked for, in small letters.
        words: one of these stands in every match;
        denied: or one of these, behind a negation.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    denied: frozenset[str] = frozenset()

    def found(self, text: str, words: Set[str], negates: bool) -> Iterable[re.Match[str]]:
        """The matches in a text of these words, which holds a negation or none."""
        if self.words.isdisjoint(words) and (not negates or self.denied.isdisjoint(words)):
            return ()
        return self.pattern.finditer(text)


def _spaced(pattern: str) -> re.Pattern[str]:
    """The pattern with any white space where it has a space."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" )", r"\s)").replace(" ", r"\s+"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WRONG = (
    r"(?:(?:completely |totally |all |entirely |utterly |simply |just |quite )*"
    r"(?:wrong|false|incorrect|untrue|nonsense|rubbish|mistaken|a lie|lies|a myth|invalid"
    r"|inaccurate)"
    r"|not (?:at all )?(?:true|correct|right|the case|accurate|valid))\b"
)
_SAYS_WRONG = _words(
    "wrong false incorrect untrue nonsense rubbish mistaken lie lies myth invalid inaccurate"
)
_SAYS_RIGHT = _words("true correct right case accurate valid")

#: "it is wrong that ...", "I don't think that ..."
THAT = Saying(
    _spaced(
        r"\b(?:it(?:'s| is| was| would be)?|this is|that is)"
        r" (?:(?:simply|just|completely|totally|also|clearly) ){0,4}(?:"
        + _WRONG
        + r"|a (?:common )?(?:myth|misconception|mistake|misunderstanding))"
        r" (?:that|to (?:say|claim|think|believe|assume|state)(?: that)?)\b"
        r"|\b(?:nobody|no one) (?:says|believes|claims) that\b"
        r"|\b(?:i|we) (?:doubt|deny|disagree|do not (?:think|believe|agree)"
        r"|don't (?:think|believe|agree))(?: that\b|\b(?! ?[,.;:]))"
        r"|\b(?:some|many|people|others|students) (?:\w+ )?"
        r"(?:wrongly|falsely|incorrectly|mistakenly)"
        r" (?:say|think|believe|claim|assume)(?: that)?\b"
    ),
    _SAYS_WRONG
    | _words(
        "misconception mistake misunderstanding nobody doubt deny disagree"
        " wrongly falsely incorrectly mistakenly"
    ),
    _SAYS_RIGHT | _words("think believe agree says believes claims"),
)
#: "the claim that ... is wrong"
THE_CLAIM = Saying(
    _spaced(
        r"\b(?:the|any) (?:claim|statement|idea|belief|notion|view|assertion|assumption) that\b"
        r"[^.!?]{0,300}?\b(?:is|are|was) " + _WRONG
    ),
    _SAYS_WRONG,
    _SAYS_RIGHT,
)
#: "..., which is false", "... does not happen"
LATER = (
    Saying(
        _spaced(
            r"\b(?:is|are|was)(?:n't| not) (?:really )?(?:true|the case|correct|so)"
            r"(?=\s*(?:[.!?;,]|$))"
        ),
        frozenset(),
        _words("true case correct so"),
    ),
    Saying(
        _spaced(
            r"\b(?<!that )(?<!which )(?<!who )(?:does|do|did)(?:n't| not) (?:really )?"
            r"(?:happen|hold|occur)(?=\s*(?:[.!?;,]|$))"
        ),
        frozenset(),
        _words("happen hold occur"),
    ),
    Saying(
        _spaced(
            r"\b(?:which|that|this|it) (?:is|was) (?:simply |just |completely |totally )?"
            r"(?:false|untrue|a myth|wrong|incorrect|mistaken)(?=\s*(?:[.!?;:]|$))"
        ),
        _words("false untrue myth wrong incorrect mistaken"),
    ),
    Saying(_spaced(r"\bnever (?:happens|occurs)(?=\s*(?:[.!?;,]|$))"), _words("happens occurs")),
)
#: the answer itself; "although the answer is wrong" may speak of a model's answer
_MINE = (
    r"(?:this|my|(?:the|this|my) (?:whole|entire)|(?:(?<=[.!?]\s)|\A)the)"
    r" (?:answer|statement|text|paragraph|explanation)"
)
#: "what follows is wrong"
ALL_AFTER = Saying(
    _spaced(
        r"\b(?:the following|what follows|everything below|all (?:of )?(?:the )?(?:following|below)"
        rf"|{_MINE}(?: below)?"
        r"|the (?:next|following) (?:answer|statements?|text|sentences?|paragraph))\b"
        r"[^.!?:\n]{0,40}?\b(?:is|are) "
        + _WRONG
        + r"|\bnone of (?:the following|what follows)[^.!?:\n]{0,30}?\b"
        r"(?:is|are) (?:true|correct|right)\b"
        r"|\bi (?:completely |totally |strongly )?(?:disagree with|reject|deny)"
        r" (?:the following|all|everything)\b"
    ),
    _SAYS_WRONG | _words("none disagree reject deny"),
    _SAYS_RIGHT,
)
#: "none of this is true"
ALL_BEFORE = Saying(
    _spaced(
        r"\b(?:none of (?:this|that|it|these|the above|what i (?:said|wrote))[^.!?\n]{0,30}?\b"
        r"(?:is|are|was) (?:true|correct|right|the case)"
        r"|(?:all (?:of )?(?:this|that|it|the above|these)"
        r"|everything(?: (?:above|here|i (?:said|wrote|just said)))?"
        r"|the above|what i (?:said|wrote|just said|just wrote)"
        rf"|{_MINE})(?: above)?"
        r"(?: (?:is|are|was|were))? "
        + _WRONG
        + r"|the (?:exact )?opposite (?:of (?:this|that|all this|the above)"
        r" )?is (?:true|the case))(?=\s*(?:[.!?;,]|$))"
    ),
    _SAYS_WRONG | _words("none opposite"),
    _SAYS_RIGHT,
)
#: "no wait", "that is wrong."
TAKEN_BACK = (
    Saying(
        _spaced(
            r"\bno,? wait\b|(?:(?<=[.!?,;:(-]\s)|\A)wait,? no\b|\bwait,? no(?= ?[,.!:;-])"
            r"|\bactually,? no(?= ?[,.:;!-])|\bno, actually\b"
        ),
        _words("wait actually"),
    ),
    Saying(
        _spaced(
            r"\b(?:scratch|strike|scrap) that\b|\bi take (?:that|it|this) back\b"
            r"|(?:(?<=[.!?]\s)|\A)correction"
            r"(?= ?[:,] (?:it|the|this|that|no|not|actually|i|a|an|there|in)\b)"
        ),
        _words("scratch strike scrap take correction"),
    ),
    Saying(
        _spaced(
            r"\b(?:forget|ignore|disregard)"
            r" (?:that|this|what i (?:just )?(?:said|wrote)|the (?:above|last sentence))\b"
            r"|\b(?:scratch|scrap) what i (?:just )?(?:said|wrote)\b"
            r"|\bon second thoughts?\b"
            r"|\bsorry,? (?:no|i meant|that is wrong|that's wrong)\b"
        ),
        _words("forget ignore disregard scratch scrap thought thoughts sorry"),
    ),
    Saying(
        _spaced(
            r"\b(?:that|this)(?: last (?:sentence|part))?(?:'s| is| was)"
            r" (?:wrong|not right|incorrect|false|mistaken)(?=\s*[.!?:,;])"
        ),
        _words("wrong incorrect false mistaken"),
        _words("right"),
    ),
)
#: "no wait, I should say ...", "that's wrong, it is 0.5": behind these a detail is put right
DETAIL = _spaced(
    r"(?:\W*(?:i (?:should (?:say|have said)|meant?|wanted to say)|make (?:that|it)|let me say)\b"
    r"|[^.!?,;]{0,60}, (?:it|that|this)(?:'s| is| should be| must be) [.\d])"
)
#: "falls by 16 - sorry, by 4", "at 256 - I mean at 1", "depth 10, no, that is too much"
CORRECTED = Saying(
    _spaced(
        r"(?:[-\u2013\u2014,;(] ?(?:(?:ah )?no )?(?:sorry|wrong|oops|pardon)(?= ?[,:])"
        r"|[-\u2013\u2014,;(] ?i mean\b(?! ?,)"
        r"|(?<=\s)[-\u2013\u2014] no(?= ?[,:])"
        r"|, no(?= ?, (?:(?:that|this)(?:'s| is)\b"
        r"|(?:sorry, )?(?:(?:at|by|to|of|about|with|from|for) (?:[a-z]+ )?)?\d)))"
    ),
    _words("sorry wrong oops pardon mean no"),
)
#: words to the grader, not to the question
ADDRESSED = (
    Saying(
        _spaced(
            r"\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?"
            r"(?:previous|prior|above|earlier) (?:instructions?|prompts?|rules?)\b"
        ),
        _words("ignore disregard forget"),
    ),
    Saying(
        _spaced(r"\b(?:full|maximum) (?:marks|credit)\b|\baward (?:the|full|all|maximum)\b"),
        _words("marks credit award"),
    ),
    Saying(
        _spaced(
            r"\b(?:give|award|assign|grant|deserves?|get|gets)\b[^.!?\n]{0,30}?"
            r"\b(?:full|maximum|all|top|highest) (?:points|score|grade)\b"
        ),
        _words("points score grade"),
    ),
    Saying(
        _spaced(
            r"\b(?:note|message|instruction)s? (?:to|for) the"
            r" (?:grader|examiner|marker|teacher|evaluator)\b"
            r"|\b(?:dear|attention|hello) (?:grader|examiner|marker|evaluator)\b"
        ),
        _words("grader examiner marker teacher evaluator"),
    ),
    Saying(
        _spaced(
            r"\b(?:meets?|satisf(?:y|ies)|fulfils?) (?:every|all|each)(?: of the)?"
            r" criteri(?:on|a)\b"
        ),
        _words("criterion criteria"),
    ),
    Saying(
        _spaced(
            r"(?:\A|\n)(?:system|assistant|user) ?:(?=[^\n]{0,200}?\b"
            r"(?:grader|examiner|criteria|criterion|instructions?|ignore|award|full marks)\b)"
            r"|\bset met\b|\"met\" ?:|(?:\A|\n|(?<=[.!?]\s))score ?: ?\d"
        ),
        _words("system assistant user met score"),
    ),
)
