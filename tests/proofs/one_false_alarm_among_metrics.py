"""The binomial probabilities of one, two, three ... false alarms are added up."""

from math import comb


def key(metrics, level):
    a = level / 100
    return sum(comb(metrics, k) * a**k * (1 - a) ** (metrics - k) for k in range(1, metrics + 1))
