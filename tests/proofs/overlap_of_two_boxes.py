"""Both boxes are painted on a grid of pixels, and the pixels are counted."""

import numpy as np


def key(w, h, dx, dy, ex):
    true_box = np.zeros((200, 200), dtype=bool)
    predicted = np.zeros((200, 200), dtype=bool)
    true_box[20 : 20 + h, 10 : 10 + w] = True
    predicted[20 + dy : 20 + h + 5, 10 + dx : 10 + w + ex] = True
    return round(float((true_box & predicted).sum() / (true_box | predicted).sum()), 3)
