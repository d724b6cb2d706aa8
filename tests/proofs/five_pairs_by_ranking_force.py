"""The documents of each pair are really swapped, the DCG is computed anew, and the push follows from the change."""

from math import exp, log2

DOCUMENTS = ["ash", "birch", "cedar", "elm", "fir"]
SCORE = dict(zip(DOCUMENTS, [3.0, 2.0, 1.5, 1.0, 0.0]))
GRADE = dict(zip(DOCUMENTS, [0, 3, 1, 0, 2]))


def dcg(order):
    return sum((2 ** GRADE[name] - 1) / log2(place + 2) for place, name in enumerate(order))


def push(one, other):
    swap = {one: other, other: one}
    change = abs(dcg([swap.get(name, name) for name in DOCUMENTS]) - dcg(DOCUMENTS))
    better, worse = (one, other) if GRADE[one] > GRADE[other] else (other, one)
    return change / (1 + exp(SCORE[better] - SCORE[worse]))


def key():
    pairs = ["fir-elm", "birch-cedar", "cedar-ash", "fir-ash", "birch-ash"]
    return sorted(pairs, key=lambda pair: push(*pair.split("-")), reverse=True)
