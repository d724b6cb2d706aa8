"""Run both paths on amounts from 10 to 500 and see which description the live scores fit."""

import math


def key() -> str:
    amounts = range(10, 501)

    def score(value: float) -> float:
        return 1 / (1 + math.exp(-(0.9 * (value - 4.0) / 1.2 - 1.0)))

    trained = [score(math.log(a)) for a in amounts]
    live = [score(a) for a in amounts]
    descriptions = {
        "low": max(live) < 0.3,
        "as-trained": abs(live[0] - trained[0]) < 0.1 and abs(live[-1] - trained[-1]) < 0.1,
        "reversed": live[0] > live[-1],
        "high": min(live) > 0.95,
    }
    (name,) = [name for name, fits in descriptions.items() if fits]
    return name
