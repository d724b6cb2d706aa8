"""A classifier that sees nothing but options: logistic regression on what they look like.

Options with the same looks count as one row with a weight, so that a large bank costs as little as
a small one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from mlinterview.lint._cues import absolutes, hedges
from mlinterview.lint._markup import shown
from mlinterview.lint._words import NEGATIONS

__all__ = ["NAMES", "Cues", "cross_validated", "cues"]

Cues = tuple[int, ...]

#: what each entry of `Cues` tells (1 or 0)
NAMES = (
    "the longest option",
    "the shortest option",
    "longer than the mean",
    "much longer than the mean",
    "absolute words",
    "negations",
    "digits",
    "hedges",
)
_FOLDS = 5
_ROUNDS = 12
#: keeps coefficients finite where a cue is always or never there
_RIDGE = 1.0
_MUCH = 1.2


def cues(text: str, length: int, lengths: Sequence[int]) -> Cues:
    """The looks of one option among others of these lengths."""
    mean = sum(lengths) / len(lengths)
    words = shown(text).casefold().replace("n't", " not").split()
    return (
        int(length == max(lengths) and lengths.count(length) == 1),
        int(length == min(lengths) and lengths.count(length) == 1),
        int(length > mean),
        int(length > _MUCH * mean),
        int(bool(absolutes(text))),
        int(any(word.strip(".,;:()") in NEGATIONS for word in words)),
        int(any(char.isdecimal() for char in text)),
        int(bool(hedges(text))),
    )


def cross_validated(
    items: Sequence[tuple[str, Sequence[tuple[Cues, bool]]]],
) -> tuple[float, list[str]]:
    """How often the classifier finds the key of items it has not seen, and what it goes by.

    An item's fold depends on its id alone. Where several options look alike, the share is split.

    Returns:
        The share of items, and the two cues with the largest coefficients over the whole bank.
    """
    folds: list[list[Sequence[tuple[Cues, bool]]]] = [[] for _ in range(_FOLDS)]
    ranked = sorted(items, key=lambda entry: sha256(entry[0].encode()).digest())
    for place, (_, options) in enumerate(ranked):
        folds[place % _FOLDS].append(options)
    counts = [_counted(fold) for fold in folds]
    right = 0.0
    for held_out, fold in enumerate(folds):
        seen: Counter[tuple[Cues, bool]] = Counter()
        for number, count in enumerate(counts):
            if number != held_out:
                seen.update(count)
        weights = _fit(seen)
        right += sum(_found(options, weights) for options in fold)
    whole = _fit(sum(counts, Counter()))[1:]
    telling = sorted(range(len(NAMES)), key=lambda place: -abs(whole[place]))[:2]
    said = [f"{NAMES[place]} ({'+' if whole[place] > 0 else '-'})" for place in telling]
    return right / max(1, len(items)), said


def _counted(fold: Iterable[Sequence[tuple[Cues, bool]]]) -> Counter[tuple[Cues, bool]]:
    return Counter(option for options in fold for option in options)


def _found(options: Sequence[tuple[Cues, bool]], weights: Sequence[float]) -> float:
    scores = [_score(looks, weights) for looks, _ in options]
    best = max(scores)
    picked = [
        is_key for (_, is_key), score in zip(options, scores, strict=True) if score >= best - 1e-9
    ]
    return sum(picked) / len(picked)


def _score(looks: Cues, weights: Sequence[float]) -> float:
    return weights[0] + sum(
        weight for weight, present in zip(weights[1:], looks, strict=True) if present
    )


def _fit(seen: Mapping[tuple[Cues, bool], int]) -> list[float]:
    """Intercept and coefficients by Newton's method, with a ridge on the coefficients."""
    size = len(NAMES) + 1
    rows = [((1, *looks), is_key, count) for (looks, is_key), count in sorted(seen.items())]
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        gradient = [-_RIDGE * weight if place else 0.0 for place, weight in enumerate(weights)]
        curvature = [[0.0] * size for _ in range(size)]
        for place in range(size):
            curvature[place][place] = _RIDGE if place else 1e-9
        for row, is_key, count in rows:
            p = 1 / (1 + math.exp(-sum(w for w, x in zip(weights, row, strict=True) if x)))
            present = [place for place, value in enumerate(row) if value]
            bend = count * p * (1 - p)
            for place in present:
                gradient[place] += count * (is_key - p)
                for other in present:
                    curvature[place][other] += bend
        step = _solved(curvature, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a linear system, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda each: abs(rows[each][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for below in range(place + 1, size):
            factor = rows[below][place] / rows[place][place]
            for column in range(place, size + 1):
                rows[below][column] -= factor * rows[place][column]
    found = [0.0] * size
    for place in range(size - 1, -1, -1):
        known = sum(rows[place][other] * found[other] for other in range(place + 1, size))
        found[place] = (rows[place][size] - known) / rows[place][place]
    return found
