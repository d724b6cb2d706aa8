"""Building the confusion counts of a day and handing out review minutes moderator by moderator."""

from fractions import Fraction


def key(posts, bad, recall, precision, minutes, hours, **_):
    broken = posts * 10**6 * bad // 1000
    hits = Fraction(broken * recall, 100)
    false_alarms = hits * (100 - precision) / precision
    left, moderators = (hits + false_alarms) * minutes, 0
    while left > 0:
        left -= hours * 60
        moderators += 1
    return moderators
