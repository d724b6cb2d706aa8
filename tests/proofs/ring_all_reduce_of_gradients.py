"""The ring is run round by round with one chunk per GPU, and the time of all rounds is added up."""


def key(millions, gpus, width, bandwidth):
    chunk = millions * 10**6 * width / gpus
    holds = [[{g} for _ in range(gpus)] for g in range(gpus)]  # whose gradients are in which chunk
    seconds = 0.0
    for phase in range(2):
        for turn in range(gpus - 1):
            moved = []
            for g in range(gpus):
                c = (g - turn + phase) % gpus
                moved.append(((g + 1) % gpus, c, set(holds[g][c])))
            for target, c, content in moved:
                holds[target][c] |= content
            seconds += chunk / (bandwidth * 10**9)
    assert all(len(c) == gpus for g in holds for c in g)
    return round(seconds * 1000, 1)
