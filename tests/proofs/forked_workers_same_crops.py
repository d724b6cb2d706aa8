"""The snippet of the stem is run."""

import contextlib
import io

SNIPPET = """
import numpy as np
parent = np.random.RandomState(0)

def worker(first, state):
    rng = np.random.RandomState()
    rng.set_state(state)            # a fork copies the state
    return [rng.randint(10**9) for image in range(first, 12, 4)]

crops = set()
for epoch in range(2):
    for w in range(4):
        crops.update(worker(w, parent.get_state()))
print(len(crops))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return out.getvalue().strip()
