"""Keeps a list of the epochs of each configuration and counts what each rung adds."""


def key(eta, base, k, m):
    epochs = [0] * (m * eta**k)
    alive, goal, spent = len(epochs), base, 0
    while True:
        for i in range(alive):
            spent += goal - epochs[i]
            epochs[i] = goal
        if alive == m:
            return spent
        alive //= eta
        goal *= eta
