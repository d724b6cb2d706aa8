"""Adds draws one at a time until a hit is likely enough, in exact fractions."""

from fractions import Fraction


def key(top, conf):
    share = Fraction(str(top)) / 100
    missed, draws = Fraction(1), 0
    while 1 - missed < Fraction(conf, 100):
        missed *= 1 - share
        draws += 1
    return draws
