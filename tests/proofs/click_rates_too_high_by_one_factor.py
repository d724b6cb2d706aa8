"""Running the auction and the measures on random ads with old and new rates, and seeing what changes."""

import itertools

import numpy as np


def _auction(bid, rate, floor):
    product = bid * rate
    order = [int(i) for i in np.argsort(-product)]
    shown = [i for i in order if product[i] >= floor]
    price = {
        (i, j): round(product[j] / rate[i], 9) for i, j in itertools.pairwise(order) if i in shown
    }
    forecast = sum(rate[i] * p for (i, _), p in price.items())
    return order, shown, price, forecast


def _auc(score, click):
    pairs = score[click][:, None] - score[~click][None, :]
    return (pairs > 0).mean()


def _log_loss(score, click):
    return -np.log(np.where(click, score, 1 - score)).mean()


def key(**_):
    rng = np.random.default_rng(5)
    changed = set()
    for _trial in range(5):
        bid, rate = rng.uniform(0.2, 2, 60), rng.uniform(0.01, 0.2, 60)
        click = rng.random(60) < 0.3
        floor = 0.08
        old, new = _auction(bid, rate, floor), _auction(bid, 1.2 * rate, floor)
        if [i for i in new[0] if i in old[1]] != old[1]:
            changed.add("order")
        if any(new[2][pair] != price for pair, price in old[2].items()):
            changed.add("price")
        if len(new[1]) != len(old[1]):
            changed.add("shown")
        if abs(new[3] - old[3]) > 1e-9:
            changed.add("forecast")
        if abs(_auc(1.2 * rate, click) - _auc(rate, click)) > 1e-12:
            changed.add("auc")
        if abs(_log_loss(1.2 * rate, click) - _log_loss(rate, click)) > 1e-9:
            changed.add("log-loss")
    return sorted(changed)
