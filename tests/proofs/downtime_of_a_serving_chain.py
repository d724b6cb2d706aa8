"""All patterns of parts that are up or down are listed, and those without service are weighed."""

from itertools import product


def key(balancer, replica, count, store):
    """Return the expected minutes without service in 30 days."""
    chances = [balancer / 100, store / 100] + [replica / 100] * count
    down = 0.0
    for up in product([True, False], repeat=len(chances)):
        weight = 1.0
        for works, chance in zip(up, chances, strict=True):
            weight *= chance if works else 1 - chance
        if not (up[0] and up[1] and any(up[2:])):
            down += weight
    return down * 30 * 24 * 60
