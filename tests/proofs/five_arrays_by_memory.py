"""The arrays are built and sorted by nbytes."""

import numpy as np


def key():
    sizes = {
        "bools": np.ones((1000, 1000), dtype=bool).nbytes,
        "singles": np.ones((400, 1000), dtype=np.float32).nbytes,
        "doubles": np.ones((500, 500)).nbytes,
        "ints": np.ones((1000, 1000), dtype=np.int32).nbytes,
        "halves": np.ones((3, 1000, 1000), dtype=np.float16).nbytes,
    }
    assert len(set(sizes.values())) == 5
    return sorted(sizes, key=sizes.get)
