"""Applies the update step by step to a weight of one."""


def key(eta, wd, steps):
    w = 1.0
    for _ in range(steps):
        w -= eta * wd * w
    return w
