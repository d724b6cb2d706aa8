"""The other values are thrown one by one, each missing the bucket independently."""


def key(cats, buckets):
    alone = 1.0
    for _ in range(cats - 1):
        alone *= (buckets - 1) / buckets
    return 100 * (1 - alone)
