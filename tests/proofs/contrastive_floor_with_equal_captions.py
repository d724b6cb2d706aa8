"""The loss is computed for perfect encoders, with logits of 60 for equal captions, else 0."""

import math


def key(n, m, g):
    captions = [i // g if i < m * g else i for i in range(n)]
    counts = {}
    for caption in captions:
        counts[caption] = counts.get(caption, 0) + 1
    total = 0.0
    for caption in captions:
        equal = counts[caption]
        own, others = 60.0, (n - equal) * math.exp(-60.0)
        # logits are 60 for the captions that are equal and 0 for the rest
        total += math.log(equal + others) + own - own
    return round(total / n, 3)
