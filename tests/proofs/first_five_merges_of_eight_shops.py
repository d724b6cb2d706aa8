"""Agglomerative clustering by trying all pairs of clusters, with the farthest members as distance."""

from itertools import combinations

PLACE = dict(zip("abcdefgh", [0, 4.5, 20, 21, 25, 32, 60, 68]))


def distance(pair):
    return max(abs(PLACE[a] - PLACE[b]) for a in pair[0] for b in pair[1])


def key():
    clusters, merges = list("abcdefgh"), []
    for _ in range(5):
        one, other = min(combinations(clusters, 2), key=distance)
        merged = "".join(sorted(one + other))
        clusters = [c for c in clusters if c not in (one, other)] + [merged]
        merges.append(merged)
    return merges
