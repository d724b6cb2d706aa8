"""Adding up losses and approval costs of 100,000 refunds, by bisection over their amount."""


def key(wrong, spot, fee, **_):
    refunds = 100_000
    bad = refunds * wrong // 100
    stopped = bad * spot // 100
    low, high = 0.0, 10_000.0
    for _step in range(60):
        amount = (low + high) / 2
        unchecked = bad * amount
        checked = refunds * fee + (bad - stopped) * amount
        if checked < unchecked:
            high = amount
        else:
            low = amount
    return high
