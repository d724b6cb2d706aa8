"""The loop is run, the inner one by the length of its range."""


def key(power, cost):
    n, count = 2**power, 0
    while n > 1:
        count += len(range(cost * n))
        n //= 2
    return count
