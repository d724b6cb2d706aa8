"""Runs the two steps of the algorithm."""


def key(g1, g2):
    m = v = w = 0.0
    changes = []
    for step, g in enumerate((g1, g2), start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        new = w - (m / (1 - 0.9**step)) / ((v / (1 - 0.999**step)) ** 0.5 + 1e-12)
        changes.append(new - w)
        w = new
    return changes[1]
