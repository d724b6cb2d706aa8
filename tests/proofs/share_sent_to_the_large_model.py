"""Sending on one more of 100,000 requests as long as the summed bill stays within the budget."""


def key(small, large, budget, **_):
    requests = 100_000
    low, high = 0, requests
    while high - low > 1:
        sent = (low + high) // 2
        bill = requests * small / 1000 + sent * large / 1000
        if bill <= budget * requests / 1000:
            low = sent
        else:
            high = sent
    return 100 * (low / requests)
