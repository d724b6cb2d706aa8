"""Follows the probability of not having been drawn yet from draw to draw."""


def key(n, pct, trees):
    missed = 1.0
    for _ in range(n * pct // 100):
        missed -= missed / n
    return trees * missed
