"""The square of the z-statistic of the treated count under the planned binomial split."""


def key(plan, total, gap):
    p = plan / 100
    treated = total * p - gap
    return (treated - total * p) ** 2 / (total * p * (1 - p))
