"""The consumer is run with a crash, and the rows of the batch are counted."""


def key():
    rows, committed = [], 0
    batch = range(committed, 500)
    committed = 500
    rows.extend(list(batch)[:200])  # the crash
    rows.extend(range(committed, 1000))  # after the restart
    per_message = [rows.count(message) for message in range(500)]
    counts = (per_message.count(0), per_message.count(2))
    return {(300, 0): "lost", (0, 200): "doubled", (500, 0): "all-lost", (0, 0): "exact"}[counts]
