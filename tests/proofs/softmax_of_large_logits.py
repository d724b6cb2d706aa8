"""The snippet is run and its output mapped to the option."""

import contextlib
import io
import warnings

CODE = """
import numpy as np
z = np.array([1000.0, 1001.0, 1002.0])
p = np.exp(z) / np.exp(z).sum()
print(p.round(3))
"""


def key():
    out = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(out):
        warnings.simplefilter("ignore")
        exec(CODE, {})
    return {
        "[0.09  0.245 0.665]": "proper",
        "[0. 0. 1.]": "one-hot",
        "[inf inf inf]": "infinite",
        "[nan nan nan]": "not-a-number",
    }[out.getvalue().strip()]
