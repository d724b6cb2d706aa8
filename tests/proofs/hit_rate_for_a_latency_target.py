"""The share of hits is found by halving an interval on the mean latency."""


def key(hit, miss, target):
    """Return the share of hits in per cent."""
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        if share * hit + (1 - share) * miss > target:
            low = share
        else:
            high = share
    return 100 * high
