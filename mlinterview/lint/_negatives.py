"""W03: stems that ask for what does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview.lint._choices import OptionView, lists_of
from mlinterview.lint._markup import segments
from mlinterview.lint._rule import Context, Finding, Rule, each_item
from mlinterview.lint._words import NEGATIONS
from mlinterview.model.item import Item

__all__ = ["RULES", "negative_word"]

_NO = r"(?P<no>not|n['\u2019]t|cannot|never)"
_MARK = r"[*_]{0,3}"
_VERB = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may|might|need)"
)
# the words between "which" and its verb; after one of the excluded words a clause of its own begins
_SUBJECT = (
    r"(?:(?!(?:that|why|if|when|whose|who|where|because|since|while|although|so|as|which|how|not"
    r"|whether|after|before|explains|causes|shows|fits)\b)[^\s?.!,;:]+ ){0,9}?"
)
#: the first word of the sentence that asks
_ASKS = r"^(?:(?!\b(?:which|what|who)\b).)*?\b(?:which|what)"
_NEGATIVE = re.compile(
    rf"{_ASKS} {_SUBJECT}{_VERB}(?: {_MARK}(?:likely|usually|really|the))?"
    rf"(?: ?{_MARK}){_NO}{_MARK}(?!\w)(?! (?:only|merely|just|necessarily true))"
    rf"|{_ASKS} {_SUBJECT}{_VERB} (?:the|an?|this|these|it|they|we|you|one)(?: [\w-]+){{0,2}}"
    rf" {_MARK}(?P<later>not){_MARK}(?!\w)"
    rf"|{_ASKS} {_SUBJECT}can{_MARK}(?P<can>not)(?!\w)"
    rf"|{_ASKS} {_SUBJECT}(?P<wont>can['\u2019]t|won['\u2019]t)(?!\w)"
    rf"|{_ASKS} [^?.!]*?(?P<except>except){_MARK}(?: for)?\W*$"
    rf"|\b(?:all|each) [^?.!]{{0,120}}?,? {_MARK}(?P<but>except){_MARK}(?: for| one)?\W*$"
    rf"|{_ASKS} {_SUBJECT}(?:is|are) {_MARK}(?:the )?{_MARK}(?P<least>least){_MARK}"
    rf" {_MARK}(?:likely|appropriate|suitable|useful|plausible|important|effective|accurate)\b",
    re.IGNORECASE,
)
#: one of these stands in whatever the pattern finds, in small letters
_GLANCE = ("not", "n't", "n\u2019t", "never", "except", "least")
_QUESTION = re.compile(r"^(?:which|what)\b|[?:]\W*$|except\W*$", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:" + "|".join(sorted(NEGATIONS - {"without"})) + r")\b|n['\u2019]t\b", re.IGNORECASE
)
# what excludes nothing of its own
_NO_DENIAL = re.compile(
    r"\bnot only\b|\bno (?:more|less|fewer|later|sooner) than\b|\bno\. ?\d", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])[\s\"')\]]+|\n\s*\n")


def _negative(item: Item, context: Context) -> Iterator[Finding]:
    if item.format not in ("single_choice", "multi_select"):
        return
    found = negative_word(item.stem)
    if found is None:
        return
    word, emphasised = found
    denied = [option for options in lists_of(item) for option in options.options if _denies(option)]
    for option in denied:
        yield Finding(
            f"the stem asks with {word!r}, and this option denies too: one negation at most"
            " expected",
            option.loc,
            level="error",
        )
    if not denied and not emphasised:
        yield Finding(
            f"{word!r} is easily overlooked; write **{word}** in bold, or ask for what holds",
            ("stem",),
        )


def _denies(option: OptionView) -> bool:
    return bool(_NEGATED.search(_NO_DENIAL.sub(" ", _prose_with_marks(option.text))))


def _prose_with_marks(text: str) -> str:
    """The prose of a text, with its emphasis; a sign in the place of code and math."""
    parts = [part if kind == "prose" else "\u25a1" for kind, part in segments(text)]
    return "".join(parts)


def negative_word(stem: str) -> tuple[str, bool] | None:
    """The word with which a stem asks for what does not hold, and whether it is emphasised."""
    lowered = stem.casefold()
    if not any(word in lowered for word in _GLANCE):
        return None
    for sentence in _SENTENCE.split(_prose_with_marks(stem)):
        line = " ".join(sentence.split())
        match = _NEGATIVE.search(line) if _QUESTION.search(line) else None
        if match:
            name = str(match.lastgroup)
            word = match[name]
            start, end = match.span(name)
            text = match.string
            around = text[max(0, start - 1) : start] + text[end : end + 1]
            if text[:start].casefold().endswith("can"):
                word, start = f"{text[start - 3 : start]}{word}", start - 3
            emphasised = word.isupper() or "*" in around or "_" in around
            return word, emphasised
    return None


RULES = (
    Rule(
        "W03",
        "warning",
        "A negation is overlooked under time pressure: the item then tests reading.",
        "Ask for what holds; where the exception is the point, write **not** in bold, and let no"
        " option deny as well.",
        each_item(_negative),
    ),
)
