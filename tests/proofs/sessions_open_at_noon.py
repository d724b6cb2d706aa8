"""Sessions of both lengths start in each of the 3,000 slots before noon; those still open are averaged."""

OPTIONS = {8.2: "elapsed", 10.0: "ten", 16.4: "sixteen", 18.0: "eighteen"}


def key():
    slot = 0.01  # minutes; starts lie in the middle of each slot
    starts = [(i + 0.5) * slot for i in range(3000)]  # minutes before noon
    open_lengths = [length for length in (2, 18) for before in starts if before < length]
    return OPTIONS[round(sum(open_lengths) / len(open_lengths), 1)]
