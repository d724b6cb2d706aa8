"""The 200 cases are listed with the winner in each of the two orders and counted."""


def key():
    # (winner with A shown first, winner with B shown first)
    cases = [("A", "A")] * 84 + [("B", "B")] * 56 + [("A", "B")] * 48 + [("B", "A")] * 12
    stable = sum(x == y for x, y in cases) / 2
    rate = sum((x == "A") + (y == "A") for x, y in cases) / 4
    first = sum((x == "A") + (y == "B") for x, y in cases)
    return {
        "stable": stable,
        "rate": rate,
        "position": "first" if first > len(cases) else "second",
        "first": sum(x == "A" for x, _ in cases) / 2,
    }
