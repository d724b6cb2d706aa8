"""The allowed share is found by halving an interval; the chance of a quick page is multiplied up shard by shard."""


def key(shards, target):
    """Return the allowed share of slow calls in per cent."""
    low, high = 0.0, 0.5
    for _ in range(60):
        slow = (low + high) / 2
        page = 1.0
        for _ in range(shards):
            page *= 1 - slow
        low, high = (slow, high) if page >= target / 100 else (low, slow)
    return 100 * low
