"""The query is run on the rows of the stem."""

import sqlite3


def key(first, second, third, fourth):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE payments (id INTEGER, day INTEGER, amount INTEGER)")
    rows = [(1, 1, first), (2, 2, second), (3, 2, third), (4, 3, fourth)]
    db.executemany("INSERT INTO payments VALUES (?, ?, ?)", rows)
    totals = dict(db.execute("SELECT id, SUM(amount) OVER (ORDER BY day) AS running FROM payments"))
    db.close()
    return totals[2]
