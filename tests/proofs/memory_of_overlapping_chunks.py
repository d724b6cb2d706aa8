"""Cutting one document chunk by chunk and asking numpy for the bytes of its vectors."""

import numpy as np


def key(docs, tokens, chunk, overlap, dims, **_):
    start, chunks = 0, 1
    while start + chunk < tokens:
        start += chunk - overlap
        chunks += 1
    return np.empty((chunks, dims), dtype=np.float32).nbytes * docs * 1000 / 1e9
