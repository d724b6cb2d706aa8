"""The snippet is run and its output is the answer."""

import contextlib
import io

CODE = """
import numpy as np
count = np.float32(16777216)
for _ in range(1000):
    count = count + np.float32(1)
print(int(count))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(CODE, {})
    return out.getvalue().strip()
