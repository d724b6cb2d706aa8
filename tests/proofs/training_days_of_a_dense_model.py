"""The operations of one token are added up, and the days follow from the tokens of a day."""


def key(billions, trillions, gpus, use):
    parameters = billions * 10**9
    forward = 2 * parameters
    backward = forward + forward  # gradients of activations, gradients of weights
    per_day = gpus * 400e12 * (use / 100) * 24 * 60 * 60
    tokens_per_day = per_day / (forward + backward)
    return round(trillions * 10**12 / tokens_per_day, 1)
