"""Stepping through the frames after the obstacle appears and moving the car until the last needed result is ready."""


def key(speed, fps, frames, delay, **_):
    interval_ms = 1000 / fps
    taken = [interval_ms * (n + 1) for n in range(10)]  # the frame at time 0 came just too early
    ready = sorted(t + delay for t in taken)[frames - 1]
    return speed * 1000 / 3600 * ready / 1000
