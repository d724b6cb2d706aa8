"""Simulating a server that collects full batches from evenly spaced requests, and testing each statement."""


def _latencies(rate, b, n=4000):
    gap, free, waits, latencies = 1000 / rate, 0.0, [], []
    for k in range(0, n, b):
        arrivals = [gap * j for j in range(k, k + b)]
        start = max(free, arrivals[-1])
        free = start + 8 + 2 * b
        waits.append(start - arrivals[0])
        latencies += [free - a for a in arrivals]
    return waits, latencies


def key(**_):
    def per_second(b):
        return 1000 * b / (8 + 2 * b)

    waits8, slow = _latencies(50, 8)
    _, quick = _latencies(50, 1)
    _, queue = _latencies(250, 1)
    holds = {
        "throughput": per_second(8) > 3 * per_second(1),
        "first-waits": all(abs(w - 140) < 1e-6 for w in waits8),
        "falls-behind": queue[-1] > 1.9 * queue[len(queue) // 2] > 1000,
        "always-faster": all(s < q for s, q in zip(slow, quick)),
        "stored-data": 8000 * 10 < 1000 * 24,
    }
    return [name for name, it_does in holds.items() if it_does]
