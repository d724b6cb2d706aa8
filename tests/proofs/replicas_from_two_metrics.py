"""Replicas are added until the load spread over them meets both targets, within the limits."""


def key(replicas, cpu, queue):
    """Return the number of replicas asked for."""
    wanted = 3
    while wanted < 24 and (replicas * cpu > 50 * wanted or replicas * queue > 20 * wanted):
        wanted += 1
    return wanted
