"""Of the four causes, softmax applied twice alone allows 0.744 at probabilities above 0.99."""

import math


def key() -> str:
    certain = [1.0, 0.0, 0.0, 0.0]
    total = sum(math.exp(value) for value in certain)
    floor_after_second_softmax = -math.log(math.exp(certain[0]) / total)
    most_of_a_correct_loss = -math.log(0.99)
    explains = {
        "softmax-before-loss": round(floor_after_second_softmax, 3) == 0.744,
        # With these causes the loss itself is right, so it is at most -log 0.99.
        "rate-too-low": most_of_a_correct_loss >= 0.744,
        "swapped-labels": most_of_a_correct_loss >= 0.744,
        "narrow-layer": most_of_a_correct_loss >= 0.744,
    }
    (option,) = [name for name, fits in explains.items() if fits]
    return option
