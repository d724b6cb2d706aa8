"""Bisection on the true accuracy until the four cases of right/wrong and kept/flipped give the measured one."""


def key(measured, noise, **_):
    def seen(accuracy):
        return accuracy * (100 - noise) + (1 - accuracy) * noise

    low, high = 0.5, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if seen(middle) < measured else (low, middle)
    return 100 * low
