"""For each group a matching row within its ranges is looked for."""

GROUPS = {
    "alpha": (1, 39, "AT", "SE"),
    "bravo": (35, 60, "DE", "PL"),
    "charlie": (41, 80, "AT", "FR"),
    "delta": (70, 90, "NO", "NO"),
    "echo": (12, 41, "BE", "US"),
    "foxtrot": (85, 99, "PL", "SE"),
}


def key():
    return [
        name
        for name, (first, last, low, high) in GROUPS.items()
        if any(day >= 40 for day in range(first, last + 1)) and sorted([low, "NO", high])[1] == "NO"
    ]
