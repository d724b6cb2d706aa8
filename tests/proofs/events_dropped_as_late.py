"""The stream is replayed event by event."""


def key():
    names = {9: "nine", 7: "seven", 18: "eighteen", 21: "twenty-one", 24: "twenty-four"}
    watermark, dropped = float("-inf"), []
    for time in (3, 12, 9, 15, 7, 26, 18, 21, 36, 24):
        if time // 10 * 10 + 10 <= watermark:
            dropped.append(names[time])
        watermark = max(watermark, time - 4)
    return dropped
