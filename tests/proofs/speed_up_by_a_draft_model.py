"""A round's outcomes are listed by the place of the first rejection."""


def key(percent, gamma, cost):
    accept = percent / 100
    expected, reached = 0.0, 1.0
    for kept in range(gamma):
        expected += (
            reached * (1 - accept) * (kept + 1)
        )  # rejected after `kept`, one token of the target
        reached *= accept
    expected += reached * (gamma + 1)
    plain_rate = 1.0
    return round(expected / (1 + sum(cost for _ in range(gamma))) / plain_rate, 2)
