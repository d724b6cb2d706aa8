"""Counting operations of both runs and comparing each option's factor with the quotient."""


def key(base_n, base_d, shrink, more, **_):
    baseline = sum(6 * base_n * 10**9 for _billion in range(base_d))
    new = sum(6 * base_n * shrink * 10**9 for _billion in range(base_d * more))
    factors = {
        "more-compute": shrink * more,
        "less-compute": shrink,
        "token-compute": more,
        "same-data-fair": 1,
    }
    right = [name for name, factor in factors.items() if abs(factor - new / baseline) < 1e-6]
    assert right == ["more-compute"]
    return right[0]
