"""Comparing the expected cost of 10,000 orders with and without review, by bisection over the share of fraud."""


def _cost_with(p, loss, catch, wrong, margin, fee):
    fraud, honest = 10_000 * p, 10_000 * (1 - p)
    return 10_000 * fee + fraud * (1 - catch / 100) * loss + honest * wrong / 100 * margin


def key(loss, catch, wrong, margin, fee, **_):
    low, high = 0.0, 1.0
    for _step in range(50):
        p = (low + high) / 2
        if _cost_with(p, loss, catch, wrong, margin, fee) < 10_000 * p * loss:
            high = p
        else:
            low = p
    return 100 * high
