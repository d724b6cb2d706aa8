"""The factor by which each task's count of operations grows when n doubles puts the tasks in order."""

from math import comb, log2

OPERATIONS = {
    "all-subsets": lambda n: 2.0**n,
    "matrix-product": lambda n: n * n * n,
    "all-pairs": lambda n: 8 * comb(n, 2),
    "merge-sort": lambda n: n * log2(n),
    "single-scan": lambda n: n - 1,
    "binary-search": lambda n: log2(n) + 1,
}


def key():
    return sorted(OPERATIONS, key=lambda task: OPERATIONS[task](1000) / OPERATIONS[task](500))
