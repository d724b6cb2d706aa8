"""A column is built, its gaps are filled with the observed mean, and its spread is measured."""

import numpy as np


def key(missing, sd):
    column = np.array([30.0 - sd, 30.0 + sd] * (10 * (100 - missing)) + [np.nan] * (20 * missing))
    filled = np.where(np.isnan(column), np.nanmean(column), column)
    return float(filled.std())
