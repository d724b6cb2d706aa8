"""Bisection on the false-positive rate until the precision of the alerts meets the target."""


def key(base, recall, target):
    low, high = 0.0, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        true, false = base * recall / 100, (100 - base) * rate
        if 100 * true / (true + false) > target:
            low = rate
        else:
            high = rate
    return 100 * low
