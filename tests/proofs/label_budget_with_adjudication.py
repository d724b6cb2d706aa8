"""The key is the largest count of documents whose exact expected cost fits the budget."""

from fractions import Fraction


def key(budget, fee, disagree, expert, **_):
    """Search the largest affordable count with exact fractions of a euro."""
    agreed = Fraction(2 * fee, 100)
    conflicting = agreed + Fraction(expert, 100)
    share = Fraction(disagree, 100)

    def expected_cost(documents):
        return documents * ((1 - share) * agreed + share * conflicting)

    low, high = 0, 1
    while expected_cost(high) <= budget:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        if expected_cost(middle) <= budget:
            low = middle
        else:
            high = middle
    return low
