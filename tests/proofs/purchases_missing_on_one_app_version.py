"""Computing from the table what each explanation predicts and keeping the one that holds."""


def key(**_):
    rows = {"8.1": (60_000, 2400, 600, 2400, 600), "8.2": (40_000, 1200, 0, 1600, 400)}
    sessions, tracked, tracked_wallet, charged, charged_wallet = rows["8.2"]
    other = rows["8.1"]
    holds = {
        "wallet-broken": charged_wallet == 0,
        "self-selection": charged / sessions < other[3] / other[0],
        "lost-event": charged - tracked == charged_wallet - tracked_wallet > 0
        and other[1] == other[3],
        "double-charge": tracked_wallet > 0 and charged_wallet == 2 * tracked_wallet,
    }
    (only,) = [name for name, it_does in holds.items() if it_does]
    return only
