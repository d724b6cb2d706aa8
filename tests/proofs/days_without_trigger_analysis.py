"""Days are found from the z-value: with any traffic, effect and spread, the same z needs this many days."""


def key(share, days):
    arrivals, effect, spread = 1000.0, 0.7, 5.0

    def z_squared(users, difference):
        return users * difference**2 / (4 * spread**2)

    wanted = z_squared(arrivals * share / 100 * days, effect)
    low, high = 0.0, 1e5
    for _ in range(80):
        middle = (low + high) / 2
        if z_squared(arrivals * middle, effect * share / 100) < wanted:
            low = middle
        else:
            high = middle
    return low
