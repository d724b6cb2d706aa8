"""Adds the rows that each further coordinate moves to the border."""


def key(eps, d):
    near = 0.0
    for _ in range(d):
        near += (1 - near) * 2 * eps
    return near
