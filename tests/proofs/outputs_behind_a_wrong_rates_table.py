"""The day is replayed: a run taints its output if an input is tainted when it is read."""

RUNS = [
    (3, ["orders-eur"], "finance"),
    (5, ["rates", "orders"], "orders-eur"),
    (6, ["clicks"], "sessions"),
    (7, ["orders-eur", "sessions"], "customer-value"),
    (10, ["rates"], "price-list"),
    (11, ["orders-eur"], "discounts"),
]


def key():
    tainted = set()
    for hour, reads, writes in RUNS:
        wrong = {"rates"} if 4 <= hour < 9 else set()
        if (tainted | wrong) & set(reads):
            tainted.add(writes)
        else:
            tainted.discard(writes)
    return sorted(tainted)
