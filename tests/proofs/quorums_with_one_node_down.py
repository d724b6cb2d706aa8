"""All write sets and read sets are listed, and both demands are tested on them."""

from itertools import combinations

SETTINGS = [(3, 2, 2), (3, 3, 1), (3, 1, 2), (5, 3, 3), (5, 4, 2), (5, 2, 4)]


def key():
    right = []
    for n, w, r in SETTINGS:
        writes, reads = list(combinations(range(n), w)), list(combinations(range(n), r))
        overlap = all(set(one) & set(other) for one in writes for other in reads)
        survives = all(
            any(down not in one for one in writes) and any(down not in one for one in reads)
            for down in range(n)
        )
        if overlap and survives:
            right.append(f"n{n}-w{w}-r{r}")
    return right
