"""Sums over the Poisson number of all alerts and the binomial number of genuine ones among them."""

from math import comb, exp, factorial


def joint(hours):
    total = 12 * hours
    return {
        (g, n - g): exp(-total) * total**n / factorial(n) * comb(n, g) * 0.25**g * 0.75 ** (n - g)
        for n in range(100)
        for g in range(n + 1)
    }


def key():
    two = joint(2)
    mean = sum(g * p for (g, _), p in two.items())
    variance = sum((g - mean) ** 2 * p for (g, _), p in two.items())
    none = sum(p for (g, _), p in joint(1 / 3).items() if g == 0)
    one = joint(1)
    genuine = sum(g * p for (g, _), p in one.items())
    false = sum(f * p for (_, f), p in one.items())
    covariance = sum(g * f * p for (g, f), p in one.items()) - genuine * false
    relation = (
        "independent" if abs(covariance) < 1e-9 else "negative" if covariance < 0 else "positive"
    )
    return {"mean": mean, "variance": variance, "none": none, "relation": relation}
