"""The Pearson correlation of flag and defect over the 1,000 parts."""

import numpy as np


def key(tp, fp):
    defect = np.repeat([1, 0], [100, 900])
    flag = np.repeat([1, 0, 1, 0], [tp, 100 - tp, fp, 900 - fp])
    return float(np.corrcoef(defect, flag)[0, 1])
