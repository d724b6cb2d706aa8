"""An answer as words in sentences, segments and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from mlinterview.graders._prose.characters import Characters, read_characters
from mlinterview.graders._prose.slips import small_word
from mlinterview.graders._prose.stems import stem
from mlinterview.graders._prose.words import (
    DETERMINER,
    FUNCTION,
    HARD,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    SOFT,
    VERB,
    kinds,
)

__all__ = ["ABBREVIATIONS", "MOST_CHARACTERS", "Prose", "read_prose", "word_stems"]

#: what is read of an answer; the rest is left to a person
MOST_CHARACTERS = 400_000

#: their full stops end no sentence
ABBREVIATIONS = (
    "e.g.", "i.e.", "etc.", "vs.", "cf.", "al.", "resp.", "approx.", "fig.", "eq.", "w.r.t.",
    "indep.", "incl.", "excl.", "sq.", "avg.", "prev.", "std.", "esp.", "viz.",
)  # fmt: skip
#: those that stay as they are written
_LATIN = frozenset({"e.g.", "i.e.", "w.r.t."})
#: as notes write them
_CLIPPED = {"w/": "with", "w/o": "without", "b/c": "because"}
_TOKEN = re.compile(
    rf"(?:{'|'.join(map(re.escape, ABBREVIATIONS))})(?=[\s,;)])"
    r"|(?<![^\W_])(?:[^\W\d_]\.){2,8}+(?=[\s,;:)]|$)"
    r"|(?<![\w/])(?:w/o?|b/c)(?=\s|$)"
    r"|(?:\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)(?:e-?\d+)?%?|[^\W_\d]+(?:'[^\W_]+)*\d*|[^\W_]+"
    r"|(?<![-=])[-=]++>|<-+"
    r"|[=\u2248]"
    r"|(?<![.!?])[.!?]++(?=[\s\"')\]]|$)|\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t\n]"
    r"|;"
    r"|[,:()]|[ \t]-[ \t]",
)
_SIGN = re.compile("[-=]+>|<-+|[=\u2248]")
_SIGNS_READ = frozenset({"->", "<-", "="})
#: a word or a sign that parts: its kind, the word as it was read, its stem, its bits, and the word
#: as it is written where it was mended
Entry = tuple[int, str, str, int, str]
# kinds: words, of which some may begin a clause behind "and"; less than _PARTS parts nothing
_WORD, _OPENS, _PARTS = 1, 2, 4
_HARD, _SOFT, _COMMA, _STOP, _JOINS = 4, 8, 16, 32, 64
_PARAGRAPH: Entry = (_STOP, "", "", 0, "")
_DASH: Entry = (_SOFT, "", "", 0, "")


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
        echoed: whether it is copied from the question, or asked by the answer itself.
        typed: words that were mended, by index, as they stand in the text.
        uncased: whether the whole answer is in small letters or in capitals, so that case tells
            nothing.
    """

    __slots__ = (
        "_carrying",
        "_spans",
        "after_comma",
        "bits",
        "characters",
        "clauses",
        "echoed",
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
        self._carrying: list[int] | None = None
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
        self.echoed: list[bool] = []
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
            words = self.words
            if self.typed:
                words = [self.typed.get(index, word) for index, word in enumerate(words)]
            signs = not _SIGNS_READ.isdisjoint(words)
            self._spans = spans = []
            for word in words:
                if signs and word in _SIGNS_READ:  # "=>" was read as "->"
                    match = _SIGN.search(text, at)
                    start, at = match.span() if match is not None else (at, at)
                else:
                    start = text.index(word, at)
                    at = start + len(word)
                spans.append((start, at))
        return self._spans

    @property
    def carrying(self) -> list[int]:
        """How many words that carry meaning stand before each word, and at last how many in all."""
        if self._carrying is None:
            count = 0
            self._carrying = carrying = [0]
            for bits in self.bits:
                if not bits & FUNCTION:
                    count += 1
                carrying.append(count)
        return self._carrying

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
    prose.read = _without_openers(_without_chance_bullet(prose.characters.text))
    if ".." in prose.read:
        prose.read = _LEFT_OUT.sub(_blank, prose.read)
    entries = _entries_of(prose.read)
    words = [entry for entry in entries if entry[0] & _WORD]
    if words:
        _, read, stems, bits, typed = zip(*words, strict=True)
        prose.words, prose.stems, prose.bits = list(read), list(stems), list(bits)
        if any(typed):
            prose.typed = {index: word for index, word in enumerate(typed) if word}
    count = len(words)
    _number(prose, entries, count)
    prose.negated = [-1] * count
    prose.void = [False] * count
    prose.hedged = [False] * count
    prose.echoed = [False] * count
    return prose


def _number(prose: Prose, entries: list[Entry], count: int) -> None:
    """Number sentences, segments and clauses: a stretch at once, up to what begins another."""
    sentences, segments, clauses = prose.sentences, prose.segments, prose.clauses
    sentence = segment = clause = 0
    start = 0  # the first word of the sentence
    others = 0  # entries so far that are no words
    for index, entry in enumerate(entries):
        kind = entry[0]
        if kind < _PARTS:
            continue
        at = index - others
        if kind & _JOINS:
            if index + 1 == len(entries) or not entries[index + 1][0] & _OPENS:
                continue
            at += 1  # "and it ...": the clause begins behind "and"
        if at > len(clauses):
            clauses += [clause] * (at - len(clauses))
        clause += 1
        hard = kind & _HARD and not (kind & _WORD and _goes_on(entries, index))
        if hard or (kind == _STOP and at > start):
            segments += [segment] * (at - len(segments))
            segment += 1
        if kind == _COMMA:
            prose.after_comma.add(clause)
        elif kind == _STOP and at > start:
            prose.sentence_starts.append(start)
            sentences += [sentence] * (at - start)
            start = at
            sentence += 1
        others += not kind & _WORD
    clauses += [clause] * (count - len(clauses))
    segments += [segment] * (count - len(segments))
    sentences += [sentence] * (count - start)
    if count > start:
        prose.sentence_starts.append(start)
    prose.sentence_starts.append(count)


_MOST_BACK, _MOST_AHEAD = 12, 8


def _goes_on(entries: list[Entry], index: int) -> bool:
    """Whether a thought goes on behind "but": ``nothing but the order``, ``not A but B``.

    What stands in place of what is denied has no verb of its own.
    """
    if entries[index][1] != "but" or not index:
        return False
    if entries[index - 1][1] == "nothing":
        return True
    for at in range(index - 1, max(-1, index - _MOST_BACK), -1):
        kind, _, _, bits, _ = entries[at]
        if bits & NEGATION:
            break
        if kind >= _PARTS and kind != _COMMA:
            return False
    else:
        return False
    behind = entries[index + 1 : index + 1 + _MOST_AHEAD]
    before = 0
    for kind, _, _, bits, _ in behind:
        named = before & (DETERMINER | PREPOSITION)  # "the order" is no verb
        if bits & (PRONOUN | NEGATION) or (bits & VERB and not named):
            return False
        if kind >= _PARTS:  # "but in practice, ..." begins anew
            return kind != _COMMA or not behind[0][3] & PREPOSITION
        before = bits
    return len(behind) < _MOST_AHEAD


_BULLET = re.compile(r"(?<=([^\n]))\n[ \t]*(?:[-*+]|\d{1,2}[.)])(?=[ \t\n]|$)")


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
    return _OPENERS.sub(lambda match: match[1] + _blank(match, 2), text)


#: what a formula leaves out ends no sentence: "p(y1) * ... * p(yn)", "1, 2, ..., n"
_LEFT_OUT = re.compile(r"(?<=[-+*/,=<>\u00b7\u00d7])[ \t]*\.{2,}(?=[ \t]*[-+*/,=<>\u00b7\u00d7)])")


def _blank(match: re.Match[str], group: int = 0) -> str:
    return " " * len(match[group])


#: tokens that white space is a part of: paragraphs, entries of lists, dashes between words
_BREAK = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t\n]|[ \t]-[ \t]")
_MOST_KNOWN, _LONGEST_KNOWN = 60_000, 40


class _Known(dict[str, tuple[Entry, ...]]):
    """Stretches without space, and what stands in each; most were seen in earlier answers."""

    def __missing__(self, chunk: str) -> tuple[Entry, ...]:
        found = _read_chunk(chunk, f"{chunk} ")
        if len(chunk) <= _LONGEST_KNOWN:
            self[chunk] = found
        return found


_known = _Known()


def _entries_of(text: str) -> list[Entry]:
    """The text as words and what parts them."""
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    entries: list[Entry] = []
    at = 0
    if "\n" in text or " - " in text:
        for match in _BREAK.finditer(text):
            entries += _read(text[at : match.start()].split())
            entries.append(_PARAGRAPH if match[0][0] == "\n" else _DASH)
            at = match.end()
        text = text[at:]
    chunks = text.split()
    # with nothing behind it "e.g." is no abbreviation but ends the sentence
    last = chunks.pop() if text.endswith(ABBREVIATIONS) else ""
    entries += _read(chunks)
    if last:
        entries += _read_chunk(last, last)
    return entries


def _read(chunks: list[str]) -> Iterator[Entry]:
    """What stands in stretches without space."""
    return chain.from_iterable(map(_known.__getitem__, chunks))


def _read_chunk(chunk: str, text: str) -> tuple[Entry, ...]:
    """The tokens of a stretch without space; ``text`` is the stretch with what is behind it."""
    found = []
    for match in _TOKEN.finditer(text):
        entry = _entry(match.group())
        if entry[1] == "not" and _ONE_PART.match(chunk, match.end()):
            entry = (*_entry("non")[:4], "not")  # "not-urgent" denies one word, as "non-urgent"
        elif entry[3] and _is_named(chunk, *match.span(), entry[3]):
            entry = (_kind(entry[1], 0), entry[1], entry[2], 0, entry[4])
        found.append(entry)
    return tuple(found)


_ONE_PART = re.compile(r"-[^\W_]++(?!-)")


def _is_named(text: str, start: int, end: int, bits: int) -> bool:
    """Whether quotation marks, underscores or hyphens make a small word part of a name.

    ``not urgent`` in quotes, no_grad, no-show, not-a-number, at-sign: such words are no grammar.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "_" or after == "_" or (after == "-" and text[start:end] == "not"):
        return True
    if after == "-" and start == 0:
        no = text[:end] == "no" and not text.startswith("-one", end)  # no-show, no-op
        if no or bits & PREPOSITION:
            return True
    if before not in ('"', "'", "`") or before == "":
        return False
    return text[start - 2 : start - 1] in ("", "(")


def _entry(token: str) -> Entry:
    first = token[0]
    if token in _CLIPPED:
        word = _CLIPPED[token]
        return _kind(word, kinds()[word]), word, stem(word), kinds()[word], token
    if _is_shortened(token):
        word = token.replace(".", "")
        bits = kinds().get(word, 0)
        return _kind(word, bits), word, stem(word), bits, token
    if first.isalnum() or (first == "." and token[1:2].isdecimal()):
        bits, stemmed = kinds().get(token, 0), stem(token)
        meant = small_word(token, stemmed) if not bits else None
        if meant is not None:
            bits = kinds()[meant]
            return _kind(meant, bits), meant, stem(meant), bits, token
        return _kind(token, bits), token, stemmed, bits, ""
    if token[-1] == ">" or token[0] == "<" or token in "=\u2248":
        word = "->" if token[-1] == ">" else "<-" if first == "<" else "="
        bits = kinds().get(word, 0) | VERB
        return _kind(word, bits), word, word, bits, ""
    if first in ".!?\n":
        return _PARAGRAPH
    return {";": _HARD, ",": _COMMA}.get(token, _SOFT), "", "", 0, ""


def _is_shortened(token: str) -> bool:
    """Whether it is a word by first letters (``i.i.d.``, ``s.d.``), or a short one (``std.``)."""
    return token[-1] == "." and token[0].isalpha() and token not in _LATIN


def _kind(word: str, bits: int) -> int:
    """Of a word: whether it begins a clause, joins one, or may begin one behind "and"."""
    if bits & HARD:
        return _WORD | _HARD
    if bits & SOFT:
        return _WORD | _SOFT
    if word in ("and", "or"):
        return _WORD | _JOINS
    return _WORD | _OPENS if bits & (PRONOUN | DETERMINER) else _WORD


@lru_cache(maxsize=50_000)
def word_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a phrase, read as answers are."""
    found = []
    tokens: list[str] = _TOKEN.findall(read_characters(text).text)
    for token in tokens:
        if token[0].isalnum() or (token[0] == "." and token[1:2].isdecimal()):
            token = _CLIPPED.get(token, token)
            found.append(stem(token.replace(".", "") if _is_shortened(token) else token))
    return tuple(found)
