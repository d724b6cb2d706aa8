"""Each call is billed on its own in whole hundredths of millionths of a euro, the first with a cache write."""


def key(prefix, tail, out, calls):
    """Return the bill in euro."""
    bill = 0
    for call in range(calls):
        per_prefix_token = 375 if call == 0 else 30
        bill += prefix * per_prefix_token + tail * 300 + out * 1500
    return bill / 10**8
