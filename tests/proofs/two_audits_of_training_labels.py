"""The set size whose random 200 rows hold 5 wrong ones on average is searched among the options."""

from fractions import Fraction


def key():
    options = {"found": 65, "by-random": 500, "pooled": 4300, "by-loss": 12000}
    return min(options, key=lambda name: abs(Fraction(200 * options[name], 20000) - 5))
