"""A source is in the key if four copies of it do not reach the tokens drawn from it."""


def key():
    sources = {
        "web": (900, 60),
        "code": (40, 20),
        "books": (30, 10),
        "papers": (60, 5),
        "encyclopaedia": (12, 5),
    }
    assert sum(share for _, share in sources.values()) == 100
    return [
        name for name, (available, share) in sources.items() if 4 * available < 1000 * share // 100
    ]
