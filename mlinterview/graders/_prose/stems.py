"""Stems of words: one for all forms and spellings, so that phrases match whatever the ending."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from mlinterview.graders._prose.known import known_words

__all__ = ["stem", "stemmed"]

_MOST_KEPT = 60_000
_LONGEST = 40

#: forms whose stem no rule gives
_IRREGULAR = {
    form: base
    for base, forms in {
        "become": "became",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "choose": "chose chosen choice",
        "draw": "drew drawn",
        "drive": "drove driven",
        "fall": "fell fallen",
        "feed": "fed",
        "find": "found",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "grow": "grew grown growth",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "learn": "learnt",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "overcome": "overcame",
        "pay": "paid",
        "rise": "rose risen",
        "run": "ran",
        "see": "saw seen",
        "send": "sent",
        "show": "shown",
        "shrink": "shrank shrunk shrunken shrinkage",
        "speed": "sped",
        "spend": "spent",
        "take": "took taken",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "plateau": "plateaus plateaued plateauing plateaux",
        "weigh": "weight weights weighted weighting",
        "write": "wrote written",
        "leaf": "leaves",
        "artifact": "artefact",
        "artifacts": "artefacts",
        "judgment": "judgement",
        "defense": "defence",
        "gray": "grey",
        "catalog": "catalogue",
        "program": "programme programmes",
        "analyze": "analysis analyses",
        "axis": "axes",
        "basis": "bases",
        "good": "well",
        "matrix": "matrices",
        "vertex": "vertices",
        "index": "indices indexes",
        "datum": "data",
        "child": "children",
        "person": "people persons",
        "minimum": "minima minimums",
        "maximum": "maxima maximums",
        "optimum": "optima optimums",
        "criterion": "criteria",
        "hypothesis": "hypotheses",
        "epoch": "epochs",
        "variance": "variances",
        "bias": "biases biased",
        "loss": "losses",
    }.items()
    for form in forms.split()
}
#: words that the stemmer would join with another of a different meaning
_OWN = re.compile(
    r"(?:(?P<base>(?:regular|normal|standard|general|token|vector|local|factor|initial|final)i[sz])"
    r"(?:e[sdr]?|ers?|ing|ations?|able)|(?P<word>precision|specificity|selectivity|transformer|covariance"
    r"|covariate|covariant|variant|discriminant|adversary|position|statistic|transition|relation"
    r"|means|intern|organic|policy|university|import|importance)s?"
    r"|(?P<checked>validat)(?:e[sd]?|ing|ions?))"
)
_BRITISH = re.compile(r"(?<=[a-z]{3})([iy])s(?=(?:e[drs]?|es|ers?|ing|ations?|able)$)")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|hood)?$)")
_TRE = re.compile(r"tre(s|d)?$")

_kept: dict[str, str] = {}


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


def stem(word: str) -> str:
    """The stem of a word in small letters; the word itself where it is no English word."""
    found = _kept.get(word)
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[word] = _of_known().get(word) or stemmed(word)
    return found


@cache
def _of_known() -> dict[str, str]:
    """The stems of words that are spelt right: written down, since the stemmer takes its time."""
    return {form: base for base, forms in known_words().items() for form in forms}


_DECIMAL = re.compile(r"\d+,(?:\d{1,2}|\d{4,})%?")


def stemmed(word: str) -> str:
    """The stem, worked out."""
    word = word.removesuffix("'s") or word
    if word[0] == "." and word[1:2].isdecimal():
        return f"0{word}"
    if _DECIMAL.fullmatch(word):
        return word.replace(",", ".")
    if word[0].isdecimal() and "," in word:
        return word.replace(",", "")
    if len(word) < 4 or len(word) > _LONGEST or not (word.isascii() and word.isalpha()):
        return _IRREGULAR.get(word, word)
    own = _OWN.fullmatch(word)
    if own:
        base: str | None = own["base"]
        return own["word"] or own["checked"] if base is None else base[:-1] + "z"
    word = _IRREGULAR.get(word, word)
    word = _BRITISH.sub(r"\1z", word)
    word = _OUR.sub("or", word)
    word = _TRE.sub(lambda match: "ter" + {"s": "s", "d": "ed"}.get(match[1] or "", ""), word)
    found: str = _stemmer().stemWord(word)
    return _IRREGULAR.get(found, found)
