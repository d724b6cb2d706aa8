"""Interpolates the rise and integrates the sine slope of the fall step by step."""

import numpy as np


def key(peak, warm, decay, part):
    rise = np.interp(warm // part, [0, warm], [0, peak])
    slope = np.sin(np.pi * (np.arange(decay) + 0.5) / decay)
    fall = peak * (1 - np.cumsum(slope) / slope.sum())
    return {
        "early": float(rise),
        "half": float(fall[decay // 2 - 1]),
        "late": float(fall[3 * decay // 4 - 1]),
    }
