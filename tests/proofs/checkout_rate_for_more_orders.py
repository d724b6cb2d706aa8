"""Bisecting for the middle rate at which the funnel yields the wanted number of orders."""


def _orders(visits, *rates):
    people = visits * 1000
    for rate in rates:
        people *= rate
    return people


def key(visits, cart, checkout, paid, more, **_):
    goal = _orders(visits, cart / 100, checkout / 100, paid / 100) + more
    low, high = 0.0, 1.0
    for _step in range(50):
        rate = (low + high) / 2
        if _orders(visits, cart / 100, rate, paid / 100) < goal:
            low = rate
        else:
            high = rate
    return 100 * low
