"""The snippet of the stem is run, and its output mapped to an option."""

import contextlib
import io

SNIPPET = """
import numpy as np
labels = np.array([0, 0, 2, 0])
count = np.zeros(3, dtype=int)
count[labels] += 1
print(count.tolist())
"""
OPTIONS = {
    "[3, 0, 1]": "histogram",
    "[2, 0, 1]": "accumulated-once",
    "[4, 0, 4]": "total",
    "[1, 0, 1]": "buffered",
}


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return OPTIONS[out.getvalue().strip()]
