"""Writes out the words of each class, adds each vocabulary word once, and counts."""

from collections import Counter
from fractions import Fraction


def key(ds, dh, ts, th, vocab, c1, c2, h2):
    words = ["refund", "urgent"] + [f"w{i}" for i in range(vocab - 2)]
    spam = ["refund"] * c1 + ["urgent"] * c2
    spam += ["w0"] * (ts - len(spam))
    other = ["urgent"] * h2
    other += ["w0"] * (th - len(other))
    score = {}
    for name, tokens, docs in (("spam", spam, ds), ("other", other, dh)):
        counts = Counter(tokens + words)
        total = sum(counts.values())
        score[name] = (
            Fraction(docs) * Fraction(counts["refund"], total) * Fraction(counts["urgent"], total)
        )
    return float(score["spam"] / sum(score.values()))
