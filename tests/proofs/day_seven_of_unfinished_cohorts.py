"""Walking through single users of each cohort and counting those whose seventh day lies within the data."""


def key(n_one, n_two, n_young, r_one, r_two, **_):
    last_day = 10
    measured = active = 0
    for day, users, returned in (
        (1, n_one, n_one * r_one // 100),
        (2, n_two, n_two * r_two // 100),
        (5, n_young, 0),
    ):
        for user in range(users):
            if day + 7 <= last_day:
                measured += 1
                active += user < returned
    return 100 * (active / measured)
