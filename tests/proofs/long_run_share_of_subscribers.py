"""The chain is run week by week until it no longer moves."""


def key(leave, back):
    active = 1.0
    for _ in range(1000):
        active += (1 - active) * back / 100 - active * leave / 100
    return active
