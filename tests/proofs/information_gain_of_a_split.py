"""Mutual information of branch and label, summed over the four cells of the table."""

import math


def key(lp, ln, rp, rn):
    table = [[lp, ln], [rp, rn]]
    n = lp + ln + rp + rn
    rows = [sum(row) for row in table]
    columns = [lp + rp, ln + rn]
    return sum(
        table[i][j] / n * math.log2(table[i][j] * n / (rows[i] * columns[j]))
        for i in range(2)
        for j in range(2)
    )
