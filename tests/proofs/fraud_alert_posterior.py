"""Counting flagged payments in a million shows which share of the flags is fraud."""

from fractions import Fraction


def key(fraud, recall, alarm):
    payments = 1_000_000
    frauds = fraud * payments // 10_000
    flagged_frauds = sum(1 for i in range(frauds) if i % 100 < recall)
    flagged_legitimate = sum(1 for i in range(payments - frauds) if i % 100 < alarm)
    return float(Fraction(flagged_frauds, flagged_frauds + flagged_legitimate))
