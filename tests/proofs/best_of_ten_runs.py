"""Integrating the survival function of the maximum of ten normal values and comparing it with the reported figure."""

from math import erf, sqrt


def key(**_):
    mean, sd, runs, reported = 83.1, 0.7, 10, 84.2
    step, low = 0.001, mean - 6
    expected = low
    for i in range(12000):
        x = low + (i + 0.5) * step
        expected += step * (1 - (0.5 * (1 + erf((x - mean) / (sd * sqrt(2))))) ** runs)
    assert abs(expected - reported) < 0.05
    return "as-expected"
