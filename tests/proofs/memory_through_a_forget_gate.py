"""Runs the cell recursion from two starting states and divides the differences."""

import math


def key(b, steps):
    gate = math.exp(b) / (1 + math.exp(b))
    states = [0.0, 1.0]
    for _ in range(steps):
        states = [gate * state for state in states]
    return states[1] - states[0]
