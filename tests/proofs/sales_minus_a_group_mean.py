"""The snippet of the stem is run, and its output mapped to an option."""

import contextlib
import io

SNIPPET = """
import numpy as np
shop = np.array(["b", "a", "c", "b", "a", "b"])
sales = np.array([4.0, 10.0, 7.0, 6.0, 20.0, 2.0])
names, code = np.unique(shop, return_inverse=True)
mean = np.bincount(code, weights=sales) / np.bincount(code)
print((sales - mean[code]).round(1).tolist())
"""
OPTIONS = {
    "[-4.2, 1.8, -1.2, -2.2, 11.8, -6.2]": "grand-mean",
    "[0.0, -5.0, 0.0, 2.0, 5.0, -2.0]": "shop-mean",
    "[-11.0, 6.0, 0.0, -9.0, 16.0, -13.0]": "swapped",
    "[-8.0, -20.0, 0.0, -6.0, -10.0, -10.0]": "shop-sum",
}


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return OPTIONS[out.getvalue().strip()]
