"""Each day is tried as reference day: the first feature day must exist and the last label day must have arrived."""


def key(last, window, horizon, delay):
    usable = 0
    for day in range(1, last + 1):
        features = range(day - window + 1, day + 1)
        labels = range(day + 1, day + horizon + 1)
        usable += min(features) >= 1 and max(labels) + delay <= last
    return usable
