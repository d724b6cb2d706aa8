"""SQLite is asked for its plans: the key are those that bound the search by both columns."""

import sqlite3

CONDITIONS = {
    "equal-range": "user_id = 5 AND day > 10",
    "range-equal": "user_id > 5 AND day = 10",
    "in-equal": "user_id IN (5, 6) AND day = 3",
    "day-before": "day = 3 AND user_id = 5",
    "computed": "user_id = 5 AND day + 1 > 10",
    "either": "user_id = 5 OR day = 3",
}


def key():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE events (user_id INTEGER, day INTEGER, payload TEXT)")
    db.execute("CREATE INDEX by_user_day ON events (user_id, day)")
    right = []
    for name, condition in CONDITIONS.items():
        plan = " ".join(
            row[3]
            for row in db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM events WHERE {condition}")
        )
        if "user_id" in plan and ("day>" in plan or "day=" in plan):
            right.append(name)
    db.close()
    return right
