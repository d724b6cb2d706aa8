"""Bytes sent are added up over pairs of executors, and the size at which both joins send the same is bisected."""


def key(executors, big):
    pairs = sum(source != target for source in range(executors) for target in range(executors))
    low, high = 0.0, float(big)
    for _ in range(20):
        small = (low + high) / 2
        shuffle = pairs * (big + small) / executors / executors
        broadcast = sum(small - small / executors for _ in range(executors))
        low, high = (small, high) if broadcast <= shuffle else (low, small)
    return low
