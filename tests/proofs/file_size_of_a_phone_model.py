"""The arrays of one block of weights are built with packed 4-bit numbers, and their bytes are read off."""

import numpy as np


def key(total, embedding, group):
    """Return the size in MB."""
    block = 1280  # weights: whole groups for each size
    packed = np.packbits(np.zeros(block * 4, dtype=np.uint8)).nbytes
    scales = np.zeros(block // group, dtype=np.float16).nbytes
    table = np.zeros(1000, dtype=np.float16).nbytes / 1000
    return (total - embedding) * (packed + scales) / block + embedding * table
