"""The trapezoid rule along the ROC curve, threshold by threshold, gives the area."""

import itertools


def key(p1, p2, p3, n1, n2, n3, n4):
    positives, negatives = [p1, p2, p3], [n1, n2, n3, n4]
    points = [(0.0, 0.0)]
    for threshold in sorted(positives + negatives, reverse=True):
        false = sum(s >= threshold for s in negatives) / 4
        true = sum(s >= threshold for s in positives) / 3
        points.append((false, true))
    return sum((x1 - x0) * (y0 + y1) / 2 for (x0, y0), (x1, y1) in itertools.pairwise(points))
