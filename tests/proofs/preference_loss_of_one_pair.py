"""The probability that the chosen answer wins is computed from the two implicit rewards."""

import math


def key(beta, ref_c, ref_r, up, down):
    chosen = beta * ((ref_c + up) - ref_c)
    rejected = beta * ((ref_r - down) - ref_r)
    wins = math.exp(chosen) / (math.exp(chosen) + math.exp(rejected))
    return round(-math.log(wins), 3)
