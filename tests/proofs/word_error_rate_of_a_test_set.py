"""Texts with these edits are made up, and dynamic programming gives their edit distances."""

import functools


@functools.cache
def _distance(words, substitutions, deletions, insertions):
    reference = list(range(words))
    spoken = reference[deletions:]  # deleted at the start
    for i in range(substitutions):  # substituted in the middle
        spoken[len(spoken) // 2 + i] = -1 - i
    spoken += [-100 - i for i in range(insertions)]  # inserted at the end
    row = list(range(len(spoken) + 1))
    for i, word in enumerate(reference, 1):
        old, row = row, [i]
        for j, other in enumerate(spoken, 1):
            row.append(min(old[j] + 1, row[-1] + 1, old[j - 1] + (word != other)))
    return row[-1]


def key(n1, s1, d2, i2, n3, s3, i3):
    texts = [(n1, s1, 1, 1), (20, 1, d2, i2), (n3, s3, 3, i3)]
    return round(100 * sum(_distance(*text) for text in texts) / sum(text[0] for text in texts), 2)
