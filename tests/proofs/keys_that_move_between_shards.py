"""Both rules are applied to a full period of hashes."""


def key(old, added):
    new = old + added
    hashes = range(old * new)
    return 100 * sum(h % old != h % new for h in hashes) / len(hashes)
