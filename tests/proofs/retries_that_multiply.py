"""Every failing call of one request is played through, level by level, and counted."""


def key(rate, gateway, ranker, features):
    """Return the calls per second at the database."""
    arrived = 0

    def call(retries):
        nonlocal arrived
        if not retries:
            arrived += 1
            return False
        return any(call(retries[1:]) for _ in range(1 + retries[0]))

    call([gateway, ranker, features])
    return rate * arrived
