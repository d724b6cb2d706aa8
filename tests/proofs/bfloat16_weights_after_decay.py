"""Numbers are rounded to bfloat16 by their bits, and each explanation is tried on them."""

import numpy as np


def _bfloat16(x):
    bits = int(np.float32(x).view(np.uint32))
    bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000  # to nearest, ties to even
    return float(np.uint32(bits).view(np.float32))


def key():
    weight, gradient = _bfloat16(0.02), 1e-2
    holds = {
        "underflow": _bfloat16(gradient) == 0,
        "swallowed": _bfloat16(weight - 1e-5) == weight == _bfloat16(weight + 1e-5),
        "overflow": np.isinf(_bfloat16(gradient**2)),
        "skipped": np.isinf(_bfloat16(gradient)),
    }
    (only,) = [name for name, value in holds.items() if value]
    return only
