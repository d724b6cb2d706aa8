"""Bisection finds the volume at which both models have cost the same number of operations."""


def _cost(parameters, trained, used):
    return 6 * parameters * trained + 2 * parameters * used


def key(n1, d1, n2, d2):
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        if _cost(n2, d2, middle) > _cost(n1, d1, middle):
            low = middle
        else:
            high = middle
    assert high < 99
    return round(high, 2)
