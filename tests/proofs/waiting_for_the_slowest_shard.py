"""Shards are added one by one; each makes a share of the requests that were fast so far slow."""


def key(shards, tenths):
    slow_requests = 0.0
    for _ in range(shards):
        slow_requests += (1 - slow_requests) * tenths / 1000
    return round(100 * slow_requests, 1)
