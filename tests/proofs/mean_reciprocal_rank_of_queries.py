"""Writes out the lists of zeros and ones and scans each for its first one."""


def key(a, b, c, a2, b2):
    total = 0.0
    for ranks in ({b, b2}, {a, a2}, set(), {c}):
        for rank in range(1, 11):
            if rank in ranks:
                total += 1 / rank
                break
    return total / 4
