"""Tokens are kept one after another in whole per cent until each rule says stop."""

SHARES = [40, 25, 15, 9, 6, 3, 2]


def nucleus(per_cent):
    kept, total = 0, 0
    for share in SHARES:
        if total >= per_cent:
            break
        kept, total = kept + 1, total + share
    return kept


def floor(per_cent):
    return sum(share * 100 >= per_cent * SHARES[0] for share in SHARES)


def key():
    left = {
        "min-6": floor(6),
        "min-20": floor(20),
        "nucleus-94": nucleus(94),
        "nucleus-60": nucleus(60),
        "top-three": len(SHARES[:3]),
    }
    return sorted(left, key=left.get)
