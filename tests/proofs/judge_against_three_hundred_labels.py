"""Each statement is computed from the four cells in exact fractions."""

from fractions import Fraction as F


def key():
    good_pass, good_fail, bad_pass, bad_fail = 228, 12, 24, 36
    good, bad = good_pass + good_fail, bad_pass + bad_fail
    total = good + bad
    half = F(1, 2)
    claims = {
        "pass-everything": F(good, total) == F(80, 100),
        "stable-agreement": half * F(good_pass, good) + half * F(bad_fail, bad) == F(88, 100),
        "half-good": half * F(good_pass, good) + half * F(bad_pass, bad) == F(675, 1000),
        "errors-cancel": good_fail == bad_pass,
        "fails-mostly-bad": F(bad_fail, good_fail + bad_fail) < half,
    }
    return [name for name, holds in claims.items() if holds]
