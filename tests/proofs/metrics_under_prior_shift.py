"""With fixed scores within each class, reweighting the classes shows which metrics keep their values."""

from math import isclose

# Shares of the cases of each class at six scores. The threshold 0.5 flags 60% of fraud and 2% of the rest;
# at a fraud share of 10% the odds of fraud at score 0.8 are 4, so the score 0.8 is calibrated there.
SCORES = (0.05, 0.1, 0.3, 0.55, 0.8, 0.9)
FRAUD = (0.1, 0.15, 0.15, 0.1, 0.36, 0.14)
LEGITIMATE = (0.6, 0.28, 0.1, 0.005, 0.01, 0.005)


def metrics(share):
    fraud = [share * x for x in FRAUD]
    legitimate = [(1 - share) * x for x in LEGITIMATE]
    flagged = [s >= 0.5 for s in SCORES]
    tp = sum(x for x, f in zip(fraud, flagged) if f)
    fp = sum(x for x, f in zip(legitimate, flagged) if f)
    pairs = sum(
        a * b * (1 if s > t else 0.5 if s == t else 0)
        for a, s in zip(fraud, SCORES)
        for b, t in zip(legitimate, SCORES)
    )
    at = SCORES.index(0.8)
    return {
        "recall-at-threshold": tp / sum(fraud),
        "precision-at-threshold": tp / (tp + fp),
        "false-positive-rate": fp / sum(legitimate),
        "accuracy-at-threshold": tp + sum(legitimate) - fp,
        "area-under-roc": pairs / (sum(fraud) * sum(legitimate)),
        "fraud-share-at-score": fraud[at] / (fraud[at] + legitimate[at]),
    }


def key():
    before, after = metrics(0.10), metrics(0.01)
    assert isclose(before["recall-at-threshold"], 0.6) and isclose(
        before["false-positive-rate"], 0.02
    )
    assert isclose(before["fraud-share-at-score"], 0.8)
    return [name for name in before if isclose(before[name], after[name])]
