"""Seconds are played through until the window holds enough bad requests, in whole ten-thousandths."""


def key(target, window, errors):
    """Return the minutes until the alarm fires."""
    tenths_of_burn = 144 if window == 60 else 60
    allowed = 1000 - round(target * 10)  # thousandths of the requests
    need = tenths_of_burn * allowed * window * 60  # in ten-thousandths of one second of traffic
    bad = seconds = 0
    while bad < need:
        bad += errors * 100
        seconds += 1
    return seconds / 60
