"""Counting flagged payments in a million shows which share of the flags is fraud."""

from fractions import Fraction

import numpy as np


def key(fraud, recall, alarm):
    payments = 1_000_000
    frauds = fraud * payments // 10_000
    flagged_frauds = int(np.count_nonzero(np.arange(frauds) % 100 < recall))
    flagged_legitimate = int(np.count_nonzero(np.arange(payments - frauds) % 100 < alarm))
    return float(Fraction(flagged_frauds, flagged_frauds + flagged_legitimate))
