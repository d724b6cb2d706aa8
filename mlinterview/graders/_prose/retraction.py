"""What is said of sentences and of the whole answer: wrong, taken back, meant for the grader.

Denials of the whole answer and retractions make words void: they speak neither for nor against
anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import VERB

__all__ = ["mark_sentences"]

_FAR_BACK = 60  # words that a denial at the end of a sentence reaches back


def _spaced(pattern: str) -> re.Pattern[str]:
    """The pattern with any white space where it has a space."""
    return re.compile(pattern.replace(" ?", r"\s*").replace(" )", r"\s)").replace(" ", r"\s+"))


_WRONG = (
    r"(?:(?:completely |totally |all |entirely |utterly |simply |just |quite )*"
    r"(?:wrong|false|incorrect|untrue|nonsense|rubbish|mistaken|a lie|lies|a myth|invalid|inaccurate)"
    r"|not (?:at all )?(?:true|correct|right|the case|accurate|valid))"
)
_THAT = _spaced(
    r"\b(?:it(?:'s| is| was| would be)?|this is|that is) (?:(?:simply|just|completely|totally|also|clearly) )*(?:"
    + _WRONG
    + r"|a (?:common )?(?:myth|misconception|mistake|misunderstanding))"
    r" (?:that|to (?:say|claim|think|believe|assume|state)(?: that)?)\b"
    r"|\b(?:nobody|no one) (?:says|believes|claims) that\b"
    r"|\b(?:i|we) (?:doubt|deny|disagree|do not (?:think|believe|agree)|don't (?:think|believe|agree))"
    r"(?: that\b|\b(?! ?[,.;:]))"
    r"|\b(?:some|many|people|others|students) (?:\w+ )?(?:wrongly|falsely|incorrectly|mistakenly)"
    r" (?:say|think|believe|claim|assume)(?: that)?\b"
)
_CLAIM = _spaced(
    r"\b(?:the|any) (?:claim|statement|idea|belief|notion|view|assertion|assumption) that\b[^.!?]{0,300}?\b"
    r"(?:is|are|was) " + _WRONG
)
_LATER = _spaced(
    r"\b(?:is|are|was)(?:n't| not) (?:really )?(?:true|the case|correct|so)(?=\s*(?:[.!?;,]|$))"
    r"|\b(?<!that )(?<!which )(?<!who )(?:does|do|did)(?:n't| not) (?:really )?"
    r"(?:happen|hold|occur)(?=\s*(?:[.!?;,]|$))"
    r"|\b(?<!\bif )(?<!\bwhen )(?<!\bwhere )(?<!\bthough )(?<!\bbecause )(?<!\bunless )(?<!\bwhether )"
    r"(?:which|that|this|it) (?:is|was) (?:simply |just |completely |totally )?"
    r"(?:false|untrue|a myth|wrong|incorrect|mistaken)(?=\s*(?:[.!?;:]|$))"
    r"|\bnever (?:happens|occurs)(?=\s*(?:[.!?;,]|$))"
)
#: the answer itself; "although the answer is wrong" may speak of a model's answer
_MINE = (
    r"(?:this|my|(?:the|this|my) (?:whole|entire)|(?:(?<=[.!?]\s)|\A)the)"
    r" (?:answer|statement|text|paragraph|explanation)"
)
_ALL_AFTER = _spaced(
    r"\b(?:the following|what follows|everything below|all (?:of )?(?:the )?(?:following|below)"
    rf"|{_MINE}(?: below)?"
    r"|the (?:next|following) (?:answer|statements?|text|sentences?|paragraph))\b[^.!?:\n]{0,40}?\b(?:is|are) "
    + _WRONG
    + r"|\bnone of (?:the following|what follows)[^.!?:\n]{0,30}?\b(?:is|are) (?:true|correct|right)"
    r"|\bi (?:completely |totally |strongly )?(?:disagree with|reject|deny) (?:the following|all|everything)"
)
_ALL_BEFORE = _spaced(
    r"\b(?:none of (?:this|that|it|these|the above|what i (?:said|wrote))[^.!?\n]{0,30}?\b(?:is|are|was)"
    r" (?:true|correct|right|the case)"
    r"|(?:all (?:of )?(?:this|that|it|the above|these)|everything(?: (?:above|here|i (?:said|wrote|just said)))?"
    r"|the above|what i (?:said|wrote|just said|just wrote)"
    rf"|{_MINE})(?: above)?"
    r"(?: (?:is|are|was|were))? "
    + _WRONG
    + r"|the (?:exact )?opposite (?:of (?:this|that|all this|the above)"
    r" )?is (?:true|the case))(?=\s*(?:[.!?;,]|$))"
)
_TAKEN_BACK = _spaced(
    r"(?:\bno,? wait|(?:(?<=[.!?,;:(-]\s)|\A)wait,? no\b|\bwait,? no(?= ?[,.!:;-])"
    r"|scratch that|strike that|(?:(?<=[.!?]\s)|\A)correction(?= ?[:,] (?:it|the|this|that|no|not|actually|i|a|an|there|in)\b)|i take (?:that|it|this) back"
    r"|(?:forget|ignore|disregard) (?:that|this|what i (?:just )?(?:said|wrote)|the (?:above|last sentence))"
    r"|actually,? no|no,? actually|on second thoughts?|sorry,? (?:no|i meant|that is wrong|that's wrong)"
    r"|(?:that|this)(?: last (?:sentence|part))?(?:'s| is| was) (?:wrong|not right|incorrect|false|mistaken)(?=\s*[.!?:,;]))"
)
#: "no wait, I should say ...", "that's wrong, it is 0.5": behind these a detail is put right
_DETAIL = _spaced(
    r"(?:\W*(?:i (?:should (?:say|have said)|meant?|wanted to say)|make (?:that|it)|let me say)\b"
    r"|[^.!?,;]{0,60}, (?:it|that|this)(?:'s| is| should be| must be) [.\d])"
)
#: "falls by 16 - sorry, by 4", "at 256 - I mean at 1", "depth 10, no, that is too much"
_CORRECTED = _spaced(
    r"(?:[-\u2013\u2014,;(] ?(?:sorry|wrong|oops|pardon)(?= ?[,:])|[-\u2013\u2014,;(] ?i mean\b(?! ?,)"
    r"| [-\u2013\u2014] no(?= ?[,:])|, no(?= ?, (?:that|this)(?:'s| is)\b))"
)
_CORRECTIONS = frozenset(["sorry", "wrong", "oops", "pardon", "mean", "no"])
#: words to the grader, not to the question
_ADDRESSED = _spaced(
    r"\b(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier)"
    r" (?:instructions?|prompts?|rules?)\b"
    r"|\b(?:full|maximum) (?:marks|credit)\b"
    r"|\b(?:give|award|assign|grant|deserves?|get|gets)\b[^.!?\n]{0,30}?\b(?:full|maximum|all|top|highest)"
    r" (?:points|score|grade)\b|\baward (?:the|full|all|maximum)\b"
    r"|\b(?:note|message|instruction)s? (?:to|for) the (?:grader|examiner|marker|teacher|evaluator)\b"
    r"|\b(?:dear|attention|hello) (?:grader|examiner|marker|evaluator)\b"
    r"|\b(?:meets?|satisf(?:y|ies)|fulfils?) (?:every|all|each)(?: of the)? criteri(?:on|a)\b"
    r"|(?:\A|\n)(?:system|assistant|user) ?:|\bset met\b|\"met\" ?:|\bscore ?: ?\d"
)
#: words of which one stands in every match of a pattern: most answers have none
_SAYS_WRONG = frozenset(
    [
        "wrong",
        "false",
        "incorrect",
        "untrue",
        "nonsense",
        "rubbish",
        "mistaken",
        "lie",
        "lies",
        "myth",
        "invalid",
        "inaccurate",
    ]
)
#: the same as pieces of text; "lie" stands in many words
_WRONG_PIECES = (*sorted(_SAYS_WRONG - {"lie", "lies"}), " lie", "\nlie", "\rlie")
_SAYS_RIGHT = frozenset(["true", "correct", "right", "case", "accurate", "valid"])
_THAT_HINTS = frozenset(
    [
        "misconception",
        "mistake",
        "misunderstanding",
        "nobody",
        "doubt",
        "deny",
        "disagree",
        "wrongly",
        "falsely",
        "incorrectly",
        "mistakenly",
    ]
)
_CLAIMS = frozenset(
    ["claim", "statement", "idea", "belief", "notion", "view", "assertion", "assumption"]
)
_HOLDS = frozenset(["happen", "hold", "occur", "so", "happens", "occurs"])
_WHOLE = frozenset(
    [
        "following",
        "follows",
        "below",
        "above",
        "answer",
        "statement",
        "statements",
        "text",
        "paragraph",
        "explanation",
        "sentence",
        "sentences",
        "none",
        "all",
        "everything",
        "opposite",
        "said",
        "wrote",
        "disagree",
        "reject",
        "deny",
    ]
)
_BACK_HINTS = frozenset(
    [
        "wait",
        "scratch",
        "strike",
        "correction",
        "back",
        "forget",
        "ignore",
        "disregard",
        "actually",
        "thought",
        "thoughts",
        "sorry",
    ]
)
_GRADER_HINTS = frozenset(
    [
        "instructions",
        "instruction",
        "prompt",
        "prompts",
        "rules",
        "marks",
        "credit",
        "award",
        "grader",
        "examiner",
        "marker",
        "teacher",
        "evaluator",
        "system",
        "assistant",
        "user",
        "met",
        "criterion",
        "criteria",
        "score",
        "points",
        "grade",
    ]
)


#: of a denial behind "not": what takes most answers past the patterns for it
_NOT_SO = re.compile(
    r"n[o']t\s+(?:(?:at\s+all|really)\s+)?"
    r"(?:true|correct|right|the\s+case|accurate|valid|so|happen|hold|occur)"
)
#: what "that's wrong", "this is false" and "that was not right" have in common
_IS_WRONG = re.compile(r"s\s+(?:wrong|not\s+right|incorrect|false|mistaken)")
#: pieces of text of which one stands in every match that does not say "wrong" or "not so"
_THAT_PIECES = ("misconception", "mistake", "misunderstanding", "says", "believe", "claims",
                "doubt", "deny", "agree", "think")  # fmt: skip
_AFTER_PIECES = ("none", "disagree", "reject", "deny")
_BEFORE_PIECES = ("none", "opposite")
_BACK_PIECES = ("wait", "scratch", "strike", "correction", "forget", "ignore", "disregard",
                "actually", "second", "sorry")  # fmt: skip
#: words to the grader, with single spaces, beside those that name instructions or criteria
_GRADER_PIECES = (
    *(f"{all_of} {points}" for all_of in ("full", "maximum", "all", "top", "highest")
      for points in ("points", "score", "grade", "marks", "credit")),
    *(f"award {what}" for what in ("the", "full", "all", "maximum")),
    "grader", "examiner", "marker", "teacher", "evaluator",
    *(f"{who}{colon}" for who in ("system", "assistant", "user", "met\"", "score")
      for colon in (":", " :")),
    "set met",
)  # fmt: skip
_IGNORED, _INSTRUCTIONS = ("ignore", "disregard", "forget"), ("instruction", "prompt", "rule")


def _may_address(text: str) -> bool:
    """Whether words to the grader may stand in the text, at a glance."""
    if _holds(text, _IGNORED) and _holds(text, _INSTRUCTIONS):
        return True
    return "criteri" in text or _holds(" ".join(text.split()), _GRADER_PIECES)


def _holds(text: str, pieces: tuple[str, ...]) -> bool:
    return any(piece in text for piece in pieces)


def mark_sentences(prose: Prose, negates: bool) -> None:
    """Mark what whole sentences deny or take back; patterns that cannot match rest."""
    text = prose.characters.text
    words = set(prose.words)
    wrong = not words.isdisjoint(_SAYS_WRONG)
    says_wrong = wrong or (negates and not words.isdisjoint(_SAYS_RIGHT))
    not_so = wrong or _NOT_SO.search(text) is not None or _holds(text, _WRONG_PIECES)
    if (says_wrong or not words.isdisjoint(_THAT_HINTS) or (negates and "that" in words)) and (
        not_so or _holds(text, _THAT_PIECES)
    ):
        for match in _THAT.finditer(text):
            _deny_sentence(prose, match.start(), match.end(), after=True)
    if says_wrong and not_so and not words.isdisjoint(_CLAIMS):
        for match in _CLAIM.finditer(text):
            _deny_range(prose, match.start(), match.end())
    if (says_wrong or (negates and not words.isdisjoint(_HOLDS))) and (not_so or "never" in text):
        for match in _LATER.finditer(text):
            if not _concedes(prose, match.start()):
                _deny_sentence(prose, match.start(), match.start(), after=False)
    if not words.isdisjoint(_WHOLE):
        _whole_answer(prose, text, not_so=not_so)
    if (says_wrong or not words.isdisjoint(_BACK_HINTS)) and (
        _holds(text, _BACK_PIECES)
        or ("take" in text and "back" in text)
        or _IS_WRONG.search(text) is not None
    ):
        for match in _TAKEN_BACK.finditer(text):
            _take_back(prose, match.start(), detail=_DETAIL.match(text, match.end()) is not None)
    if not words.isdisjoint(_CORRECTIONS):
        for match in _CORRECTED.finditer(text):
            _correct(prose, match.start() + 1)
    if not words.isdisjoint(_GRADER_HINTS) and _may_address(text):
        for match in _ADDRESSED.finditer(text):
            _ignore(prose, match.start())


_CONCEDING = frozenset({"if", "when", "whenever", "where", "though", "although", "unless",
                        "whether", "because"})  # fmt: skip


def _concedes(prose: Prose, start: int) -> bool:
    """Whether it is said of a case: ``they accept it even if it is not correct``."""
    at = _words_in(prose, start, start + 1).start
    if at >= len(prose):
        return False
    return prose.words[bisect_left(prose.clauses, prose.clauses[at])] in _CONCEDING


def _whole_answer(prose: Prose, text: str, *, not_so: bool) -> None:
    first = _ALL_AFTER.search(text) if not_so or _holds(text, _AFTER_PIECES) else None
    if first is not None:
        _void(prose, first.start(), len(text))
        prose.notes.append("the answer denies what it says after this")
    end = 0
    if not_so or _holds(text, _BEFORE_PIECES):
        end = max((match.end() for match in _ALL_BEFORE.finditer(text)), default=0)
    if end:
        _void(prose, 0, end)
        prose.notes.append("the answer denies what it has said before")


def _words_in(prose: Prose, start: int, end: int) -> range:
    return range(
        bisect_left(prose.spans, start, key=_start), bisect_left(prose.spans, end, key=_start)
    )


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _deny_range(prose: Prose, start: int, end: int) -> None:
    inside = _words_in(prose, start, end)
    prose.sweeping.add(inside.start)
    for index in inside:
        prose.negated[index] = inside.start


_RELATIVE = frozenset({"which", "where", "who", "whose"})


def _deny_sentence(prose: Prose, start: int, end: int, *, after: bool) -> None:
    """Deny the rest of the sentence after ``end``, or its clause so far before ``start``."""
    inside = _words_in(prose, start, max(end, start + 1))
    if not inside:
        return
    by = inside.start
    if after:
        prose.sweeping.add(by)
        for index in inside:  # no phrase may borrow a word of the denial itself
            if prose.negated[index] not in prose.sweeping:
                prose.negated[index] = by
        for index in range(inside.stop, len(prose.words)):
            if prose.segments[index] != prose.segments[inside.stop - 1]:
                return
            if prose.negated[index] in prose.sweeping:
                return  # the rest is denied already
            prose.negated[index] = by
        return
    for index in range(by - 1, max(-1, by - _FAR_BACK), -1):
        # "a term in which they do not occur" denies the relative clause alone
        relative = prose.words[index] in _RELATIVE and index < by - 1
        if prose.segments[index] != prose.segments[by] or relative:
            return
        if prose.negated[index] < 0:
            prose.negated[index] = by


def _void(prose: Prose, start: int, end: int) -> None:
    for index in _words_in(prose, start, end):
        prose.void[index] = True


def _ignore(prose: Prose, start: int) -> None:
    """Void the sentence that speaks to the grader."""
    at = min(_words_in(prose, start, start + 1).start, len(prose.words) - 1)
    if at < 0:
        return
    inside = prose.sentence(prose.sentences[at])
    if prose.void[inside.start]:
        return
    for index in inside:
        prose.void[index] = True
    note = "a sentence speaks to the grader"
    if note not in prose.notes:
        prose.notes.append(note)


def _take_back(prose: Prose, start: int, *, detail: bool) -> None:
    """Void the sentence that ends here, or the one before if this one begins here.

    Of a sentence in which only a detail is put right, the last clause.
    """
    at = _words_in(prose, start, start + 1).start
    if at >= len(prose.words):
        return
    sentence = prose.sentences[at]
    first = prose.sentence_starts[sentence]
    if at - first <= 1 and sentence > 0:
        sentence -= 1
        first = prose.sentence_starts[sentence]
    if prose.void[first]:
        return
    if detail:
        end = prose.sentence_starts[sentence + 1]
        clause = prose.clauses[min(at, end) - 1]
        first = max(first, bisect_left(prose.clauses, clause))
    for index in range(first, at):
        prose.void[index] = True
    note = "the answer takes something back"
    if note not in prose.notes:
        prose.notes.append(note)


def _is_rejected(prose: Prose, index: int) -> bool:
    return index < len(prose) and prose.words[index] in ("that", "that's", "this")


def _correct(prose: Prose, start: int) -> None:
    """Void what a correction within a sentence replaces: the clause before it, behind its verb."""
    at = _words_in(prose, start, start + 1).start
    first = at
    while first > max(0, at - _FAR_BACK) and prose.clauses[first - 1] == prose.clauses[at - 1]:
        first -= 1
    if at >= len(prose.words) or prose.sentences[first] != prose.sentences[at]:
        return
    verbs = [index for index in range(first, at - 1) if prose.bits[index] & VERB]
    if not verbs and prose.words[at] == "no" and not _is_rejected(prose, at + 1):
        return  # "A forest - no, it does not need it" answers a question
    replaced = range(verbs[-1] + 1 if verbs else first, at)
    if prose.words[at + 1 : at + 2] and prose.words[at + 1][0].isdecimal():
        numbers = [index for index in replaced if prose.words[index][0].isdecimal()]
        replaced = range(numbers[-1], numbers[-1] + 1) if numbers else replaced
    for index in replaced:
        prose.void[index] = True
