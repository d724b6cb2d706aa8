"""The long-run number in the system comes from cut-off Markov chains; divided by the arrival rate it is the mean time."""

from math import exp


def exponential(rate, service, replicas=1, states=2000):
    share, total, number = 1.0, 1.0, 0.0
    for n in range(1, states):
        share *= rate / (service * min(n, replicas))
        total += share
        number += n * share
    return number / total / rate


def constant(rate, service, states=400):
    load = rate / service
    arrivals = [exp(-load)]
    for n in range(1, states):
        arrivals.append(arrivals[-1] * load / n)
    shares = [1.0]  # of departures that leave n requests behind
    for n in range(states - 2):
        known = shares[0] * arrivals[n] + sum(
            shares[k] * arrivals[n - k + 1] for k in range(1, n + 1)
        )
        shares.append(max(0.0, (shares[n] - known) / arrivals[0]))
        if n > 60 and shares[-1] < 1e-10:
            break
    return sum(n * share for n, share in enumerate(shares)) / sum(shares) / rate


def key():
    times = {
        "busy": exponential(9.5, 10),
        "split": exponential(4, 5),
        "shared": exponential(8, 5, replicas=2),
        "fast": exponential(8, 10),
        "constant": constant(8, 10),
    }
    return sorted(times, key=times.get)
