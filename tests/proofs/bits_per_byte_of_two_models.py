"""The whole code length of a text of a million bytes is added up for each model."""

import math


def key(la, ba, lb, bb):
    size = 1_000_000
    lengths = []
    for loss, covered in [(la, ba), (lb, bb)]:
        probability_log2 = math.log2(math.exp(-loss))  # of one token
        lengths.append(-probability_log2 * (size / covered))
    return round(min(lengths) / size, 3)
