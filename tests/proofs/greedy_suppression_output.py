"""The program is run and its output read."""

import contextlib
import io

PROGRAM = """
def iou(a, b):
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / ((a[1] - a[0]) + (b[1] - b[0]) - inter)

boxes = [(0, 10), (9, 19), (6, 16), (1, 11), (30, 40)]
scores = [0.7, 0.8, 0.6, 0.9, 0.5]

order = sorted(range(5), key=lambda i: -scores[i])
keep = []
while order:
    best = order.pop(0)
    keep.append(best)
    order = [i for i in order if iou(boxes[best], boxes[i]) < 0.4]
print(keep)
"""


def key(**parameters):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(PROGRAM, {})
    return out.getvalue().strip()
