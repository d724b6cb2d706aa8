"""The cells are run in both orders, each in a fresh namespace."""

import contextlib
import io

SECOND, THIRD = "stock = stock - 3", "print(stock)"


def run(*cells):
    out, kernel = io.StringIO(), {}
    with contextlib.redirect_stdout(out):
        for cell in cells:
            exec(cell, kernel)
    return out.getvalue().strip()


def key():
    now = run("stock = 10", SECOND, SECOND, THIRD)
    later = run("stock = 20", SECOND, THIRD)
    options = {
        "cells-as-written": ("17", "17"),
        "edit-applied": ("14", "17"),
        "kernel-state": ("4", "17"),
        "old-first-cell": ("4", "7"),
    }
    return next(name for name, pair in options.items() if pair == (now, later))
