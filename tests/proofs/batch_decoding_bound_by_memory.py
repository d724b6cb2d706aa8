"""The bytes of a step are added up by request, and tokens are counted over a second of steps."""


def key(weights, batch, context, kilobytes, bandwidth):
    traffic = weights * 10**9
    for _ in range(batch):
        traffic += context * kilobytes * 1000
    steps_per_second = bandwidth * 10**9 / traffic
    return round(sum(steps_per_second for _ in range(batch)))
