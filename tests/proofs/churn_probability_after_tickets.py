"""Adds the coefficient on the logit scale ticket by ticket and applies the sigmoid."""

import math


def key(b, p0, k):
    logit = math.log(p0) - math.log1p(-p0)
    for _ in range(k):
        logit += b
    return 1 / (1 + math.exp(-logit))
