"""Folding of text, so that spellings which mean the same compare equal.

`fold` is for short answers, `stem_fold` for question texts and headings. Both are
total (any `str` goes in), idempotent, and take time linear in the text's length.
"""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["clean", "fold", "is_blank", "one_edit_away", "stem_fold", "together"]

# Soft hyphen, zero-width space, word joiner, byte-order mark: they come in by pasting.
_INVISIBLE: dict[int, None] = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))

_QUOTES = dict.fromkeys(
    map(
        ord,
        '"'
        "\u00ab\u00bb\u00b4\u02bc\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"
        "\u2039\u203a\u300c\u300d\u300e\u300f\uff02\uff07",
    ),
    "'",
)
_SPACE = re.compile(r"\s+")
_HYPHEN = re.compile("(?<=.)[-\u2010-\u2015](?=.)", re.DOTALL)
_FINAL = " .,;"
_MOST_IDS = 4
_MAX_MARKS = 30

# marks that change the direction of the text around them
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\[\]]*\)")
_EMPHASIS = re.compile(r"[*`$\\]|~~|(?<!\w)_+|_+(?!\w)")
_NUMBERING = re.compile(r"^(?:q?\d{1,4}[.):]\s+)+(?=.)")
_MARKERS = frozenset({"-", "+", ">", "=", "|", *("#" * level for level in range(1, 7))})


def fold(text: str) -> str:
    """Return the form in which two short answers are compared.

    Folded: case (`str.casefold`), white space (runs become one space, none outside),
    Unicode composition (NFC), quotation marks (all become `'`), a hyphen or dash with a
    letter on both sides (becomes a space: `k-means` is `k means`), and final `.`, `,`, `;`.
    An answer of nothing but such marks is kept.

    Not folded: operators, brackets, signs, decimal points, `% # _ * ^ |`, accents,
    superscripts. `C++` is not `C`, `-1` is not `1`, a minus (U+2212) is no hyphen.
    """
    if text.isascii():  # what is done below, less what only other signs need
        text = " ".join(text.lower().replace('"', "'").split())
        text = _HYPHEN.sub(_hyphen, text) if "-" in text else text
        return text.rstrip(_FINAL) or text
    text = unicodedata.normalize("NFD", _stream_safe(text.translate(_INVISIBLE))).casefold()
    text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    text = _SPACE.sub(" ", text).strip()
    text = _HYPHEN.sub(_hyphen, text)
    return text.rstrip(_FINAL) or text


def clean(text: str) -> str:
    """Text without control signs and changes of direction, which could rewrite what is around it.

    Line breaks and tabs stay.
    """
    if text.isprintable():
        return text
    return "".join(
        sign if sign in "\n\t" or not _harmful(sign) else "\ufffd"
        for sign in text.replace("\r\n", "\n").replace("\r", "\n")
    )


def is_blank(text: str) -> bool:
    """Return whether the text holds nothing but white space and invisible characters."""
    first = text[:1]
    if first.isascii() and first.isalnum():  # nearly always
        return False
    return not text.translate(_INVISIBLE).strip()


def one_edit_away(a: str, b: str) -> bool:
    """Return whether exactly one edit turns `a` into `b`.

    An edit inserts, deletes or replaces a character, or swaps two neighbours (one step of
    the Damerau-Levenshtein distance). Equal texts are no edit apart, so the result is
    False for them. The relation is symmetric.
    """
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    if start == len(a):
        return False
    swapped = a[start : start + 2] == b[start : start + 2][::-1]
    return a[start + 1 :] == b[start + 1 :] or (swapped and a[start + 2 :] == b[start + 2 :])


def stem_fold(text: str) -> str:
    """Return the form in which a heading is matched to a question text.

    `fold`, without what a form tool drops or adds on the way: Markdown markers (headings,
    lists, quotes, emphasis, code ticks and fences, math dollars, the addresses of links and
    images), a leading number (`3.`, `Q3:`) and punctuation around the whole.
    """
    text = _FENCE.sub(" ", text)
    # A removed marker can bare another one; each round but the last shortens the text.
    while (bare := _without_markers(fold(_LINK.sub(r" \1 ", text)))) != text:
        text = bare
    return text


def _stream_safe(text: str) -> str:
    """Return the text with at most 30 combining marks in a row.

    Normalizing takes time quadratic in the length of such a row; no script needs more (UAX 15,
    "Stream-Safe Text Format").
    """
    if text.isascii():
        return text
    kept, row = [], 0
    for char in text:
        for part in unicodedata.normalize("NFD", char):
            row = row + 1 if unicodedata.combining(part) else 0
            if row <= _MAX_MARKS:
                kept.append(part)
    return "".join(kept)


def _without_markers(text: str) -> str:
    words = _EMPHASIS.sub("", text).split()
    bare = " ".join(word for word in words if word not in _MARKERS)
    return _without_outer_punctuation(_NUMBERING.sub("", bare)) or bare


def _without_outer_punctuation(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _is_outer(text[start]):
        start += 1
    while start < end and _is_outer(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_outer(char: str) -> bool:
    return char.isspace() or unicodedata.category(char).startswith("P")


def _hyphen(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    between = _is_letter(text[at - 1], marks=True) and _is_letter(text[at + 1])
    return " " if between else match.group()


def _is_letter(char: str, *, marks: bool = False) -> bool:
    # Modifier letters (Lm) are mostly superscripts, where a hyphen is a minus.
    category = unicodedata.category(char)
    return category in {"Lu", "Ll", "Lt", "Lo"} or (marks and category in {"Mn", "Mc"})


def _harmful(sign: str) -> bool:
    return sign in _DIRECTION or unicodedata.category(sign) in ("Cc", "Cs")


def together(faults: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Faults (who, item, what is wrong), with all items of a person that share one gathered.

    A person's second row in a table is one fault, however many questions it has.

    >>> together([("ann", "q1", "twice"), ("ann", "q2", "twice"), ("bo", "q1", "twice")])
    [('ann', 'q1, q2', 'twice'), ('bo', 'q1', 'twice')]
    """
    items: dict[tuple[str, str], list[str]] = {}
    for who, item, fault in faults:
        items.setdefault((who, fault), []).append(item)
    return [(who, _listed(ids), fault) for (who, fault), ids in items.items()]


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return f"{', '.join(ids[:_MOST_IDS])}{more}"
