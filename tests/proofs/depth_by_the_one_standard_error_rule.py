"""The rule is applied to the table in thousandths."""

TABLE = {
    "two": (182, 7),
    "three": (163, 8),
    "four": (156, 6),
    "six": (152, 5),
    "nine": (151, 6),
    "twelve": (158, 7),
}


def key():
    error, deviation = min(TABLE.values())
    return next(name for name, (mean, _) in TABLE.items() if mean <= error + deviation)
