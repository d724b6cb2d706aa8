"""What an answer raises without claiming it: questions, and what others say and the writer rejects.

"Is the sample biased? I don't think so." claims nothing of a bias; neither does "some maintain that
it is biased, which I doubt". A question that is answered with yes is a claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set

from mlinterview.graders._prose.patterns import Saying, begin, matches, may_say, spaced, words_of
from mlinterview.graders._prose.prose import Prose
from mlinterview.graders._prose.words import NEGATION

__all__ = ["ATTRIBUTED", "REJECTED", "mark_stances"]


#: words that begin a question to be answered with yes or no
_OPENING = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "may",
        "might",
        "must",
        "am",
    ]
)
_BEFORE_OPENING = frozenset({"and", "but", "so", "or", "now", "then", "well"})
#: "would you buy a boat ...?" asks nothing
_RHETORICAL = frozenset({"you", "we", "i"})
_YES = spaced(
    r"(?:yes|yep|yeah|sure|indeed|certainly|definitely|absolutely|exactly|obviously|clearly"
    r"|of course|probably|(?:most|very) likely|partly|in part|to some extent|only if|if"
    r"|i (?:think|believe) so|i(?: would|'d) say so|true|right|correct"
    r"|it (?:does|is|can|will|would|should|did|was)|they (?:do|are|can|will|would|should))"
    r"\b(?! (?:not|if|n't))"
)
_WRONG = (
    r"(?:mistaken|wrong|false|incorrect|untrue|irresponsible|pedantic|nonsense|exaggerated"
    r"|misguided|unconvincing|unfounded|far-fetched|too (?:risky|strong|simple)|a mistake"
    r"|a bad idea|unnecessary|needless|superfluous|pointless|a myth|beside the point)"
)
_NOT = r"(?:(?:do|would|could|did) not|don't|wouldn't|couldn't|didn't|cannot|can't)"
#: the writer's own no to what was said before it
REJECTED = (
    Saying(
        spaced(
            begin(
                "i (?:strongly |respectfully |would |must )?"
                "(?:disagree|object|(?:reject|doubt|dispute) (?:it|this|that))",
                r"which i (?:\w+ )?(?:reject|doubt|deny|dispute|disagree with)",
                f"which i {_NOT} (?:buy|believe|accept|share|do|think)",
                "i (?:think|believe|find|consider|hold|regard|call)"
                f"(?: (?:it|this|that|them|him|her|as|is|are|to be|which))* {_WRONG}",
                f"i {_NOT} (?:buy|think so|agree|go along|bother"
                "|(?:believe|accept|share|follow|do) (?:it|this|that|so|him|her|them))",
                "i(?: would|'d)? rule (?:it|this|that|them) out",
                "i(?:'m| am) (?:not (?:convinced|persuaded)|sceptical|skeptical|unconvinced)",
                "i (?:see|have|know) no reason to (?:believe|think|assume|do)",
                "i(?: would|'d) rather",
                "not in my (?:view|opinion|eyes|experience)",
            )
            + r"\b"
        ),
        words_of("i i'd i'm my"),
    ),
    Saying(
        spaced(begin("it", "this", "that") + r" (?:cannot|can't|could not) be (?:right|true|so)\b"),
        words_of("cannot can't could"),
        beside=words_of("right true so"),
    ),
    Saying(
        spaced(begin("he", "she", "they") + rf"(?:'re|'s| is| are) (?:\w+ )?{_WRONG}\b"),
        words_of(
            "mistaken wrong false incorrect untrue irresponsible pedantic nonsense exaggerated"
            " misguided unconvincing unfounded far too mistake bad unnecessary needless superfluous"
            " pointless myth beside"
        ),
        beside=words_of("he he's she she's she're they they's they're"),
    ),
)
_PEOPLE = words_of(
    "people others folks colleague colleagues textbook textbooks book books paper papers article"
    " articles blog blogs post posts tutorial tutorials professor professors teacher teachers"
    " supervisor supervisors manager managers boss bosses author authors reviewer reviewers"
    " statisticians student students engineer engineers friend friends teammate teammates expert"
    " experts practitioners scientist scientists tutor tutors lecturer lecturers mentor mentors"
    " team lead mate mates"
)
_ARTICLES = words_of("a an one my our some many several other most the another this certain")
#: who needs no article
_OTHERS = words_of(
    "some many others somebody someone people colleagues textbooks statisticians experts"
)
_SAYING = words_of(
    "say claim maintain argue think believe suggest propose insist hold explain recommend advise"
    " tell state teach write want like assert call compare worry"
)
_SAID = frozenset(verb + ending for verb in _SAYING for ending in ("", "s", "d", "ed")) | words_of(
    "said argues thought held told taught teaches wrote worries would"
)


def _any_of(words: Set[str]) -> str:
    return rf"(?:{'|'.join(sorted(words, reverse=True))})"


#: somebody else speaks
ATTRIBUTED = (
    Saying(
        spaced(
            begin(*sorted(_ARTICLES)) + rf"(?: \w+){{0,2}} {_any_of(_PEOPLE)}(?: of (?:mine|ours))?"
            rf"(?: (?:often|usually|sometimes|once|always|will|may|might))? {_any_of(_SAID)}\b"
        ),
        _SAID,
        beside=_PEOPLE,
    ),
    Saying(
        spaced(
            begin(*sorted(_OTHERS))
            + rf" (?:often |usually |sometimes |will |may )?{_any_of(_SAID)}\b"
        ),
        _SAID,
        beside=_OTHERS,
    ),
    Saying(
        spaced(
            begin("it") + r"(?: is|'s) (?:often|sometimes|commonly|widely|frequently)"
            r" (?:said|claimed|believed|thought|assumed|argued|taught)\b"
        ),
        words_of("said claimed believed thought assumed argued taught"),
        beside=words_of("often sometimes commonly widely frequently"),
    ),
    Saying(
        spaced(begin("one") + r" (?:often|sometimes) (?:hears|reads)\b"), words_of("hears reads")
    ),
)
_SUPPOSING = frozenset({"would", "could", "might"})
_OBJECTING = frozenset({"but", "however", "yet"})
_FIRST_WORDS = 8  # words of the next sentence among which a rejection must begin
_FAR_BACK = 60  # words before a rejection that it can concern


def mark_stances(prose: Prose, words: Set[str]) -> None:
    """Mark what is asked or told of others, and not claimed by an answer of these words."""
    text = prose.read
    if "?" in text:
        _questions(prose, text)
    if "if" in words and not _SUPPOSING.isdisjoint(words) and not _OBJECTING.isdisjoint(words):
        _suppositions(prose)
    told = may_say(ATTRIBUTED, words)
    if not told:
        return
    _rejections(prose, text, matches(REJECTED, may_say(REJECTED, words), text), told)
    if not _OBJECTING.isdisjoint(words):
        _objections(prose, matches(ATTRIBUTED, told, text))


def _questions(prose: Prose, text: str) -> None:
    asked = {number for number in range(len(prose.sentence_starts) - 1) if _is_asked(prose, number)}
    for number in asked:
        inside = prose.sentence(number)
        behind = prose.spans[inside.stop][0] if inside.stop < len(prose) else len(text)
        # several in a row are a list of what to look at
        if asked.isdisjoint((number - 1, number + 1)) and not _YES.match(text, behind):
            for index in inside:
                prose.echoed[index] = True


def _is_asked(prose: Prose, number: int) -> bool:
    """Whether a sentence is one question to be answered with yes or no."""
    inside = prose.sentence(number)
    first = inside.start
    while first + 2 < inside.stop and prose.words[first] in _BEFORE_OPENING:
        first += 1
    opening, *rest = prose.words[first : min(first + 2, inside.stop)]
    if opening not in _OPENING or not _RHETORICAL.isdisjoint(rest):
        return False
    ends = prose.spans[inside.stop - 1][1]
    behind = prose.spans[inside.stop][0] if inside.stop < len(prose) else len(prose.read)
    if "?" not in prose.read[ends:behind]:
        return False
    return not any(
        prose.words[index] in _OPENING and prose.clauses[index] != prose.clauses[index - 1]
        for index in range(first + 1, inside.stop)
    )


def _rejections(
    prose: Prose, text: str, rejected: Iterable[re.Match[str]], told: Set[Saying]
) -> None:
    for match in rejected:
        here = _word_at(prose, match.start())
        if here >= len(prose):
            continue
        sentence = prose.sentences[here]
        if sentence and here - prose.sentence_starts[sentence] < _FIRST_WORDS:
            sentence -= 1  # "Some say so. I disagree."
        first = max(prose.sentence_starts[sentence], here - _FAR_BACK)
        spoken = matches(ATTRIBUTED, told, text, prose.spans[first][0], match.start())
        if spoken:
            _deny(prose, range(_word_at(prose, spoken[0].end()), here), here)


def _objections(prose: Prose, attributed: Iterable[re.Match[str]]) -> None:
    """What others say up to the writer's own ``but``."""
    for spoken in attributed:
        first = _word_at(prose, spoken.end())
        for index in range(first, min(first + _FAR_BACK, len(prose))):
            if prose.words[index] in _OBJECTING and prose.segments[index] != prose.segments[first]:
                _deny(prose, range(first, index), index)
                break
            if prose.sentences[index] != prose.sentences[first]:
                break


def _suppositions(prose: Prose) -> None:
    """``It would help if there were more, but here ...``: what does not hold here is no claim."""
    for number in range(len(prose.sentence_starts) - 1):
        inside = prose.sentence(number)
        words = prose.words[inside.start : inside.stop]
        if "if" not in words or _SUPPOSING.isdisjoint(words):
            continue
        for index in inside:
            if prose.words[index] in _OBJECTING:
                before = words[: index - inside.start]
                behind = prose.bits[index + 1 : inside.stop]
                untrue = any(bits & NEGATION for bits in behind) or "here" in words[len(before) :]
                if untrue and "if" in before and not _SUPPOSING.isdisjoint(before):
                    for place in range(inside.start, index):
                        prose.echoed[place] = True
                break


def _deny(prose: Prose, words: range, by: int) -> None:
    for index in words:
        if prose.negated[index] < 0:
            prose.negated[index] = by


def _word_at(prose: Prose, place: int) -> int:
    """The index of the first word from a place of the text on."""
    return bisect_left(prose.spans, (place, 0))
