"""All patterns of right and wrong samples are listed with their probabilities."""

import itertools
import math


def _outcomes(p, k):
    for pattern in itertools.product([True, False], repeat=k):
        yield sum(pattern), math.prod(p if ok else 1 - p for ok in pattern)


def key(percent, k):
    p = percent / 100
    any_right = sum(weight for right, weight in _outcomes(p, k) if right)
    vote = sum(weight for right, weight in _outcomes(p, k) if 2 * right > k)
    trend = [sum(w for right, w in _outcomes(0.4, n) if 2 * right > n) for n in (1, 3, 7)]
    second = "lowers" if trend[0] > trend[1] > trend[2] else "raises"
    return {"any": round(any_right, 3), "vote": round(vote, 3), "second": second}
