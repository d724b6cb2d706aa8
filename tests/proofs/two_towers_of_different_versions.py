"""Recommending with factors that a second training run has rotated, half-way through each plan, and counting hits."""

import numpy as np


def key(**_):
    rng = np.random.default_rng(1)
    old_user, old_item = rng.normal(size=(200, 16)), rng.normal(size=(500, 16))
    turn, _ = np.linalg.qr(rng.normal(size=(16, 16)))  # another run: same scores, other axes
    new_user, new_item = old_user @ turn, old_item @ turn
    half = np.where(np.arange(500)[:, None] < 250, new_item, old_item)
    best = (old_user @ old_item.T).argmax(1)

    def unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    def hits(user, item, wanted=best):
        return ((user @ item.T).argmax(1) == wanted).mean()

    cosine_best = (unit(old_user) @ unit(old_item).T).argmax(1)
    worst_moment = {
        "switch-user-last": hits(old_user, half),
        "normalise": hits(unit(new_user), unit(half), cosine_best),
        "second-index": min(hits(old_user, old_item), hits(new_user, new_item)),
        "canary": hits(new_user[:10], half, best[:10]),
    }
    (good,) = [plan for plan, share in worst_moment.items() if share > 0.95]
    return good
