"""Finite differences of the objective of each sample with respect to the ratio."""


def key():
    samples = {
        "high-good": (1.35, 2),
        "low-good": (0.7, 2),
        "low-bad": (0.7, -1),
        "high-bad": (1.35, -1),
        "inside": (1.1, 0.5),
    }

    def objective(ratio, advantage):
        return min(ratio * advantage, min(max(ratio, 0.8), 1.2) * advantage)

    return [
        n
        for n, (ratio, a) in samples.items()
        if abs(objective(ratio + 1e-6, a) - objective(ratio - 1e-6, a)) < 1e-12
    ]
