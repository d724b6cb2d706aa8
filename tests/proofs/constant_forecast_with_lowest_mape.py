"""Each forecast is scored on ten typical days; a scan over all whole forecasts agrees."""

DAYS = [20] * 4 + [50] * 3 + [100] * 3


def mape(forecast):
    return sum(abs(forecast - demand) / demand for demand in DAYS) / len(DAYS)


def key():
    assert min(range(1, 151), key=mape) == 20
    return {20: "twenty", 50: "median", 53: "mean", 100: "hundred"}[
        min((20, 50, 53, 100), key=mape)
    ]
