"""Bytes of weights, gradients and optimiser state are added up for each set-up and sorted."""


def key():
    base, adapters = 8_000_000_000, 20_000_000
    trained = adapters * (2 + 2 + 4 + 4 + 4)
    memory = {
        "mixed-adam": base * (2 + 2 + 4 + 4 + 4),
        "plain-sgd": base * (2 + 2),
        "sixteen-bit": base * 2 + trained,
        "eight-bit": base * 1 + trained,
        "four-bit": base // 2 + trained,
    }
    return sorted(memory, key=memory.get)
