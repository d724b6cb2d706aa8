"""How people say that something is wrong, take it back, or speak to the grader: the patterns.

What follows from a match is told in ``retraction``.
"""

from __future__ import annotations

from mlinterview.graders._prose.patterns import Saying, begin, spaced, words_of

__all__ = [
    "ADDRESSED",
    "ALL_AFTER",
    "ALL_BEFORE",
    "CORRECTED",
    "DETAIL",
    "LATER",
    "SAYINGS",
    "TAKEN_BACK",
    "THAT",
    "THE_CLAIM",
]


_WRONG = (
    r"(?:(?:completely |totally |all |entirely |utterly |simply |just |quite )*"
    r"(?:wrong|false|incorrect|untrue|nonsense|rubbish|mistaken|a lie|lies|a myth|invalid"
    r"|inaccurate)"
    r"|not (?:at all )?(?:true|correct|right|the case|accurate|valid))\b"
)
_SAYS_WRONG = words_of(
    "wrong false incorrect untrue nonsense rubbish mistaken lie lies myth invalid inaccurate"
)
_SAYS_RIGHT = words_of("true correct right case accurate valid")

#: "it is wrong that ...", "I don't think that ..."
THAT = (
    Saying(
        spaced(
            begin("it(?:'s| is| was| would be)?", "this is", "that is")
            + r" (?:(?:simply|just|completely|totally|also|clearly) ){0,4}(?:"
            + _WRONG
            + r"|a (?:common )?(?:myth|misconception|mistake|misunderstanding))"
            r" (?:that|to (?:say|claim|think|believe|assume|state)(?: that)?)\b"
        ),
        _SAYS_WRONG | words_of("misconception mistake misunderstanding"),
        _SAYS_RIGHT,
    ),
    Saying(
        spaced(begin("nobody", "no one") + r" (?:says|believes|claims) that\b"),
        words_of("nobody"),
        words_of("says believes claims"),
    ),
    Saying(
        spaced(
            begin("i", "we") + r" (?:doubt|deny|disagree|do not (?:think|believe|agree)"
            r"|don't (?:think|believe|agree))(?: that\b|\b(?! ?[,.;:]))"
        ),
        words_of("doubt deny disagree"),
        words_of("think believe agree"),
        words_of("i we"),
    ),
    Saying(
        spaced(
            begin("some", "many", "people", "others", "students") + r" (?:\w+ )?"
            r"(?:wrongly|falsely|incorrectly|mistakenly)"
            r" (?:say|think|believe|claim|assume)(?: that)?\b"
        ),
        words_of("wrongly falsely incorrectly mistakenly"),
    ),
)
#: "the claim that ... is wrong"
THE_CLAIM = (
    Saying(
        spaced(
            r"\b(?:the|any) (?:claim|statement|idea|belief|notion|view|assertion|assumption) that\b"
            r"[^.!?]{0,300}?\b(?:is|are|was) " + _WRONG
        ),
        _SAYS_WRONG,
        _SAYS_RIGHT,
        words_of("claim statement idea belief notion view assertion assumption"),
    ),
)
#: "..., which is false", "... does not happen"
LATER = (
    Saying(
        spaced(
            begin("is", "are", "was") + r"(?:n't| not) (?:really )?(?:true|the case|correct|so)"
            r"(?=\s*(?:[.!?;,]|$))"
        ),
        frozenset(),
        words_of("true case correct so"),
        words_of("not isn't aren't wasn't"),
    ),
    Saying(
        spaced(
            r"\b(?<!that )(?<!which )(?<!who )(?:does|do|did)(?:n't| not) (?:really )?"
            r"(?:happen|hold|occur)(?=\s*(?:[.!?;,]|$))"
        ),
        frozenset(),
        words_of("happen hold occur"),
    ),
    Saying(
        spaced(
            begin("which", "that", "this", "it")
            + r" (?:is|was) (?:simply |just |completely |totally )?"
            r"(?:false|untrue|a myth|wrong|incorrect|mistaken)(?=\s*(?:[.!?;:]|$))"
        ),
        words_of("false untrue myth wrong incorrect mistaken"),
    ),
    Saying(
        spaced(begin("never") + r" (?:happens|occurs)(?=\s*(?:[.!?;,]|$))"),
        words_of("happens occurs"),
    ),
)
_ANSWER = r"(?:answer|statement|text|paragraph|explanation)"
#: the answer itself; "although the answer is wrong" may speak of a model's answer
_MINE = (
    rf"this (?:(?:whole|entire) )?{_ANSWER}",
    rf"my (?:(?:whole|entire) )?{_ANSWER}",
    rf"the(?: (?:whole|entire)|(?<=[.!?]\sthe)|(?<=\Athe)) {_ANSWER}",
)
#: "what follows is wrong"
ALL_AFTER = (
    Saying(
        spaced(
            begin(
                "the following",
                "what follows",
                "everything below",
                "all (?:of )?(?:the )?(?:following|below)",
                *(f"{mine}(?: below)?" for mine in _MINE),
                "the (?:next|following) (?:answer|statements?|text|sentences?|paragraph)",
            )
            + r"\b[^.!?:\n]{0,40}?\b(?:is|are) "
            + _WRONG
        ),
        _SAYS_WRONG,
        _SAYS_RIGHT,
        words_of(
            "following follows below answer statement statements text sentence sentences paragraph"
            " explanation"
        ),
    ),
    Saying(
        spaced(
            begin("none of (?:the following|what follows)")
            + r"\b[^.!?:\n]{0,30}?\b(?:is|are) (?:true|correct|right)\b"
        ),
        words_of("none"),
    ),
    Saying(
        spaced(
            begin("i (?:completely |totally |strongly )?(?:disagree with|reject|deny)")
            + r" (?:the following|all|everything)\b"
        ),
        words_of("disagree reject deny"),
    ),
)
#: "none of this is true"
ALL_BEFORE = (
    Saying(
        spaced(
            begin("none of (?:this|that|it|these|the above|what i (?:said|wrote))")
            + r"[^.!?\n]{0,30}?\b(?:is|are|was) (?:true|correct|right|the case)"
            r"(?=\s*(?:[.!?;,]|$))"
        ),
        words_of("none"),
    ),
    Saying(
        spaced(
            begin(
                "all (?:of )?(?:this|that|it|the above|these)",
                "everything(?: (?:above|here|i (?:said|wrote|just said)))?",
                "the above",
                "what i (?:said|wrote|just said|just wrote)",
                *_MINE,
            )
            + r"(?: above)?(?: (?:is|are|was|were))? "
            + _WRONG
            + r"(?=\s*(?:[.!?;,]|$))"
        ),
        _SAYS_WRONG,
        _SAYS_RIGHT,
        words_of("all everything above said wrote answer statement text paragraph explanation"),
    ),
    Saying(
        spaced(
            begin("the (?:exact )?opposite (?:of (?:this|that|all this|the above) )?is")
            + r" (?:true|the case)(?=\s*(?:[.!?;,]|$))"
        ),
        words_of("opposite"),
    ),
)
#: "no wait", "that is wrong."
TAKEN_BACK = (
    Saying(
        spaced(
            r"\bno,? wait\b|(?:(?<=[.!?,;:(-]\s)|\A)wait,? no\b|\bwait,? no(?= ?[,.!:;-])"
            r"|\bactually,? no(?= ?[,.:;!-])|\bno, actually\b"
        ),
        words_of("wait actually"),
    ),
    Saying(
        spaced(begin("scratch", "strike", "scrap") + r" that\b"), words_of("scratch strike scrap")
    ),
    Saying(
        spaced(begin("i") + r" take (?:that|it|this) back\b"),
        words_of("take"),
        beside=words_of("back"),
    ),
    Saying(
        spaced(
            r"correction(?:(?<=[.!?]\scorrection)|(?<=\Acorrection))"
            r"(?= ?[:,] (?:it|the|this|that|no|not|actually|i|a|an|there|in)\b)"
        ),
        words_of("correction"),
    ),
    Saying(
        spaced(
            r"\b(?:forget|ignore|disregard)"
            r" (?:that|this|what i (?:just )?(?:said|wrote)|the (?:above|last sentence))\b"
            r"|\b(?:scratch|scrap) what i (?:just )?(?:said|wrote)\b"
            r"|\bon second thoughts?\b"
            r"|\bsorry,? (?:no|i meant|that is wrong|that's wrong)\b"
        ),
        words_of("forget ignore disregard scratch scrap thought thoughts sorry"),
    ),
    Saying(
        spaced(
            begin("that", "this") + r"(?: last (?:sentence|part))?(?:'s| is| was)"
            r" (?:wrong|not right|incorrect|false|mistaken)(?=\s*[.!?:,;])"
        ),
        words_of("wrong incorrect false mistaken"),
        words_of("right"),
    ),
)
#: "no wait, I should say ...", "that's wrong, it is 0.5": behind these a detail is put right
DETAIL = spaced(
    r"(?:\W*(?:i (?:should (?:say|have said)|meant?|wanted to say)|make (?:that|it)|let me say)\b"
    r"|[^.!?,;]{0,60}, (?:it|that|this)(?:'s| is| should be| must be) [.\d])"
)
#: "falls by 16 - sorry, by 4", "at 256 - I mean at 1", "depth 10, no, that is too much"
CORRECTED = (
    Saying(
        spaced(
            r"[-\u2013\u2014,;(](?: ?(?:(?:ah )?no )?(?:sorry|wrong|oops|pardon)(?= ?[,:])"
            r"| ?i mean\b(?! ?,)"
            r"|(?<=\s[-\u2013\u2014]) no(?= ?[,:])"
            r"|(?<=,) no(?= ?, (?:(?:that|this)(?:'s| is)\b"
            r"|(?:sorry, )?(?:(?:at|by|to|of|about|with|from|for) (?:[a-z]+ )?)?\d)))"
        ),
        words_of("sorry wrong oops pardon mean no"),
    ),
)
#: words to the grader, not to the question
ADDRESSED = (
    Saying(
        spaced(
            r"\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?"
            r"(?:previous|prior|above|earlier) (?:instructions?|prompts?|rules?)\b"
        ),
        words_of("ignore disregard forget"),
    ),
    Saying(
        spaced(r"\b(?:full|maximum) (?:marks|credit)\b|\baward (?:the|full|all|maximum)\b"),
        words_of("marks credit award"),
    ),
    Saying(
        spaced(
            r"\b(?:give|award|assign|grant|deserves?|get|gets)\b[^.!?\n]{0,30}?"
            r"\b(?:full|maximum|all|top|highest) (?:points|score|grade)\b"
        ),
        words_of("points score grade"),
    ),
    Saying(
        spaced(
            r"\b(?:note|message|instruction)s? (?:to|for) the"
            r" (?:grader|examiner|marker|teacher|evaluator)\b"
            r"|\b(?:dear|attention|hello) (?:grader|examiner|marker|evaluator)\b"
        ),
        words_of("grader examiner marker teacher evaluator"),
    ),
    Saying(
        spaced(
            r"\b(?:meets?|satisf(?:y|ies)|fulfils?) (?:every|all|each)(?: of the)?"
            r" criteri(?:on|a)\b"
        ),
        words_of("criterion criteria"),
    ),
    Saying(
        spaced(
            r"(?:\A|\n)(?:system|assistant|user) ?:(?=[^\n]{0,200}?\b"
            r"(?:grader|examiner|criteria|criterion|instructions?|ignore|award|full marks)\b)"
            r"|\bset met\b|\"met\" ?:|(?:\A|\n|(?<=[.!?]\s))score ?: ?\d"
        ),
        words_of("system assistant user met score"),
    ),
)

#: all of them
SAYINGS = (
    *THAT,
    *THE_CLAIM,
    *LATER,
    *ALL_AFTER,
    *ALL_BEFORE,
    *TAKEN_BACK,
    *CORRECTED,
    *ADDRESSED,
)
