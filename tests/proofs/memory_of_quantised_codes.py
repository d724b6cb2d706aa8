"""One entry is packed bit by bit, its bytes are counted, and the count is scaled to the index."""

import numpy as np


def key(millions, dims, parts, centroids):
    """Return the memory in GB."""
    assert dims % parts == 0
    width = len(f"{centroids - 1:b}")
    bits = np.ones(parts * width, dtype=np.uint8)
    entry = np.packbits(bits).nbytes + np.int64(0).nbytes
    return entry * millions * 1_000_000 / 1_000_000_000
