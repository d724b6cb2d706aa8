"""A matrix is drawn and centred; ranks, spectra and null space are looked at."""

import numpy as np


def key():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((50, 200))
    x -= x.mean(0)
    y = rng.standard_normal(50)
    y -= y.mean()
    gram, small = x.T @ x, x @ x.T
    claims = []
    if np.linalg.matrix_rank(np.cov(x.T)) == 49:
        claims.append("rank-49")
    if (np.linalg.eigvalsh(gram) < 1e-8).sum() == 150:
        claims.append("zero-eigenvalues")
    if np.isclose(np.linalg.eigvalsh(gram).sum(), np.linalg.eigvalsh(small).sum()):
        claims.append("shared-spectrum")
    if np.linalg.eigvalsh(gram + 0.01 * np.eye(200)).min() < 1e-8:
        claims.append("ridge-singular")
    if np.linalg.lstsq(x, y, rcond=None)[2] == 200:
        claims.append("unique-least-squares")
    return claims
