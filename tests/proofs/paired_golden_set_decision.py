"""The exact sign test on the changed questions does not reach 5%, and each other analysis breaks a stated condition."""

from math import comb, sqrt


def key(**_):
    """Recompute the exact p value and the paired z value, then name the analysis that is both paired and not significant."""
    gained, lost, questions = 22, 12, 400
    if 328 - lost + gained != 338:
        raise ValueError("the counts of the stem contradict each other")
    changed = gained + lost
    p = 2 * sum(comb(changed, k) for k in range(gained, changed + 1)) / 2**changed
    z = (gained - lost) / sqrt(changed - (gained - lost) ** 2 / questions)
    if round(p, 2) != 0.12 or p <= 0.05 or z >= 1.96:
        raise ValueError("the stated p value or the decision is wrong")
    return "changed-questions"
