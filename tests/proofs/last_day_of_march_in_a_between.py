"""Running the tile's query and a half-open one on SQLite and subtracting."""

import sqlite3


def key(february, first, middle, early, evening, april, **_):
    rows = [
        ("2026-02-28 23:40:00", february),
        ("2026-03-01 00:00:00", first),
        ("2026-03-15 12:00:00", middle),
        ("2026-03-31 00:10:00", early),
        ("2026-03-31 18:00:00", evening),
        ("2026-04-01 00:00:00", april),
    ]
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE payments (paid_at TEXT, amount INTEGER)")
        db.executemany("INSERT INTO payments VALUES (?, ?)", rows)
        total = "SELECT SUM(amount) FROM payments WHERE "
        (shown,) = db.execute(total + "paid_at BETWEEN '2026-03-01' AND '2026-03-31'").fetchone()
        (true,) = db.execute(
            total + "paid_at >= '2026-03-01' AND paid_at < '2026-04-01'"
        ).fetchone()
    return true - shown
