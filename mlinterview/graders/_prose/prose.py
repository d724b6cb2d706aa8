"""An answer as words in sentences, segments and clauses."""

from __future__ import annotations

import re
from itertools import islice

from mlinterview.graders._prose.characters import Characters, read_characters
from mlinterview.graders._prose.slips import small_word
from mlinterview.graders._prose.stems import stem
from mlinterview.graders._prose.words import (
    DETERMINER,
    HARD,
    PRONOUN,
    SOFT,
    VERB,
    kinds,
)

__all__ = ["MOST_CHARACTERS", "Prose", "read_prose", "word_stems"]

#: what is read of an answer; the rest is left to a person
MOST_CHARACTERS = 400_000

_TOKEN = re.compile(
    r"(?:e\.g|i\.e|etc|vs|cf|al|resp|approx|fig|eq|w\.r\.t|indep|incl|excl|sq)\.(?=[\s,;)])"
    r"|(?:\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)(?:e-?\d+)?%?|[^\W_\d]+(?:'[^\W_]+)*\d*|[^\W_]+"
    r"|(?<![-=])[-=]++>|<-+"
    r"|[=\u2248]"
    r"|(?<![.!?])[.!?]++(?=[\s\"')\]]|$)|\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]"
    r"|;"
    r"|[,:()]|[ \t]-[ \t]",
)
_SIGN = re.compile("[-=]+>|<-+|[=\u2248]")
_SIGNS_READ = frozenset({"->", "<-", "="})
_WORD, _STOP, _HARD, _COMMA, _SOFT, _MENDED = 0, 1, 2, 3, 4, 5
_CLAUSE_BITS = HARD | SOFT | PRONOUN | DETERMINER


class Prose:
    """The words of an answer in parallel lists, one entry a word.

    Attributes:
        characters: the way back to the original text.
        words, stems: the word as it was read, and its stem.
        bits: what the word does (``words.kinds``).
        sentences, segments, clauses: the numbers of those that it stands in. A segment ends where
            another thought begins (``but``, a semicolon), a clause at commas and ``because`` too.
        negated: the index of the word that denies it, else -1.
        void: whether it was taken back or denied as a whole.
        copied: whether it is copied from the question.
        typed: words that were mended, by index, as they stand in the text.
        uncased: whether the whole answer is in small letters or in capitals, so that case tells
            nothing.
    """

    __slots__ = (
        "_spans",
        "after_comma",
        "bits",
        "characters",
        "clauses",
        "copied",
        "hedged",
        "negated",
        "notes",
        "read",
        "segments",
        "sentence_starts",
        "sentences",
        "stems",
        "sweeping",
        "typed",
        "uncased",
        "void",
        "words",
    )

    def __init__(self, characters: Characters) -> None:
        self.characters = characters
        self.uncased = _is_uncased(characters.original)
        #: the text without what opens a sentence and says nothing; no sign changes its place
        self.read = characters.text
        self.words: list[str] = []
        self.typed: dict[int, str] = {}
        self.stems: list[str] = []
        self._spans: list[tuple[int, int]] | None = None
        self.bits: list[int] = []
        self.sentences: list[int] = []
        self.segments: list[int] = []
        self.clauses: list[int] = []
        #: the numbers of the clauses that begin after a comma
        self.after_comma: set[int] = set()
        #: the index of the first word of each sentence, and one past the last word
        self.sentence_starts: list[int] = []
        self.negated: list[int] = []
        self.void: list[bool] = []
        self.hedged: list[bool] = []
        self.copied: list[bool] = []
        #: words that deny a whole sentence (``it is not true that``); no ``not`` wants these
        self.sweeping: set[int] = set()
        #: what was found about the answer as a whole, for people
        self.notes: list[str] = []

    def __len__(self) -> int:
        return len(self.words)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the words stand in ``characters.text``; looked up when first asked for."""
        if self._spans is None:
            text, at = self.read, 0
            self._spans = spans = []
            for index, read in enumerate(self.words):
                word = self.typed.get(index, read) if self.typed else read
                if word in _SIGNS_READ:  # "=>" was read as "->"
                    match = _SIGN.search(text, at)
                    start, at = match.span() if match is not None else (at, at)
                else:
                    start = text.index(word, at)
                    at = start + len(word)
                spans.append((start, at))
        return self._spans

    def sentence(self, number: int) -> range:
        """The indices of the words of a sentence."""
        return range(self.sentence_starts[number], self.sentence_starts[number + 1])

    def quoted(self, first: int, last: int) -> tuple[int, int, str]:
        """Start, end and text of the original from one word to another."""
        start, end = self.characters.span(self.spans[first][0], self.spans[last][1])
        return start, end, self.characters.original[start:end]


def _is_uncased(text: str) -> bool:
    head = text[:2000]
    return head == head.lower() or head == head.upper()


def read_prose(original: str) -> Prose:
    """The answer in words; denial and copying are found by others."""
    prose = Prose(read_characters(original[:MOST_CHARACTERS]))
    known = _known_tokens
    if len(known) > _MOST_KNOWN:
        known.clear()
    add_word, add_stem, add_bits = prose.words.append, prose.stems.append, prose.bits.append
    add_sentence, add_segment = prose.sentences.append, prose.segments.append
    add_clause, sentence_starts = prose.clauses.append, prose.sentence_starts
    after_comma = prose.after_comma
    sentence = segment = clause = at = 0
    fresh = True  # whether the sentence has no word yet
    joining = False  # whether the word before was "and" or "or"
    text = prose.read = _without_openers(_without_chance_bullet(prose.characters.text))
    names = _NAMES.search(text) is not None
    for token in _TOKEN.findall(text):
        entry = known.get(token)
        if entry is None:
            entry = known[token] = _entry(token)
        kind, word, stemmed, bits = entry
        if names:
            at = text.index(token, at)
            if bits and kind == _WORD and _is_named(text, at, at + len(token)):
                bits = 0  # "not urgent" in quotes, no_grad, not-a-number: names, no grammar
            at += len(token)
        if kind == _MENDED:
            prose.typed[len(prose.words)] = token
            kind = _WORD
        if kind == _WORD:
            if bits & _CLAUSE_BITS:
                if bits & (HARD | SOFT):
                    clause += 1
                    segment += bits & HARD > 0
                elif joining:
                    clause += 1
            joining = word == "and" or word == "or"
            if fresh:
                sentence_starts.append(len(prose.words))
                fresh = False
            add_word(word)
            add_stem(stemmed)
            add_bits(bits)
            add_sentence(sentence)
            add_segment(segment)
            add_clause(clause)
            continue
        joining = False
        clause += 1
        if kind == _COMMA:
            after_comma.add(clause)
        elif kind == _HARD:
            segment += 1
        elif kind == _STOP and not fresh:
            sentence += 1
            segment += 1
            fresh = True
    count = len(prose.words)
    sentence_starts.append(count)
    prose.negated = [-1] * count
    prose.void = [False] * count
    prose.hedged = [False] * count
    prose.copied = [False] * count
    return prose


_BULLET = re.compile(r"(?<=([^\n]))\n[ \t]*(?:[-*+]|\d{1,2}[.)])(?=[ \t]|$)")


def _without_chance_bullet(text: str) -> str:
    """A lone line that happens to begin with a sign, as ``\\n+ 5`` does, is no entry of a list."""
    if "\n" not in text:
        return text
    found = list(islice(_BULLET.finditer(text), 2))
    if len(found) == 1 and found[0][1] not in ".:;!?":
        start = found[0].start()
        return f"{text[:start]} {text[start + 1 :]}"
    return text


#: "well, as far as I know, ...": words of courtesy and opinion before what is said
_OPENERS = re.compile(
    r"(?:\A|(?<=[.!?]\s)|(?<=\n))(\s*)((?:(?:well|basically|in my (?:opinion|view)"
    r"|as far as i (?:know|remember|can tell)|to be honest),\s+|i (?:think|believe) that\s+)+)"
)
_OPINIONS = (
    "well,",
    "basically,",
    "in my ",
    "as far as i ",
    "to be honest",
    "think that",
    "believe that",
)


def _without_openers(text: str) -> str:
    for words in _OPINIONS:
        if words in text:
            break
    else:
        return text
    return _OPENERS.sub(lambda match: match[1] + " " * len(match[2]), text)


_NAMES = re.compile(r"[\"_`]|not-|(?:\A|[\s(])'")


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether quotation marks, underscores or hyphens make a small word part of a name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "_" or after == "_" or (after == "-" and text[start:end] == "not"):
        return True
    if before not in ('"', "'", "`") or before == "":
        return False
    outside = text[start - 2 : start - 1]
    return outside in ("", "(") or outside.isspace()


#: tokens of earlier answers: what each is, as a word, its stem and its bits
_known_tokens: dict[str, tuple[int, str, str, int]] = {}
_MOST_KNOWN = 60_000


def _entry(token: str) -> tuple[int, str, str, int]:
    first = token[0]
    if first.isalnum() or (first == "." and token[1:2].isdecimal()):
        bits, stemmed = kinds().get(token, 0), stem(token)
        meant = small_word(token, stemmed) if not bits else None
        if meant is not None:
            return _MENDED, meant, stem(meant), kinds()[meant]
        return _WORD, token, stemmed, bits
    if token[-1] == ">" or token[0] == "<" or token in "=\u2248":
        word = "->" if token[-1] == ">" else "<-" if first == "<" else "="
        return _WORD, word, word, kinds().get(word, 0) | VERB
    if first in ".!?\n":
        return _STOP, "", "", 0
    return {";": _HARD, ",": _COMMA}.get(token, _SOFT), "", "", 0


def word_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a phrase, read as answers are."""
    found = []
    for token in _TOKEN.findall(read_characters(text).text):
        if token[0].isalnum() or (token[0] == "." and token[1:2].isdecimal()):
            found.append(stem(token))
    return tuple(found)
