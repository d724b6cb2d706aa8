"""Bisecting for the share of late reads at which the chance of no late shard falls to the goal."""


def key(shards, goal, **_):
    low, high = 0.0, 1.0
    for _step in range(60):
        late = (low + high) / 2
        in_time = 1.0
        for _shard in range(shards):
            in_time *= 1 - late
        if in_time * 100 >= goal:
            low = late
        else:
            high = late
    return round(1000 * low, 4)
