"""Exact rank arguments and small counterexamples decide each claim about split conformal intervals."""

from fractions import Fraction
from math import comb


def key():
    claims = []
    # The rank of the test residual among 1,000 exchangeable residuals is uniform, for any frozen network.
    covered = Fraction(sum(1 for rank in range(1, 1001) if rank <= 900), 1000)
    if covered == Fraction(9, 10):
        claims += ["marginal-coverage", "poor-network"]
    # Given the calibration pairs, coverage is U_(900) of 999 uniforms. P(U_(900) >= 0.9) is the probability
    # that at most 899 of 999 uniforms fall below 0.9.
    at_least_90 = sum(comb(999, k) * 9**k for k in range(900)) / 10**999
    assert 0.4 < at_least_90 < 0.6
    if at_least_90 == 1:
        claims.append("fixed-calibration-coverage")
    # Subgroups of 80% and 20% of inputs with uniform residuals on (0, 1) and (0, 10): the marginal 0.9 quantile
    # h solves 0.8 min(h, 1) + 0.2 h / 10 = 0.9, that is h = 5.
    h = Fraction(5)
    assert Fraction(8, 10) * min(h, 1) + Fraction(2, 10) * h / 10 == Fraction(9, 10)
    if h / 10 >= Fraction(9, 10):
        claims.append("subgroup-coverage")
    # The half-width is one order statistic, the same for an easy and for a hard input.
    width = {"easy": 2 * h, "hard": 2 * h}
    if width["hard"] > width["easy"]:
        claims.append("width-adapts")
    return claims
