"""Takes both medians with the statistics module from the five readings of the stem."""

from statistics import median


def key(m, a, d):
    readings = [m - a - 2, m + d, m, m - a, m + a + 1]
    centre = median(readings)
    return 0.6745 * (m + d - centre) / median(abs(x - centre) for x in readings)
