"""Bytes are those of real 16-bit arrays; operations are counted row by row of each output."""

import numpy as np


def moved(*shapes):
    return sum(np.empty(shape, dtype=np.float16).nbytes for shape in shapes)


def product(rows, inner, columns, repeats=1):
    operations = sum(2 * inner * columns for _ in range(rows))
    return (
        repeats * operations / (repeats * moved((rows, inner), (inner, columns), (rows, columns)))
    )


def key():
    kernels = {
        "square": product(4096, 4096, 4096),
        "small": product(64, 64, 64, repeats=1000),
        "thin": product(4096, 4096, 16),
        "vector": product(4096, 4096, 1),
        "add": 4096 / moved(4096, 4096, 4096),
    }
    return sorted(kernels, key=kernels.get)
