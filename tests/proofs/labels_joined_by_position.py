"""The snippet of the stem is run, and its output mapped to an option."""

import contextlib
import io

SNIPPET = """
files = sorted(f"img_{i}.png" for i in range(12))
right = [f == f"img_{row}.png" for row, f in enumerate(files)]
print(sum(right))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return {"0": "zero", "1": "one", "2": "two", "12": "twelve"}[out.getvalue().strip()]
