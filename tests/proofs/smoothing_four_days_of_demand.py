"""The forecast is written out as a weighted sum with geometric weights."""


def key(alpha, y1, y2, y3, y4):
    values = [y4, y3, y2]
    weights = [alpha * (1 - alpha) ** age for age in range(3)]
    return round(
        sum(w * v for w, v in zip(weights, values, strict=True)) + (1 - sum(weights)) * y1, 2
    )
