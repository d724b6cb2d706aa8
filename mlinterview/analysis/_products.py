"""Sums over persons of products, in pieces too small for a BLAS to hand to threads.

Where other processes want the same cores, threads that wait for each other make a product of a
millisecond take half a second; one core needs two or three milliseconds, always.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["cross", "mapped", "weighted_sums"]

Floats = NDArray[np.float64]

#: OpenBLAS uses one thread up to 4 times 65,536 multiplications
_ALONE = 262_144
_LEAST_ROWS = 16


def cross(left: Floats, right: Floats) -> Floats:
    """``left.T @ right`` for tables with a row each person.

    >>> cross(np.ones((3, 2)), np.arange(3.0)[:, None]).tolist()
    [[3.0], [3.0]]
    """
    n, width, across = len(left), left.shape[1], right.shape[1]
    rows = _ALONE // max(1, width * across)
    if rows < _LEAST_ROWS or n <= rows:
        return np.asarray(left.T @ right)
    found, piece = np.zeros((width, across)), np.empty((width, across))
    for start in range(0, n, rows):
        part = slice(start, start + rows)
        found += np.matmul(left[part].T, right[part], out=piece)
    return found


def weighted_sums(rows: Floats, weights: Floats) -> Floats:
    """``rows @ weights``.

    >>> weighted_sums(np.ones((2, 3)), np.arange(3.0)).tolist()
    [3.0, 3.0]
    """
    size = max(_LEAST_ROWS, _ALONE // max(1, len(rows)))
    if len(weights) <= size:
        return np.asarray(rows @ weights)
    pieces = [slice(start, start + size) for start in range(0, len(weights), size)]
    return np.asarray(sum((rows[:, part] @ weights[part] for part in pieces), np.zeros(len(rows))))


def mapped(rows: Floats, matrix: Floats) -> Floats:
    """``rows @ matrix`` for a table with a row each person.

    >>> mapped(np.ones((3, 2)), np.eye(2)).tolist()
    [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]
    """
    n, size = len(rows), _ALONE // max(1, matrix.size)
    if size < _LEAST_ROWS or n <= size:
        return np.asarray(rows @ matrix)
    batches = n // size
    whole = batches * size
    found = np.empty((n, matrix.shape[1]))
    np.matmul(
        rows[:whole].reshape(batches, size, -1),
        matrix,
        out=found[:whole].reshape(batches, size, -1),
    )
    if whole < n:
        found[whole:] = rows[whole:] @ matrix
    return found
