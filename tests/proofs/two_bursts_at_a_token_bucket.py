"""The bucket is played through second by second and request by request."""


def key(capacity, extra, refill, gap, second):
    """Return the number of refused requests."""
    bucket, refused = capacity, 0

    def burst(size):
        nonlocal bucket, refused
        for _ in range(size):
            if bucket >= 1:
                bucket -= 1
            else:
                refused += 1

    burst(capacity + extra)
    for _ in range(gap):
        bucket = min(capacity, bucket + refill)
    burst(second)
    return refused
