"""Logits are divided by the temperature, passed through a softmax, cut to the nucleus and renormalised."""

import math


def key(**parameters):
    logits = [math.log(p) for p in (0.50, 0.30, 0.15, 0.05)]
    scaled = [math.exp(z / 0.5) for z in logits]
    probabilities = sorted((s / sum(scaled) for s in scaled), reverse=True)
    nucleus = []
    for p in probabilities:
        nucleus.append(p)
        if sum(nucleus) >= 0.9:
            break
    assert len(nucleus) == 2
    return round(nucleus[0] / sum(nucleus), 3)
