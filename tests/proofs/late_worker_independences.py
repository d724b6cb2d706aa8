"""Random tables for the graph; which conditional mutual informations are zero in each."""

import numpy as np

AXES = "POTLW"


def _information(joint, a, b, given):
    keep = [AXES.index(c) for c in a + b + given]
    table = joint.sum(axis=tuple(i for i in range(5) if i not in keep))
    order = sorted(range(len(keep)), key=lambda i: keep[i])
    table = np.transpose(table, np.argsort(order))
    table = table.reshape(2, 2, -1)
    pc = table.sum(axis=(0, 1))
    pac, pbc = table.sum(axis=1), table.sum(axis=0)
    return float((table * np.log(table * pc / (pac[:, None] * pbc[None]))).sum())


def key():
    questions = {
        "t-o": "",
        "t-o-given-w": "W",
        "t-p-given-l-o": "LO",
        "w-p-given-l": "L",
        "l-p-given-o": "O",
    }
    pairs = {
        "t-o": "TO",
        "t-o-given-w": "TO",
        "t-p-given-l-o": "TP",
        "w-p-given-l": "WP",
        "l-p-given-o": "LP",
    }
    worst = dict.fromkeys(questions, 0.0)
    rng = np.random.default_rng(3)
    for _ in range(10):

        def table(*parents):
            one = rng.uniform(0.1, 0.9, size=parents)
            return np.stack([1 - one, one], axis=-1)

        p, t, o, late, w = table(), table(), table(2), table(2, 2), table(2)
        joint = np.einsum("p,po,t,otl,lw->potlw", p, o, t, late, w)
        for name, given in questions.items():
            worst[name] = max(worst[name], abs(_information(joint, *pairs[name], given)))
    return [name for name, value in worst.items() if value < 1e-12]
