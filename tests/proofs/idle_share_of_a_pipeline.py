"""The schedule is run slot by slot, and the busy slots of each GPU are counted."""


def key(stages, micro):
    finish = {}
    for item in range(micro):
        for stage in range(stages):
            finish[stage, item] = 1 + max(
                finish.get((stage - 1, item), 0), finish.get((stage, item - 1), 0)
            )
    length = max(finish.values())  # the backward direction mirrors it at twice the slot length
    busy = 3 * micro
    return round(100 * (1 - busy / (3 * length)), 1)
