"""W13: sentences and abbreviations that cost reading time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mlinterview.graders._prose.known import known_words
from mlinterview.graders._prose.stems import stem
from mlinterview.lint._markup import prose, sentences, words
from mlinterview.lint._parts import comparable_texts
from mlinterview.lint._rule import Context, Finding, Loc, Rule
from mlinterview.model.item import Item
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.taxonomy import Taxonomy

__all__ = ["RULES"]

_MOST_WORDS = 40
_TABLE_ROW = re.compile(r"^\s*\|.*$", re.MULTILINE)
_LIST_ITEM = re.compile(r"^(?=\s*(?:[-*+]|\d+[.)])\s)", re.MULTILINE)
_ACRONYM = re.compile(r"(?<![\w@#./&-])[A-Z]{2,5}(?=s?(?![\w/@&]|-\d))")
_CAPITALS = re.compile(r"[A-Z]{2}")
_ROMAN = re.compile(r"[IVX]+")

_COMMON = """
AT AU BE BR CA CH CN CZ DK ES FI FR GR HU IE IN JP KR MX NL NO NZ PL PT RU SE TR ZA
AI AM API ASCII AWS BC CD CEO CFO CI CIO CLI COO CPU CRM CSS CSV CTO CV DB DC DE DM DNA DNS EDA
ERP ETA ETL EU EUR FAQ FBI FIFO FLOP FTP GB GBP GCP GDP GIF GMT GPS GPU GUI HD HDD HP HR HTML HTTP
HTTPS IBM ID IDE IDS IO IP IQ ISBN ISO IT JPEG JPG JSON JVM KB KPI LAN LED LIFO LLC LTD MB MIT ML
MP NASA NGO NHS NLP OCR OK OLAP OLTP OOM OOP OS PC PDF PHP PIN PM PNG PR QA QR RAM REST RGB ROI
ROM SDK SEO SMS SQL SSD SSH SSL SVG TB TCP TLS TV TXT UDP UI UK UN URI URL US USA USB USD UTC UTF
UUID UX VAT VM VP VPN VS WIFI WWW XML YAML ZIP
"""
#: what any reader of a technical text knows
_GENERAL = frozenset(_COMMON.split())


def _reading(context: Context) -> Iterator[Finding]:
    for item in context.bank.values():
        unknown: dict[str, Loc] = {}
        for loc, text in _question_texts(item):
            for sentence in _sentences(text) if text.count(" ") >= _MOST_WORDS else ():
                count = len(words(sentence)) if sentence.count(" ") >= _MOST_WORDS else 0
                if count > _MOST_WORDS:
                    yield Finding(
                        f"a sentence of {count} words ({sentence[:40]!r} ...);"
                        f" {_MOST_WORDS} at most expected",
                        loc,
                        item.id,
                    )
            for name in _acronyms(text):
                unknown.setdefault(name, loc)
        for name, loc in unknown.items():
            if not _explained(name, item) and name.casefold() not in _named(context):
                yield Finding(
                    f"{name} is neither written out nor in the lexicon; write it out where it"
                    " first stands, or add it to graders/lexicon",
                    loc,
                    item.id,
                )


def _question_texts(item: Item) -> Iterator[tuple[Loc, str]]:
    yield ("stem",), item.stem
    for _, texts in comparable_texts(item):
        yield from texts


def _sentences(text: str) -> Iterator[str]:
    """Sentences as they are read: tables are none, and each entry of a list is one of its own."""
    if "\n" in text:
        text = _LIST_ITEM.sub("\n", _TABLE_ROW.sub("\n", text))
    return sentences(text)


def _acronyms(text: str) -> Iterator[str]:
    for name in _ACRONYM.findall(prose(text)) if _CAPITALS.search(text) else ():
        if name not in _GENERAL and not _ROMAN.fullmatch(name) and not _word(name):
            yield name


@lru_cache(maxsize=4096)
def _word(name: str) -> bool:
    """Whether capitals stand for stress: NOT, EXCEPT, TRUE."""
    lowered = name.casefold()
    found = known_words().get(stem(lowered), ())
    return lowered in found or lowered in ("not", "and", "or", "is", "no", "all", "but", "only")


def _explained(name: str, item: Item) -> bool:
    """Whether the item itself says what an acronym stands for, or uses it as a name in code."""
    stimulus = item.placement.stimulus
    texts = [item.stem, *(text for _, text in _question_texts(item))]
    if stimulus is not None:
        texts.append(stimulus.text or "")
    whole = " ".join(texts)
    quoted = re.escape(name)
    # "... descent (SGD)", "SGD (...", a column `SGD`, a key SGD= or a cell of a table
    if re.search(
        rf"\({quoted}s?[),;]|\b{quoted}s? \(|[`'\"]{quoted}\b|\b{quoted}[`'\"=_]|\|\s*{quoted}\s*\|"
        rf"|\b(?:called|named|short for|stands? for|labelled|labeled|code) {quoted}\b"
        rf"|\b{quoted},? (?:short for|stands for|that is|i\.e\.)"
        rf"|\b{quoted} (?:is (?:the|an?)|are the|means|denotes?)\b"
        rf"|\b{quoted} =",
        whole,
    ):
        return True
    initials = "".join(word[0] for word in re.split(r"[\s\-/]+", prose(whole).casefold()) if word)
    return len(name) > 2 and name.casefold() in initials


def _named(context: Context) -> frozenset[str]:
    bank = context.bank
    return _names(_Holder(bank.lexicon, bank.taxonomy))


class _Holder:
    """Lexicon and taxonomy of a bank, compared as the objects that they are."""

    __slots__ = ("lexicon", "taxonomy")

    def __init__(self, lexicon: Lexicon, taxonomy: Taxonomy) -> None:
        self.lexicon, self.taxonomy = lexicon, taxonomy

    def __hash__(self) -> int:
        return hash((id(self.lexicon), id(self.taxonomy)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Holder)
            and self.lexicon is other.lexicon
            and self.taxonomy is other.taxonomy
        )


@lru_cache(maxsize=2)
def _names(holder: _Holder) -> frozenset[str]:
    """Every word that the lexicon or the taxonomy knows a term by, in small letters."""
    lexicon, taxonomy = holder.lexicon, holder.taxonomy
    texts: list[str] = [*lexicon.terms, *lexicon.cased]
    for names in (*lexicon.terms.values(), *lexicon.classes.values(), *lexicon.poles.values()):
        texts.extend(names)
    for kind in ("topic", "tool", "subtask", "skill", "area"):
        texts.extend(taxonomy.ids(kind).values())
    return frozenset(re.findall(r"\w+", " ".join(texts).casefold()))


RULES = (
    Rule(
        "W13",
        "warning",
        "Long sentences and unknown abbreviations measure reading, not the subject.",
        "Split the sentence; write the term out, or add the abbreviation to the lexicon.",
        _reading,
    ),
)
