"""E12 and E13: claims that age, and where the key can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview._text import is_blank
from mlinterview.lint._markup import sentences
from mlinterview.lint._parts import prose_texts
from mlinterview.lint._rule import Context, Finding, Rule, each_item
from mlinterview.model.item import Item

__all__ = ["RULES"]

# values as of the time of a prediction are those known then; that is no claim about today
_MOMENT = (
    r"(?! (?:yet|then|when|what|which)\b)"
    r"(?! (?:the |each |every |a |an |any |its |their |that )?(?:\w+ ){0,2}?(?:time|date|moment|day"
    r"|timestamp|cut-?off|event|prediction|order|label|request|snapshot|step|epoch|row|instant"
    r"|week|month|transaction)s?\b(?! of (?:this )?writing))"
)
_DATED = re.compile(
    rf"(?<!same )(?<!well )(?<!such )(?<!much )(?<!far )\bas of\b{_MOMENT}"
    r"|\bcurrently\b|\bnowadays\b|\bthese days\b|\bat the time of writing\b"
    r"|\bstate[- ]of[- ]the[- ]art\b|\bsota\b|\bcutting[- ]edge\b",
    re.IGNORECASE,
)
# what is latest within a run, a table or a log does not age
_IN_RECORDS = (
    r"(?:checkpoint|snapshot|batch|value|event|record|row|timestamp|commit|partition|observation"
    r"|reading|step|epoch|run|tag|state|price|order|message|date|label|log|data|weight|prediction"
    r"|click|estimate|update|entry|entries|window|week|day|month|hour|minute|quarter|transaction"
    r"|purchase|sale|score|loss|gradient|token|input|output|turn|image|file|measurement|sample"
    r"|example|query|queries|response|session|item|activity|history|past"
    r"|interaction|behaviour|behavior|traffic|request|document|charge|payment|time|point|block"
    r"|experience|deployment|write|copy|copies|replica|reply|replies|offset)s?"
)
_FRESH = re.compile(
    rf"(?<!takes the )(?<!reads the )(?<!returns the )(?<!keeps the )(?<!serves the )"
    rf"\b(?:latest|newest|most recent|recent)\b(?! (?:\S+ ){{0,2}}?{_IN_RECORDS}\b)"
    r"(?!,? (?:first|ones?)\b)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_YEAR = re.compile(
    rf"\b(?:in|since|by|until|till|before|after|from|during|early|mid|late|year|{_MONTH})[ -]"
    r"((?:19[5-9]|20[0-3])\d)(?![\w%]|[.,]\d|-\d)"
    # a number that counts something is no year
    r"(?=[,.;:!?)]|$| (?:the|a|an|it|they|we|most|many|and|or|to|was|were|is|are|when|which|that"
    r"|by|in|on|at|had|has|have|no|few|several|only|models?|researchers|companies|there)\b)",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\bet al\b|\barXiv\b|\b(?:paper|article|book|edition|published|introduced|proposed|showed"
    r"|described|conference|proceedings|thesis)\b",
    re.IGNORECASE,
)


#: what every claim that ages holds, in small letters
_GLANCE = (
    "as of", "currently", "nowadays", "these days", "time of writing", "state of", "state-of",
    "sota", "cutting edge", "cutting-edge", "latest", "newest", "recent",
)  # fmt: skip
_ANY_YEAR = re.compile(r"[A-Za-z][ -](?:19[5-9]|20[0-3])\d(?![\w%])")


def _dated_claims(item: Item, context: Context) -> Iterator[Finding]:
    if item.valid_as_of is None:
        texts = list(prose_texts(item))
        # most items say nothing of the kind in any text
        if not _may_age("\n".join([text for _, text in texts])):
            texts = []
        for loc, text in texts:
            if not _may_age(text):
                continue
            for sentence in sentences(text):
                found = _DATED.search(sentence)
                if found:
                    yield Finding(
                        f"{found[0]!r} makes a claim that ages; 'valid_as_of' with the day it was"
                        " checked expected, or a wording that stays true",
                        loc,
                    )
                elif aging := _aging_word(sentence):
                    yield Finding(
                        f"{aging!r} may make a claim that ages; if so 'valid_as_of' expected",
                        loc,
                        level="warning",
                    )
    if item.review_by is not None and item.review_by < context.today:
        yield Finding(
            f"due for review since {item.review_by.isoformat()} (today is"
            f" {context.today.isoformat()})",
            ("review_by",),
            level="warning",
        )


def _may_age(text: str) -> bool:
    lowered = text.casefold()
    if any(word in lowered for word in _GLANCE):
        return True
    return ("19" in text or "20" in text) and bool(_ANY_YEAR.search(text))


def _aging_word(sentence: str) -> str:
    if fresh := _FRESH.search(sentence):
        return fresh[0]
    year = _YEAR.search(sentence)
    return year[1] if year and not _CITATION.search(sentence) else ""


def _references(item: Item, context: Context) -> Iterator[Finding]:
    if not item.references:
        yield Finding("a reference expected, found none", ("references",))
    for index, reference in enumerate(item.references):
        for field in ("title", "locator"):
            if is_blank(getattr(reference, field) or ""):
                place = "a page, section or page title" if field == "locator" else "a title"
                yield Finding(
                    f"{field!r} expected ({place}), found none", ("references", index, field)
                )


RULES = (
    Rule(
        "E12",
        "error",
        "What is current when an item is written makes its key wrong later, without a trace.",
        "Say 'valid_as_of' and 'review_by', or reword the claim so that it stays true.",
        each_item(_dated_claims),
    ),
    Rule(
        "E13",
        "error",
        "A key that cannot be looked up is one author's word.",
        "Name a source and the place in it that says so.",
        each_item(_references),
    ),
)
