"""The gain of the feature is averaged over the six orders in which the features become known."""

from itertools import permutations


def key(a, b, c, ab, ac, abc):
    """Return the Shapley value of area."""
    parts = {"a": a, "b": b, "c": c, "ab": ab, "ac": ac, "abc": abc}

    def value(known):
        return 20 + sum(gain for names, gain in parts.items() if set(names) <= known)

    gains = []
    for order in permutations("abc"):
        before = set(order[: order.index("a")])
        gains.append(value(before | {"a"}) - value(before))
    return sum(gains) / len(gains)
