"""Each body is run on an array, which is then compared with its copy."""

import numpy as np

BODIES = {
    "in-place-minus": "a -= a.mean()",
    "new-minus": "a = a - a.mean()",
    "method-sort": "a.sort()",
    "function-sort": "a = np.sort(a)",
    "mask": "a[a < 0] = 0",
}


def key():
    changed = []
    for name, body in BODIES.items():
        scope = {"np": np}
        exec(f"def helper(a):\n    {body}\n", scope)
        array = np.array([3.0, -1.0, 2.0, -5.0])
        before = array.copy()
        scope["helper"](array)
        if not np.array_equal(array, before):
            changed.append(name)
    return changed
