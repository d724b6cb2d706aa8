"""The snippet is run and its output mapped to the option."""

import contextlib
import io

CODE = """
import numpy as np
x = np.array([9999, 10001], dtype=np.float32)
print(float((x * x).mean() - x.mean() ** 2))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(CODE, {})
    return {"0.0": "zero", "1.0": "one", "2.0": "two", "8.0": "eight"}[out.getvalue().strip()]
