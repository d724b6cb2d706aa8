"""All pairs of runs are compared column by column; one pair differs in warm-up alone."""

from itertools import combinations


def key():
    """Return the option of the one pair."""
    runs = {
        "ash": ("4f2", "d1", 1, 256, 0),
        "elm": ("4f2", "d2", 1, 256, 500),
        "fir": ("4f2", "d2", 1, 512, 0),
        "oak": ("9b7", "d2", 1, 256, 0),
        "yew": ("9b7", "d2", 1, 256, 500),
    }
    pairs = [
        f"{one}-{two}"
        for one, two in combinations(sorted(runs), 2)
        if [i for i in range(5) if runs[one][i] != runs[two][i]] == [4]
    ]
    (found,) = pairs
    return found
