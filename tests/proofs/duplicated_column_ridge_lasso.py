"""A grid over (w1, w2) shows one ridge minimiser on the diagonal and a segment of lasso minimisers."""

COLUMN = (-1.5, -0.5, 0.5, 1.5)
TARGET = (-2.8, -1.2, 0.8, 3.2)


def minimisers(penalty):
    grid = [i / 20 for i in range(-60, 61)]
    best, where = None, []
    for a in grid:
        for b in grid:
            fit = sum((y - (a + b) * x) ** 2 for x, y in zip(COLUMN, TARGET))
            value = fit + penalty(a, b)
            if best is None or value < best - 1e-9:
                best, where = value, [(a, b)]
            elif value <= best + 1e-9:
                where.append((a, b))
    return where


def key():
    ridge = minimisers(lambda a, b: 1.0 * (a * a + b * b))
    lasso = minimisers(lambda a, b: 1.0 * (abs(a) + abs(b)))
    assert len(ridge) == 1 and ridge[0][0] == ridge[0][1]
    total = lasso[0][0] + lasso[0][1]
    assert len(lasso) > 10 and total > 0
    assert all(abs(a + b - total) < 1e-9 and a >= 0 and b >= 0 for a, b in lasso)
    return "ridge-equal-lasso-any-split"
