"""Adding replicas until their planned capacity covers the requests of the busiest hour."""

from fractions import Fraction


def key(users, each, share, rate, load, **_):
    requests = Fraction(users * 10**6 * each * share, 100)
    one_hour = Fraction(rate * load, 100) * 60 * 60
    replicas, covered = 0, Fraction(0)
    while covered < requests:
        replicas += 1
        covered += one_hour
    return replicas
