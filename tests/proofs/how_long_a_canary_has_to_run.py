"""Canary requests are added in steps of 1,000 and then singly until a crash is likely enough."""


def key(rate, share, one_in, confidence):
    """Return the minutes needed."""
    good, none_yet, requests = 1 - 1 / one_in, 1.0, 0
    limit = 1 - confidence / 100
    thousand = good**1000
    while none_yet * thousand > limit:
        none_yet *= thousand
        requests += 1000
    while none_yet > limit:
        none_yet *= good
        requests += 1
    return requests / (rate * share / 100) / 60
