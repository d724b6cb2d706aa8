"""The snippet of the stem is run, and its output mapped to an option."""

import contextlib
import io

SNIPPET = """
import numpy as np
x = np.array([[1.0, 3.0],
              [2.0, 8.0]])
p = x / x.sum(axis=1)
print(p.sum(axis=1).round(2).tolist())
"""
OPTIONS = {
    "[1.0, 1.0]": "intended",
    "[0.75, 1.1]": "column-sums",
    "[0.61, 1.39]": "by-columns",
    "[0.55, 1.3]": "misaligned",
}


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return OPTIONS[out.getvalue().strip()]
