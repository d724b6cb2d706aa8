"""A layer's weight matrices are laid out head by head and counted, then layers and embeddings."""

import functools

import numpy as np


def _size(*shape):
    return np.broadcast_to(0.0, shape).size


@functools.cache
def _layer(d, f, kv):
    count = _size(d, f) + _size(d, f) + _size(f, d)
    for _ in range(d // 128):
        count += _size(d, 128) + _size(128, d)  # query in, output back
    for _ in range(kv):
        count += _size(d, 128) + _size(d, 128)
    return count


def key(d, f, kv, layers, vocab):
    count = _size(vocab, d) + _size(d, vocab)
    for _ in range(layers):
        count += _layer(d, f, kv)
    return round(count / 10**9, 2)
