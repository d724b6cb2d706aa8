"""The applicants of both groups are written out, and decisions are averaged over the right ones."""

import numpy as np


def key(tp_a, fp_a, tp_b, fp_b):
    """Return both differences in percentage points."""
    accepted, paid = {}, {}
    for group, good, bad, tp, fp in (("A", 400, 200, tp_a, fp_a), ("B", 200, 300, tp_b, fp_b)):
        paid[group] = np.repeat([1, 1, 0, 0], [tp, good - tp, fp, bad - fp]).astype(bool)
        accepted[group] = np.repeat([1, 0, 1, 0], [tp, good - tp, fp, bad - fp]).astype(bool)
    parity = accepted["A"].mean() - accepted["B"].mean()
    opportunity = accepted["A"][paid["A"]].mean() - accepted["B"][paid["B"]].mean()
    return {
        "parity": round(100 * float(parity), 1),
        "opportunity": round(100 * float(opportunity), 1),
    }
