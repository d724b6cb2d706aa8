"""Token weights are read off the accumulated objective by finite differences, and each candidate fix is tried on them."""

import numpy as np


def key():
    """The value of each blank: the two objectives, the ratio of token weights, and the fix that restores the pooled mean."""
    counts = (20, 180)
    first, second = np.full(counts[0], 4.0), np.full(counts[1], 2.0)
    tokens = np.concatenate([first, second])

    def parts(values):
        return values[: counts[0]], values[counts[0] :]

    def weights(objective):
        """Derivative of the objective with respect to the loss of every token."""
        base = objective(tokens)
        eye = np.eye(len(tokens))
        return np.array([objective(tokens + row) - base for row in eye])

    def accumulated(values):
        return sum(part.mean() / 2 for part in parts(values))

    candidates = {
        "no-halving": lambda values: sum(part.mean() for part in parts(values)),
        "sum-over-total": lambda values: sum(part.sum() / 200 for part in parts(values)),
        "sum-over-own": lambda values: sum(part.sum() / len(part) for part in parts(values)),
    }
    pooled = weights(np.mean)
    agreeing = [
        name for name, objective in candidates.items() if np.allclose(weights(objective), pooled)
    ]
    assert agreeing == ["sum-over-total"]
    per_token = weights(accumulated)
    return {
        "accumulated": float(accumulated(tokens)),
        "pooled": float(tokens.mean()),
        "ratio": round(float(per_token[0] / per_token[-1]), 6),
        "fix": agreeing[0],
    }
