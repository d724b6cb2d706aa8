"""Counting up the ranks until the exchangeable next residual is covered often enough, in exact fractions."""

from fractions import Fraction


def key(n, miss):
    covered, rank = Fraction(0), 0
    while covered < 1 - Fraction(miss, 100):
        rank += 1
        covered = Fraction(rank, n + 1)
    return rank
