"""The program of the stem is run and its output is returned."""


def batches(data, size):
    """The generator of the stem."""
    for i in range(0, len(data), size):
        yield data[i : i + size]


def key():
    """The printed text."""
    train = batches(list(range(10)), 4)
    seen = []
    for _ in range(2):
        seen.append(sum(len(b) for b in train))
    return str(seen)
