"""The script of the stem is run."""

import contextlib
import io

CODE = r"""
import re

def grade(reply, gold):
    found = re.search(r"-?\d+", reply)
    return found is not None and found.group() == gold

cases = [
    ("The answer is 42.", "42"),
    ("Step 1: 6 * 7 = 42.", "42"),
    ("It costs 1,200 euro.", "1200"),
    ("About 7.5 litres", "7.5"),
    ("x = -3", "-3"),
]
print(sum(grade(reply, gold) for reply, gold in cases))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(CODE, {})
    return int(out.getvalue())
