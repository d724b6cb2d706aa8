"""A run is played through with a growing history."""


def key(base, reply, result, steps):
    """Return the input tokens of all calls."""
    history = sent = 0
    for _ in range(steps):
        sent += base + history
        history += reply + result
    return sent
