"""One weighted entry for each time shown, and their mean."""

import numpy as np


def key(e1, e3, n1, n3, c1, c3):
    examined = np.repeat([e1, e3], [n1, n3])
    clicked = np.zeros(n1 + n3)
    clicked[:c1] = 1
    clicked[n1 : n1 + c3] = 1
    return float((clicked / examined).mean())
