"""Returns are computed backwards, by G = r + 0.5 G of the next step."""


def key():
    streams = {
        "last": [0, 0, 0, 48],
        "steady": [4, 4, 4, 4],
        "second": [0, 16, 0, 0],
        "third": [0, 0, 36, 0],
        "at-once": [10, 0, 0, 0],
    }
    returns = {}
    for name, rewards in streams.items():
        total = 0.0
        for reward in reversed(rewards):
            total = reward + 0.5 * total
        returns[name] = total
    return sorted(returns, key=returns.get, reverse=True)
