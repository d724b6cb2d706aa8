"""W11, W12, W14 and W18: stems that ask nothing, too little, or something else than the field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mlinterview.lint._choices import lists_of
from mlinterview.lint._markup import prose, segments, sentences, shown, words
from mlinterview.lint._rule import Context, Finding, Rule, each_item
from mlinterview.lint._tasks import asks_something, leading_verbs
from mlinterview.model.item import Item

__all__ = ["RULES"]

# W11 -------------------------------------------------------------------------------------------

_FEWEST, _MOST = 5, 120
_FAR = 2
_FEW_CHARACTERS = 40


def _stem(item: Item, context: Context) -> Iterator[Finding]:
    loc = ("stem",)
    if item.format != "true_false" and not asks_something(item.stem):
        yield Finding("a question or a task expected, found a statement alone", loc)
    count = len(words(item.stem))
    if count < _FEWEST and not _more_than_words(item):
        yield Finding(f"a stem of {_FEWEST} words or more expected, found {count}", loc)
    if count > _MOST:
        yield Finding(f"a stem of at most {_MOST} words expected, found {count}", loc)
    length = len(shown(item.stem))
    for options in lists_of(item) if item.format != "cloze" else ():
        mean = sum(option.length for option in options.options) / len(options.options)
        if mean > _FAR * length and mean > _FEW_CHARACTERS and not _more_than_words(item):
            yield Finding(
                f"options of {mean:.0f} characters on average under a stem of {length}; the burden"
                " of reading belongs into the stem",
                options.loc,
            )


def _more_than_words(item: Item) -> bool:
    """Whether the question leans on code, math, a gap, a figure or a text beside the stem."""
    parts = segments(item.stem)
    beside = item.figures or item.stimulus is not None or "{{" in item.stem
    return bool(beside) or any(kind != "prose" for kind, _ in parts)


# W12 -------------------------------------------------------------------------------------------

_UNFOCUSED = re.compile(
    r"(?:please )?(?:select |choose |pick |mark |tick |identify )?(?:the |an? )?"
    r"(?:which|what)? ?(?:one )?(?:of )?(?:the |these )?(?:following|these|below|statements?"
    r"|claims?|options?|answers?)(?: (?:statements?|claims?|options?|answers?|sentences?))?"
    r" ?(?:below )?(?:which |that )?(?:is|are|hold|holds|apply|applies)?(?: most| always)?"
    r"(?: not| in)? ?(?:true|correct|false|incorrect|right|wrong|valid|accurate)?"
    r"(?: (?:about|of|for|regarding|concerning|on|with respect to)(?: the| an?)?(?: [\w'-]+){1,3})?"
    r"[?.:]?",
    re.IGNORECASE,
)
_CORRECT_ONE = re.compile(
    r"(?:please )?(?:select|choose|pick|mark|tick|identify|find) (?:the|all|every|each|an?)"
    r"(?: the)? (?:true|correct|false|incorrect|right|wrong|valid)"
    r" (?:statement|option|answer|claim|choice)s?"
    r"(?: (?:about|of|for|regarding|concerning|on)(?: the| an?)?(?: [\w'-]+){1,3})?[.:]?",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:following|these|below|statements?|claims?|options?|answers?|choices?)\b", re.I
)
_EXTRA = re.compile(
    r"^(?:select|choose|tick|mark|check|pick|there)\b.*\b(?:all|one|apply|two)\b", re.I
)


def _focus(item: Item, context: Context) -> Iterator[Finding]:
    if not any(True for _ in lists_of(item)) or item.format == "cloze" or _more_than_words(item):
        return
    asked = [part for part in sentences(item.stem) if not _EXTRA.search(part)]
    if len(asked) != 1 or not _WHICH.search(asked[0]):
        return
    if _UNFOCUSED.fullmatch(asked[0]) or _CORRECT_ONE.fullmatch(asked[0]):
        yield Finding(
            f"{asked[0][:60]!r} asks for nothing that could be answered before the options are"
            " read",
            ("stem",),
        )


# W14 -------------------------------------------------------------------------------------------

_TRIVIA = re.compile(
    r"\bmost famous\b|\bbest[- ]known (?:for|author|paper|researcher|book|example of)\b"
    r"|\bwho (?:first )?(?:invented|proposed|introduced|coined|wrote|published|discovered|developed"
    r"|created|founded)\b"
    r"|\b(?:in )?(?:which|what) (?:year|decade|month) (?:was|were|did|is|saw)\b"
    r"|\bwhen (?:was|were) [^?.]{1,60}\b(?:invented|proposed|introduced|published|founded|coined"
    r"|first released)\b"
    r"|\bwhich (?:\w+ )?(?:author|researcher|scientist|person|company|lab|university|conference"
    r"|journal|country|paper)s? (?:first |originally )?(?:invented|proposed|introduced|coined|wrote"
    r"|published|developed|created|founded)\b"
    r"|\b(?:in your opinion|do you (?:like|prefer|enjoy)|your favou?rite|which do you prefer)\b"
    r"|\bafter whom (?:is|was|were|are)\b|\bfull name of the (?:author|inventor)\b",
    re.IGNORECASE,
)
#: one of these stands in whatever the pattern finds, in small letters
_GLANCE = (
    "famous", "known", "invented", "proposed", "introduced", "coined", "wrote", "published",
    "discovered", "developed", "created", "founded", "released", "year", "decade", "month",
    "opinion", "do you", "favo", "prefer", "whom", "full name",
)  # fmt: skip


def _trivia(item: Item, context: Context) -> Iterator[Finding]:
    text = prose(item.stem)
    lowered = text.casefold()
    match = any(word in lowered for word in _GLANCE) and _TRIVIA.search(text)
    if match:
        yield Finding(
            f"{match[0]!r} asks for a name, a date or a taste; knowledge of the field expected",
            ("stem",),
        )


# W18 -------------------------------------------------------------------------------------------

_RECALL = frozenset({"define", "list", "name", "recall", "recite", "enumerate"})
_DONE = """
derive prove design compute calculate evaluate compare contrast justify diagnose debug
estimate critique implement rewrite refactor propose optimise optimize
"""
_WORK = frozenset(_DONE.split())
_HIGH = ("analyze", "evaluate", "create")


def _bloom(item: Item, context: Context) -> Iterator[Finding]:
    verbs = leading_verbs(item.stem)
    if item.bloom is None or not verbs:
        return
    if item.bloom == "remember":
        wrong = [verb for verb in verbs if verb in _WORK]
        expected = "'apply' or above"
    elif item.bloom in _HIGH and all(verb in _RECALL for verb in verbs):
        wrong = list(verbs)
        expected = "'remember' or 'understand'"
    else:
        return
    if wrong:
        yield Finding(
            f"bloom: {item.bloom}, but the stem says {wrong[0]!r}: {expected}", ("bloom",)
        )


RULES = (
    Rule(
        "W11",
        "warning",
        "A stem that asks nothing, or hides what it asks, tests patience.",
        "End the stem in one question or task, in 5 to 120 words, and keep the options short.",
        each_item(_stem),
    ),
    Rule(
        "W12",
        "warning",
        "'Which of the following is true' is a list of unrelated true-false items.",
        "Ask a question that can be answered before the options are read.",
        each_item(_focus),
    ),
    Rule(
        "W14",
        "warning",
        "Names, dates and tastes say nothing about what somebody can do.",
        "Ask what the method does, when it fails, or what follows from it.",
        each_item(_trivia),
    ),
    Rule(
        "W18",
        "warning",
        "Reports by level are wrong where an item's level contradicts what it asks.",
        "Give the level of what is asked, or ask for what the level says.",
        each_item(_bloom),
    ),
)
