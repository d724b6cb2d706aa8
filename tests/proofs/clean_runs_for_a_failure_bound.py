"""Questions are added one at a time until a clean test is improbable enough."""


def key(rate, sure):
    passes, n = 1.0, 0
    while passes > 1 - sure / 100 + 1e-12:
        passes *= 1 - rate / 100
        n += 1
    return n
