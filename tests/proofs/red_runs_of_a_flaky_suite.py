"""The tests are gone through one by one with exact fractions, each failing once or twice."""

from fractions import Fraction


def key(flaky, tests):
    fails = Fraction(flaky, 100)
    passes = (1 - fails) + fails * (1 - fails)
    green = 1.0
    for _ in range(tests):
        green *= float(passes)
    return 100 * (1 - green)
