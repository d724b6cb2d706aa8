"""The query is run on the events of the stem."""

import sqlite3


def key(limit, one, two, three):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE events (user_id INTEGER, minute INTEGER)")
    events = [
        (1, 3),
        (1, 3 + one),
        (1, 38 + one),
        (2, 5),
        (2, 5 + two),
        (2, 5 + two + three),
        (3, 9),
    ]
    db.executemany("INSERT INTO events VALUES (?, ?)", events)
    (value,) = db.execute(
        "WITH g AS (SELECT minute - LAG(minute) OVER (PARTITION BY user_id ORDER BY minute) AS gap FROM events)"
        f" SELECT SUM(CASE WHEN gap > {limit} THEN 1 ELSE 0 END) FROM g"
    ).fetchone()
    db.close()
    return value
