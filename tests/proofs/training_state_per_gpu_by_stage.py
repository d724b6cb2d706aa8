"""Each part is dealt out to the GPUs or copied to all of them, and one GPU's bytes are added up."""


def key(billions, gpus, stage):
    parts = {
        "weights": (2, 3),
        "gradients": (2, 2),
        "master": (4, 1),
        "mean": (4, 1),
        "square": (4, 1),
    }
    mine = 0.0
    for size, split_from in parts.values():
        whole = billions * 10**9 * size
        mine += whole / gpus if stage >= split_from else whole
    return round(mine / 1e9, 2)
