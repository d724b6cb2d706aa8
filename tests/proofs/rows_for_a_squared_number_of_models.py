"""Searches the smallest m for each number of classifiers by bisection on the bound."""

import math


def key():
    def rows(classifiers):
        low, high = 1, 10**7
        while low < high:
            m = (low + high) // 2
            if 2 * classifiers * math.exp(-2 * m * 0.05**2) <= 0.05:
                high = m
            else:
                low = m + 1
        return low

    ratio = rows(40_000) / rows(200)
    options = {"factor-1-6": 1.6, "factor-2": 2.0, "factor-14": 14.1, "factor-200": 200}
    return min(options, key=lambda name: abs(math.log(options[name] / ratio)))
