"""Runs of equal symbols are grouped, then the blanks are dropped."""

import itertools


def key():
    path = "bb_oo_o_kk_k"
    return "".join(symbol for symbol, _ in itertools.groupby(path) if symbol != "_")
