"""PCA by singular value decomposition of a data set built to have the stated covariance."""

import numpy as np


def _components(data):
    _, singular, rows = np.linalg.svd(data, full_matrices=False)
    return singular**2 / len(data), rows


def key(**parameters):
    # rows +-sqrt(n * eigenvalue / 2) along each axis: covariance diag(5, 3, 1.5, 0.5), mean 0
    eigenvalues = np.array([5, 3, 1.5, 0.5])
    half = np.diag(np.sqrt(eigenvalues * 8 / 2))
    data = np.vstack([half, -half])
    # turn axes 2 and 4 so that the second feature has variance 2
    cos, sin = np.sqrt(0.6), np.sqrt(0.4)
    turn = np.eye(4)
    turn[1, 1] = turn[3, 3] = cos
    turn[1, 3], turn[3, 1] = sin, -sin
    data = data @ turn
    assert np.allclose(data.mean(axis=0), 0)
    assert np.isclose(data[:, 1].var(), 2)

    variances, rows = _components(data)
    assert np.allclose(variances, eigenvalues)
    kept = data @ rows[:2].T
    share = kept.var(axis=0).sum() / data.var(axis=0).sum()
    error = ((data - kept @ rows[:2]) ** 2).sum(axis=1).mean()

    scaled = data.copy()
    scaled[:, 1] *= 100
    first = np.abs(_components(scaled)[1][0])
    before = np.abs(rows[0])
    if first[1] > 0.99:
        direction = "along-feature"
    elif np.allclose(first, before, atol=0.01):
        direction = "unchanged"
    else:
        direction = "across-feature"
    return {
        "share": round(float(share), 6),
        "error": round(float(error), 6),
        "direction": direction,
    }
