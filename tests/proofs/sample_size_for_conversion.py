"""The smallest group size whose standard error leaves room for both quantiles is found by bisection."""

from fractions import Fraction


def key(base, lift):
    p = Fraction(base, 100)
    delta = Fraction(lift, 10_000)
    needed = Fraction(196, 100) + Fraction(84, 100)

    def enough(users):
        squared_error = p * (1 - p) / users + p * (1 - p) / users
        return delta * delta >= needed * needed * squared_error

    low, high = 0, 1
    while not enough(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
