"""Hypothesis strategies: valid items of every format, responses, schemes, any JSON value."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import Any, get_args

from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.model import scheme as schemes

FORMATS = (
    "single_choice", "multi_select", "true_false", "matching", "ordering", "numeric",
    "short_answer", "cloze", "free_text",
)  # fmt: skip

# what YAML, Markdown or the library itself could take for something else than text
TRICKY = (
    "1.10", "0x1F", "010", "1e-3", "12:30", "true", "False", "null", "~", "No", ".inf",
    "2026-01-31", "a: b", "a #b", "# a", "- a", "? a", "[a, b]", "{a: b}", "{a}", "{=", "a {=} b",
    "&a", "*a", "!a", "%a", "@a", "`a`", "'", '"', "''", '"a', "it's", "\\", "\\n",
    "\\frac{n}{2}", "\\stackrel{d}{=}", 'f"{x} {y!r}"', "$3 and $5", "$x_{n}$", " leading",
    "trailing ", "two\nlines", "\nfirst", "last\n\n", "a\n\n  b\n c", "tab\there", "---", "...",
    "--- a", "|", ">", ">-", "=", "<<", "a,b", "a;b", "Ünïcode", "e\u0301", "日本語", "😀",
    "\u2028",
    "\u00a0", "\u200b", "\x85", "−1", "x²", "a" * 200, "word " * 40,
)  # fmt: skip

_words = st.sampled_from(
    ("loss", "recall", "batch norm", "a longer text of several words, and a comma")
)
_any_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"), max_size=30
)
texts = st.one_of(_words, st.sampled_from(TRICKY), _any_text).filter(
    lambda text: not re.search(r"\{=\s*[A-Za-z_]|\{\{|[\ufffe\uffff]", text)
)
solid_texts = texts.filter(lambda text: text.replace("\u200b", "").strip() != "")
names = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,6}", fullmatch=True)
item_ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
points = st.sampled_from((1, 2, 0.5, 3.25, 10, 7))
numbers = st.one_of(
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.6g}")),
    st.sampled_from((0, 0.25, 1e-9, 1e20, -3)),
)


def _maybe(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _distinct_names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=least, max_size=most, unique=True)


@cache
def _common() -> st.SearchStrategy[dict[str, Any]]:
    taxonomy = mli.load_bank().taxonomy
    topics = [topic.id for topic in taxonomy.topics][:8]
    return _maybe(
        {
            "title": texts,
            "topics": st.lists(st.sampled_from(topics), max_size=2, unique=True),
            "difficulty": st.integers(1, 4),
            "bloom": st.sampled_from(("remember", "apply", "create")),
            "minutes": st.sampled_from((1, 2.5)),
            "points": points,
            "explanation": texts,
            "derivation": texts,
            "references": st.lists(
                st.fixed_dictionaries({"title": texts, "locator": texts}), max_size=2
            ),
            "figures": st.lists(
                st.fixed_dictionaries({"file": st.just("figures/a.svg"), "alt": texts}), max_size=1
            ),
            "version": st.integers(1, 9),
            "status": st.sampled_from(("draft", "reviewed", "retired")),
            "pool": st.sampled_from(("practice", "exam", "both")),
            "review_by": st.dates().map(lambda date: date.isoformat()),
            "family": names,
            "waive": st.dictionaries(st.sampled_from(("W01", "E13")), texts, max_size=1),
        }
    )


@st.composite
def _options(draw: st.DrawFn, right: int | None) -> list[dict[str, Any]]:
    """Options of which ``right`` are correct, any number of them where that is None."""
    ids = draw(_distinct_names(2, 6))
    if right is None:
        right = draw(st.integers(0, len(ids)))
    correct = set(draw(st.permutations(ids))[:right])
    return [
        {
            "id": name,
            "text": draw(texts),
            **({"correct": True} if name in correct else {}),
            **draw(_maybe({"feedback": texts, "misconception": names, "fixed": st.booleans()})),
        }
        for name in ids
    ]


@st.composite
def single_choice(draw: st.DrawFn) -> dict[str, Any]:
    return {"options": draw(_options(1)), **draw(_maybe({"shuffle": st.booleans()}))}


@st.composite
def multi_select(draw: st.DrawFn) -> dict[str, Any]:
    options = draw(_options(None))
    right = [option for option in options if option.get("correct")]
    if right and draw(st.booleans()):
        for option in options:
            if not option.get("correct"):
                option |= draw(_maybe({"weight": st.sampled_from((0, -0.25, -1))}))
        left = 1.0
        for option in right[:-1]:
            option["weight"] = draw(st.sampled_from((0, 0.125, 0.25))) * left
            left -= option["weight"]
        right[-1]["weight"] = left
    return {"options": options}


@st.composite
def true_false(draw: st.DrawFn) -> dict[str, Any]:
    feedback = _maybe({"true": texts, "false": texts})
    return {"answer": draw(st.booleans()), **draw(_maybe({"feedback": feedback}))}


@st.composite
def matching(draw: st.DrawFn) -> dict[str, Any]:
    options = draw(_distinct_names(2, 5))
    rows = draw(_distinct_names(1, 4))
    return {
        "rows": [
            {
                "id": row,
                "text": draw(texts),
                "match": draw(st.sampled_from(options)),
                **draw(_maybe({"feedback": texts, "misconception": names})),
            }
            for row in rows
        ],
        "options": [{"id": option, "text": draw(texts)} for option in options],
    }


@st.composite
def ordering(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(_distinct_names(2, 5))
    item: dict[str, Any] = {"steps": [{"id": step, "text": draw(texts)} for step in ids]}
    if draw(st.booleans()):
        pairs = st.sampled_from(list(combinations(ids, 2))).map(list)
        item["before"] = draw(st.lists(pairs, min_size=1, max_size=4))
    return item


@st.composite
def numeric(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        low, high = sorted((draw(numbers), draw(numbers)))
        item: dict[str, Any] = {"range": [low, high]}
    else:
        item = {"answer": draw(numbers)}
        sizes = st.sampled_from((0, 0.001, 0.5, 2))
        kinds = [st.fixed_dictionaries({"absolute": sizes})]
        if item["answer"]:
            kinds.append(st.fixed_dictionaries({"relative": sizes}))
            kinds.append(st.fixed_dictionaries({"digits": st.integers(1, 4)}))
        item |= draw(_maybe({"tolerance": st.one_of(kinds)}))
        bands = st.fixed_dictionaries({"absolute": sizes, "share": st.sampled_from((0.25, 0.5, 1))})
        item |= draw(_maybe({"bands": st.lists(bands, max_size=2)}))
    item |= draw(_maybe({"percent": st.booleans()}))
    if draw(st.booleans()):
        item["unit"] = draw(st.sampled_from(("ms", "%", "GB")))
        item |= draw(_maybe({"units": st.just({"s": 1000, "µs": 0.001})}))
    return item


@st.composite
def short_answer(draw: st.DrawFn) -> dict[str, Any]:
    item: dict[str, Any] = {"accept": draw(st.lists(solid_texts, min_size=1, max_size=3))}
    match = draw(st.sampled_from(("text", "code")))
    if match == "code":
        item["match"] = match
    folded = {_folded(text, match) for text in item["accept"]}
    rejected = solid_texts.filter(lambda text: _folded(text, match) not in folded)
    forms = st.one_of(
        rejected, st.fixed_dictionaries({"text": rejected}, optional={"feedback": texts})
    )
    item |= draw(_maybe({"reject": st.lists(forms, max_size=2)}))
    item |= draw(_maybe({"accept_pattern": st.sampled_from(("recalls?", "[a-c]+", "(a|b)*"))}))
    return item


def _folded(text: str, match: str) -> str:
    from mlinterview._text import fold

    return text.strip() if match == "code" else fold(text)


def _is_phrase(text: str) -> bool:
    from mlinterview.model._phrases import parse_phrase

    try:
        return bool(parse_phrase(text))
    except ValueError:
        return False


@st.composite
def free_text(draw: st.DrawFn) -> dict[str, Any]:
    phrases = solid_texts.filter(_is_phrase)
    evidence = st.one_of(
        phrases,
        st.lists(phrases, max_size=2),
        _maybe({"any": st.lists(phrases, max_size=2), "all": st.lists(phrases, max_size=2)}),
    )
    criteria = [
        {"id": name, "statement": draw(texts), "points": draw(points), "evidence": draw(evidence)}
        for name in draw(_distinct_names(1, 3))
    ]
    rubric = draw(st.sampled_from((criteria, {"criteria": criteria})))
    return {"rubric": rubric, **draw(_maybe({"sample_answer": texts}))}


_BLANKS = {"single_choice": single_choice, "numeric": numeric, "short_answer": short_answer}


@st.composite
def cloze(draw: st.DrawFn) -> dict[str, Any]:
    stem = draw(texts)
    blanks: dict[str, Any] = {}
    for name in draw(_distinct_names(1, 4)):
        format_name = draw(st.sampled_from(sorted(_BLANKS)))
        blanks[name] = {
            "format": format_name,
            **draw(_BLANKS[format_name]()),
            **draw(_maybe({"weight": points})),
        }
        stem += f" {{{{{name}}}}} {draw(texts)}"
    order = draw(st.permutations(sorted(blanks)))
    return {"stem": stem, "blanks": {name: blanks[name] for name in order}}


CONTENTS = {
    "single_choice": single_choice,
    "multi_select": multi_select,
    "true_false": true_false,
    "matching": matching,
    "ordering": ordering,
    "numeric": numeric,
    "short_answer": short_answer,
    "cloze": cloze,
    "free_text": free_text,
}


@st.composite
def sources(draw: st.DrawFn, formats: tuple[str, ...] = FORMATS) -> dict[str, Any]:
    """An item as a bank file holds it."""
    format_name = draw(st.sampled_from(formats))
    return {
        "id": draw(item_ids),
        "format": format_name,
        "stem": draw(solid_texts),
        **draw(CONTENTS[format_name]()),
        **draw(_common()),
    }


def items(*formats: str) -> st.SearchStrategy[mli.Item]:
    """A valid item of one of the formats, of any where none is named."""
    return sources(formats or FORMATS).map(mli.make_item)


@st.composite
def parametrised_sources(draw: st.DrawFn) -> dict[str, Any]:
    """An item with parameters, slots in its texts and expressions for its numbers."""
    item = draw(sources(("numeric", "multi_select", "matching", "short_answer", "free_text")))
    item["parameters"] = {
        "n": draw(st.sampled_from(([2, 3, 5], {"range": [1, 9]}, {"choices": [1.5, 2]}))),
        "p": draw(st.sampled_from(({"range": [0.1, 0.9]}, {"range": [1, 2], "step": 0.25}))),
        "word": draw(st.lists(solid_texts, min_size=1, max_size=3)),
    }
    item["derive"] = {"twice": draw(st.sampled_from(("2 * n", "n + n", "=n * 2")))}
    item["stem"] = f"{item['stem']} {{=n}} {{=p:.3g}} {{= twice }} {{=word}}"
    if item["format"] == "numeric" and "answer" in item:
        item.pop("bands", None)
        item.pop("tolerance", None)
        item["answer"] = "=twice + 1"
    elif item["format"] in ("multi_select", "matching"):
        item["options"][0]["text"] += "{=p}"
    return item


@st.composite
def responses(draw: st.DrawFn, item: Any) -> Any:
    """A response that the item can read, complete or in part."""
    format_name = item.format
    if format_name == "single_choice":
        return draw(st.sampled_from([option.id for option in item.options]))
    if format_name == "multi_select":
        ids = [option.id for option in item.options]
        return draw(st.lists(st.sampled_from(ids), unique=True))
    if format_name == "true_false":
        return draw(st.booleans())
    if format_name == "matching":
        ids = [option.id for option in item.options]
        return {row.id: draw(st.sampled_from(ids)) for row in item.rows if draw(st.booleans())}
    if format_name == "ordering":
        return list(draw(st.permutations(item.step_ids)))
    if format_name == "numeric":
        return draw(st.one_of(numbers, numbers.map(str), st.just(item.key_response())))
    if format_name == "cloze":
        return {
            name: draw(responses(blank))
            for name, blank in item.blanks.items()
            if draw(st.booleans())
        }
    if format_name == "short_answer" and item.accept:
        return draw(st.one_of(solid_texts, st.sampled_from(item.accept)))
    return draw(solid_texts)


_floors = st.sampled_from((0, -0.25, -0.5, -1))
_choice = _maybe(
    {"penalty": st.one_of(st.just("chance"), st.sampled_from((0, 0.25, 1))), "floor": _floors}
)


def _policies(policies: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(policies))


marking_schemes = st.fixed_dictionaries(
    {
        "name": st.just("drawn"),
        "decimal_mark": st.sampled_from((".", ",")),
        "formats": _maybe(
            {
                "single_choice": _choice,
                "true_false": _choice,
                "multi_select": _maybe(
                    {"policy": _policies(schemes.MultiSelectPolicy), "floor": _floors}
                ),
                "matching": _maybe({"policy": _policies(schemes.MatchingPolicy)}),
                "ordering": _maybe({"policy": _policies(schemes.OrderingPolicy)}),
            }
        ),
    }
).map(mli.Scheme.model_validate)

_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**300, 10**310),
    st.floats(),
    st.text(max_size=20),
    texts,
    st.sampled_from(("\ud800", "\x00", "a\udfffb")),
)
json_values = st.recursive(
    _scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)
"""Whatever a JSON file may hold, halves of surrogate pairs and NaN included."""
