"""The snippet of the stem is run, and its output mapped to an option."""

import contextlib
import io

SNIPPET = """
import numpy as np
ids = [2**53 + k for k in range(9)]         # nine different ids
column = np.array(ids, dtype=np.float64)
print(len(set(column.tolist())))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return {"1": "one", "5": "five", "8": "eight", "9": "nine"}[out.getvalue().strip()]
