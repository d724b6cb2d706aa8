"""The lowest-ranked pair present is merged until none is left: another way to run the encoder."""

import itertools


def key():
    merges = [
        ("t", "h"),
        ("i", "n"),
        ("th", "e"),
        ("in", "g"),
        ("a", "t"),
        ("b", "at"),
        ("th", "ing"),
    ]
    parts = list("bathing")
    while True:
        pairs = [
            (merges.index(p), i) for i, p in enumerate(itertools.pairwise(parts)) if p in merges
        ]
        if not pairs:
            return "|".join(parts)
        _, i = min(pairs)
        parts[i : i + 2] = [parts[i] + parts[i + 1]]
