"""Spreading the user-days of the month over the monthly users, one thousand at a time, and averaging."""


def key(daily, monthly, **_):
    days_of = [0] * monthly  # one entry stands for a thousand users
    turn = 0
    for _day in range(30):
        for _user in range(daily):
            days_of[turn % monthly] += 1
            turn += 1
    return sum(days_of) / len(days_of)
