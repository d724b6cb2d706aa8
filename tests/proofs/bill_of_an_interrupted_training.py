"""Lost time is added round by round: the lost time of the first hours, of that time, and so on."""

from fractions import Fraction


def key(work, price, discount, mtbi, lost):
    """Return the bill in euro."""
    hours = Fraction(0)
    part = Fraction(work)
    while part > Fraction(1, 10**6):
        hours += part
        part *= Fraction(lost, 60 * mtbi)
    return float(hours * price * (100 - discount) / 100)
